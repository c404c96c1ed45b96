import type { PatientAction } from '../commands/staff-action.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import type { Result } from '../../domain/result.ts';
import { handOver, type LetterHandOver } from './hand-over.ts';

/** Hands the letter to the host to be kept as a file; see {@link handOver}. */
export function saveLetter(
  action: PatientAction,
  input: LetterHandOver,
  ports: CommandPorts,
): Promise<Result<boolean>> {
  return handOver(
    {
      medium: 'saved',
      hand: ({ pdf, title }) => ports.documents.save(input.patientRef, pdf, title),
    },
    action,
    input,
    ports,
  );
}
