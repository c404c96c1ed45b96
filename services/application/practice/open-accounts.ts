/** The page of all accounts is opened by few: what it takes comes with it, and not with every command. */
import type { Result } from '../../domain/result.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import type { StaffAction } from '../commands/staff-action.ts';
import type { WorklistInput } from './worklists.ts';
import type { AccountsView, Worklist } from './worklists-view.ts';

export async function openAccounts(
  action: StaffAction,
  _input: object,
  ports: CommandPorts,
): Promise<Result<AccountsView>> {
  const worklists = await import('./worklists.ts');
  return worklists.openAccounts(action, ports);
}

export async function openWorklist(
  action: StaffAction,
  input: WorklistInput,
  ports: CommandPorts,
): Promise<Result<Worklist>> {
  const worklists = await import('./worklists.ts');
  return worklists.openWorklist(action, input, ports);
}
