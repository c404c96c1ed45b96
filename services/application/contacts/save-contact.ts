import type { Contact } from '../../domain/contacts/contact.ts';
import { words } from '../../words/words.ts';
import type { PatientInput, PatientRun } from '../commands/staff-command.ts';

interface Input extends PatientInput {
  readonly contact: Contact;
}

/**
 * Adding or changing an email address or number, in the host's record. What checks addresses is a part of its own, as
 * it is large; it is fetched with the command, so that it is there when the network is cut.
 */
export async function loadSaveContact(): Promise<PatientRun<Input, Contact>> {
  const { checkContact } = await import('../../domain/contacts/check-contact.ts');
  return async (action, input, { patients }) => {
    const checked = checkContact(input.contact);
    if (!checked.ok) return checked;
    // Audited first: what the host has written cannot be taken back when the audit fails.
    const audited = await action.audit(words('commands').contacts.saving(checked.value));
    return audited.ok ? patients.saveContact(input.patientRef, checked.value) : audited;
  };
}
