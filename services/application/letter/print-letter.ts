import { patientCommand } from '../commands/staff-command.ts';
import { handOver, type LetterHandOver } from './hand-over.ts';
import { LETTER_RULE } from './registration-letter.ts';

/** Hands the letter to the host's printer; see {@link handOver}. */
export const printLetter = patientCommand({
  name: 'printLetter',
  audit: 'print-letter',
  ...LETTER_RULE,
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
