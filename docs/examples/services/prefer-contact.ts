import { firstValueFrom } from 'rxjs';
import type { CommandPorts } from '../../../services/application/commands/command-ports.ts';
import type { PatientAction } from '../../../services/application/commands/staff-action.ts';
import type { PatientInput } from '../../../services/application/commands/staff-command.ts';
import type { Contact } from '../../../services/domain/contacts/contact.ts';
import { FailureKind, refuse, type Result } from '../../../services/domain/result.ts';
import { words } from '../../../services/words/words.ts';

interface Input extends PatientInput {
  readonly contactId: string;
}

/** The patient asked to be phoned on another number, or written to elsewhere: that one is preferred from now on. */
export async function preferContact(
  action: PatientAction,
  input: Input,
  { patients }: CommandPorts,
): Promise<Result<Contact>> {
  const contacts = await firstValueFrom(patients.contacts$(input.patientRef));
  const chosen = contacts.find(({ id }) => id === input.contactId);
  if (chosen === undefined) {
    return refuse(FailureKind.changedMeanwhile, { code: 'changed-elsewhere' });
  }
  const preferred = { ...chosen, preferred: true };
  // Audited first: what the host has written cannot be taken back when the audit fails.
  const audited = await action.audit(words('commands').contacts.saving(preferred));
  return audited.ok ? patients.saveContact(input.patientRef, preferred) : audited;
}
