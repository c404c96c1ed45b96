import type { PatientAction } from '../commands/staff-action.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import { ok, type Result } from '../../domain/result.ts';
import { words } from '../../words/words.ts';
import type { PatientInput } from '../commands/staff-command.ts';
import {
  isAddressAskedFor,
  makeLetter,
  type LetterChoices,
  type PreparedLetter,
} from './registration-letter.ts';

/** Makes the letter to look at. Audited as a preview. */
export async function previewLetter(
  action: PatientAction,
  input: PatientInput & LetterChoices,
  ports: CommandPorts,
): Promise<Result<PreparedLetter>> {
  const made = await makeLetter(action, ports, input);
  if (!made.ok) return made;
  const audited = await action.audit(
    words('commands').letter.lookedAt({ withAddress: isAddressAskedFor(action.patient, input) }),
  );
  return audited.ok ? ok(made.value.letter) : audited;
}
