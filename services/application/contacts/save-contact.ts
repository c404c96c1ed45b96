import type { PatientAction } from '../commands/staff-action.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import { checkContact, type Contact } from '../../domain/contacts/contact.ts';
import type { Result } from '../../domain/result.ts';
import { words } from '../../words/words.ts';
import type { PatientInput } from '../commands/staff-command.ts';

interface Input extends PatientInput {
  readonly contact: Contact;
}

/** Adding or changing an email address or number, in the host's record. */
export async function saveContact(
  action: PatientAction,
  input: Input,
  { patients }: CommandPorts,
): Promise<Result<Contact>> {
  const checked = checkContact(input.contact);
  if (!checked.ok) return checked;
  // Audited first: what the host has written cannot be taken back when the audit fails.
  const audited = await action.audit(words('commands').contacts.saving(checked.value));
  return audited.ok ? patients.saveContact(input.patientRef, checked.value) : audited;
}
