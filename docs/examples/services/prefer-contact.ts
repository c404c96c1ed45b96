import { firstValueFrom } from 'rxjs';
import type { Contact } from '../../../services/domain/contacts/contact.ts';
import { Permission } from '../../../services/domain/practice/permission.ts';
import { FailureKind, refuse, type Result } from '../../../services/domain/result.ts';
import { ineligible } from '../../../services/application/commands/rules.ts';
import {
  patientCommand,
  type PatientInput,
} from '../../../services/application/commands/staff-command.ts';
import { words } from '../../../services/words/words.ts';

interface Input extends PatientInput {
  readonly contactId: string;
}

/** The patient asked to be phoned on another number, or written to elsewhere: that one is preferred from now on. */
export const preferContact = patientCommand({
  name: 'preferContact',
  permission: Permission.editContacts,
  audit: 'prefer-contact',
  whyNot: ineligible,
  hidden: ({ patient }) => patient.deceased,
  run: async (action, input: Input, { patients }): Promise<Result<Contact>> => {
    const contacts = await firstValueFrom(patients.contacts$(input.patientRef));
    const chosen = contacts.find(({ id }) => id === input.contactId);
    if (chosen === undefined) {
      return refuse(FailureKind.changedMeanwhile, { code: 'changed-elsewhere' });
    }
    const preferred = { ...chosen, preferred: true };
    // Audited first: what the host has written cannot be taken back when the audit fails.
    const audited = await action.audit(words('commands').contacts.saving(preferred));
    return audited.ok ? patients.saveContact(input.patientRef, preferred) : audited;
  },
});
