import type { PatientAction } from '../commands/staff-action.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import type { Result } from '../../domain/result.ts';
import { handOver, type LetterHandOver } from './hand-over.ts';

/** Hands the letter to the host's printer; see {@link handOver}. */
export function printLetter(
  action: PatientAction,
  input: LetterHandOver,
  ports: CommandPorts,
): Promise<Result<boolean>> {
  return handOver(
    {
      medium: 'printed',
      hand: ({ pdf, title }) => ports.documents.print(input.patientRef, pdf, title),
    },
    action,
    input,
    ports,
  );
}
