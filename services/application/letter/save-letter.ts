import { patientCommand } from '../commands/staff-command.ts';
import { handOver, type LetterHandOver } from './hand-over.ts';

/** Hands the letter to the host to be kept as a file; see {@link handOver}. */
export const saveLetter = patientCommand({
  name: 'saveLetter',
  audit: 'save-letter',
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
