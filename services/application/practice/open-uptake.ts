/** The page of how far the practice is, is opened by few: what it takes comes with it, and not with every command. */
import type { Result } from '../../domain/result.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import type { StaffAction } from '../commands/staff-action.ts';
import type { UptakeExport } from './export-uptake.ts';
import type { Uptake } from './uptake-view.ts';

export async function openUptake(
  action: StaffAction,
  _input: object,
  ports: CommandPorts,
): Promise<Result<Uptake>> {
  const uptake = await import('./uptake.ts');
  return uptake.openUptake(action, ports);
}

export async function exportUptake(
  action: StaffAction,
  input: UptakeExport,
  ports: CommandPorts,
): Promise<Result<boolean>> {
  const uptake = await import('./export-uptake.ts');
  return uptake.exportUptake(action, input, ports);
}
