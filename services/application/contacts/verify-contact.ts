/** *Verified* by a code: sent to the address, read out by the patient, typed by staff. */
import { firstValueFrom } from 'rxjs';
import { ContactType, type Contact } from '../../domain/contacts/contact.ts';
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import { words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import type { PatientAction } from '../commands/staff-action.ts';
import type { PatientInput } from '../commands/staff-command.ts';

interface ContactInput extends PatientInput {
  readonly contactId: string;
}

type Reachable = Contact & { readonly type: 'email' | 'mobile' };

/** *Send code*: done when the message service has accepted it. An earlier code does not work any more. */
export async function sendVerificationCode(
  action: PatientAction,
  input: ContactInput,
  ports: CommandPorts,
): Promise<Result<void>> {
  const found = await contactOf(input, ports);
  if (!found.ok) return found;
  const { type, value } = found.value;
  const stands = await action.stillStands();
  if (!stands.ok) return stands;
  const code = await ports.codes.make(subjectOf(action, found.value));
  const said = words('commands').contacts;
  const accepted = await ports.messages.send({
    patientRef: input.patientRef,
    to: { type, value },
    kind: 'verification-code',
    ...said.codeMessage(ports.practice.name, code),
    reference: ports.environment.newId(),
  });
  return accepted.ok ? action.audit(said.codeAccepted(type)) : accepted;
}

/** *Verify*: what the patient read out is the code that was sent to this very address. */
export async function verifyContact(
  action: PatientAction,
  { code, ...input }: ContactInput & { readonly code: string },
  ports: CommandPorts,
): Promise<Result<Contact>> {
  const found = await contactOf(input, ports);
  if (!found.ok) return found;
  const answered = await ports.codes.answer(subjectOf(action, found.value), code);
  if (!answered.ok) return answered;
  const { id, name } = action.session.staff;
  const verified: Contact = {
    ...found.value,
    verified: true,
    verification: { at: ports.environment.now(), how: 'code', by: { id, name } },
  };
  const stands = await action.stillStands();
  if (!stands.ok) return stands;
  // Audited first: what the host has written cannot be taken back when the audit fails.
  const audited = await action.audit(words('commands').contacts.verifying(verified.type));
  return audited.ok ? ports.patients.saveContact(input.patientRef, verified) : audited;
}

async function contactOf(
  { patientRef, contactId }: ContactInput,
  { patients }: CommandPorts,
): Promise<Result<Reachable>> {
  const contacts = await firstValueFrom(patients.contacts$(patientRef));
  const found = contacts.find(({ id }) => id === contactId);
  if (found === undefined) {
    return refuse(FailureKind.changedMeanwhile, { code: 'changed-elsewhere' });
  }
  const { type } = found;
  return type === ContactType.phone
    ? refuse(FailureKind.notAllowed, { code: 'not-a-mobile-number' })
    : ok({ ...found, type });
}

/** Whoever sits here next, another patient, or the same contact with another value: the code is none of theirs. */
function subjectOf({ session, patient }: PatientAction, { type, value }: Contact): string[] {
  return [session.id, patient.ref, type, value];
}
