import { patientCommand } from '../commands/staff-command.ts';
import { handOver, type LetterHandOver } from './hand-over.ts';

/** Hands the letter to the host's printer; see {@link handOver}. */
export const printLetter = patientCommand({
  name: 'printLetter',
  audit: 'print-letter',
  run: (action, input: LetterHandOver, ports) =>
    handOver(
      {
        medium: 'printed',
        hand: ({ pdf, title }) => ports.documents.print(pdf, title),
      },
      action,
      input,
      ports,
    ),
});
