import { firstValueFrom } from 'rxjs';
import { ContactType, type Contact } from '../../domain/contacts/contact.ts';
import { isHeld, type Offer } from '../../domain/contacts/offered-contact.ts';
import { writesOf } from '../../domain/record-writes.ts';
import { ok, type Result } from '../../domain/result.ts';
import { words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import { allAnswered } from '../commands/questions.ts';
import type { PatientAction } from '../commands/staff-action.ts';
import type { AnsweredOperation, PatientRun } from '../commands/staff-command.ts';
import { withoutOffer } from '../../domain/contacts/settled-offer.ts';

/** As it was on the screen: whatever else the patient has typed since is left for another look. */
type Input = AnsweredOperation & Offer;

/** Put into the record now; or somebody has put it there before. */
type CameOf = 'added' | 'held';

/**
 * *Take over*: what the patient typed at the website goes to the host's record, neither verified nor preferred, and is
 * offered no more. The host first: while it refuses, the offer stays. What checks addresses is fetched with the command.
 */
export async function loadTakeOverContact(): Promise<PatientRun<Input, CameOf>> {
  const { checkContact } = await import('../../domain/contacts/check-contact.ts');
  return async (action, input, ports) => {
    const after = withoutOffer(action.records, input);
    if (!after.ok) return after;
    const { type, value } = input;
    const checked = checkContact({ type, value, verified: false, preferred: false });
    if (!checked.ok) return checked;
    const saved = await saveUnlessHeld(action, { input, contact: checked.value }, ports);
    if (!saved.ok) return saved;
    const said = words('commands').contacts;
    // The host has it by now, whoever is signed in and whatever patient is open.
    const noted = await action.commitWhatHappened({
      operationId: input.operationId,
      description: said.takeOver,
      summary: said.takenOver(type),
      writes: writesOf(action.records, after.value),
    });
    return noted.ok ? saved : noted;
  };
}

async function saveUnlessHeld(
  action: PatientAction,
  { input, contact }: { readonly input: Input; readonly contact: Contact },
  { patients }: CommandPorts,
): Promise<Result<CameOf>> {
  const { patientRef } = input;
  // Another workstation, or somebody who typed it in, may be quicker.
  const isThere = async (): Promise<boolean> =>
    isHeld(await firstValueFrom(patients.contacts$(patientRef)), contact);
  if (await isThere()) return ok('held');
  if (contact.type === ContactType.email) {
    const shared = await patients.countSharingEmail(patientRef, contact.value);
    if (!shared.ok) return shared;
    const { value: others } = shared;
    const question = { code: 'offered-email-shared', patients: others } as const;
    const mayGoOn = allAnswered(others > 0 ? [question] : [], input);
    if (!mayGoOn.ok) return mayGoOn;
  }
  const stands = await action.stillStands();
  if (!stands.ok) return stands;
  // Audited first: what the host has written cannot be taken back when the audit fails.
  const audited = await action.audit(words('commands').contacts.takingOver(contact.type));
  if (!audited.ok) return audited;
  if (await isThere()) return ok('held');
  const saved = await patients.saveContact(patientRef, contact);
  return saved.ok ? ok('added') : saved;
}
