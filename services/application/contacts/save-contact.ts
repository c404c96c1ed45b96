import { firstValueFrom } from 'rxjs';
import type { ReasonInput } from '../../domain/account/given-reason.ts';
import type { Contact } from '../../domain/contacts/contact.ts';
import { isNewlyVerified, losesEmail, withVerification } from '../../domain/contacts/verifying.ts';
import type { QuestionCode } from '../../domain/reason.ts';
import { words } from '../../words/words.ts';
import { allAnswered } from '../commands/questions.ts';
import type { PatientInput, PatientRun } from '../commands/staff-command.ts';

/** Why it is ticked as verified, where it was not, is said with it. */
interface Input extends PatientInput, ReasonInput {
  readonly contact: Contact;
  readonly answered?: readonly QuestionCode[];
}

/**
 * Adding or changing an email address or number, in the host's record. What checks addresses is a part of its own, as
 * it is large; it is fetched with the command, so that it is there when the network is cut. Refused with
 * `needs-confirmation` where a patient who has registered would be left without an email for messages.
 */
export async function loadSaveContact(): Promise<PatientRun<Input, Contact>> {
  const { checkContact } = await import('../../domain/contacts/check-contact.ts');
  return async (action, input, { patients, environment }) => {
    const checked = checkContact(input.contact);
    if (!checked.ok) return checked;
    const contacts = await firstValueFrom(patients.contacts$(input.patientRef));
    const held = contacts.find(({ id }) => id !== undefined && id === checked.value.id);
    const { id, name } = action.session.staff;
    const tick = { ...input, at: environment.now(), by: { id, name } };
    const wanted = withVerification(held, checked.value, tick);
    if (!wanted.ok) return wanted;
    const loses = losesEmail(contacts, wanted.value, action.records.account);
    const mayGoOn = allAnswered(loses ? [{ code: 'email-lost' }] : [], input);
    if (!mayGoOn.ok) return mayGoOn;
    // Audited first: what the host has written cannot be taken back when the audit fails.
    const said = words('commands').contacts;
    const { verification } = wanted.value;
    const why = isNewlyVerified(held, wanted.value) ? verification?.reason : undefined;
    const audited = await action.audit(said.saving(wanted.value, why));
    return audited.ok ? patients.saveContact(input.patientRef, wanted.value) : audited;
  };
}
