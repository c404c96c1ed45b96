import { ok, type Result } from '../../domain/result.ts';
import { words } from '../../words/words.ts';
import { patientCommand, type PatientInput } from '../commands/staff-command.ts';
import { makeLetter, type PreparedLetter } from './registration-letter.ts';

/** Makes the letter to look at. Audited as a preview. */
export const previewLetter = patientCommand({
  name: 'previewLetter',
  audit: 'preview-letter',
  run: async (action, _input: PatientInput, ports): Promise<Result<PreparedLetter>> => {
    const made = await makeLetter(action, ports);
    if (!made.ok) return made;
    const audited = await action.audit(words('commands').letter.lookedAt);
    return audited.ok ? ok(made.value.letter) : audited;
  },
});
