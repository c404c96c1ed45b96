import { patientCommand } from '../commands/staff-command.ts';
import { handOver, type LetterHandOver } from './hand-over.ts';
import { LETTER_RULE } from './registration-letter.ts';

/** Hands the letter to the host to be kept as a file; see {@link handOver}. */
export const saveLetter = patientCommand({
  name: 'saveLetter',
  audit: 'save-letter',
  ...LETTER_RULE,
  run: (action, input: LetterHandOver, ports) =>
    handOver(
      {
        medium: 'saved',
        hand: ({ pdf, title }) => ports.documents.save(pdf, title),
      },
      action,
      input,
      ports,
    ),
});
