import { inject, injectable } from 'tsyringe';
import { checkContact, type Contact } from '../../domain/contacts/contact.ts';
import { Permission } from '../../domain/practice/permission.ts';
import { AuditAction } from '../../domain/records.ts';
import type { Result } from '../../domain/result.ts';
import { PATIENT_RECORD, type PatientRecord } from '../../ports/practice-host.ts';
import type { StaffActions } from '../commands/staff-actions.ts';
import { STAFF_ACTIONS } from '../tokens.ts';
import type { OnlineServices } from '../views.ts';

/** Adding or changing an email address or number, in the host's record. */
@injectable()
export class SaveContact {
  constructor(
    @inject(STAFF_ACTIONS) private readonly actions: StaffActions,
    @inject(PATIENT_RECORD) private readonly patients: PatientRecord,
  ) {}

  async run(input: Parameters<OnlineServices['saveContact']>[0]): Promise<Result<Contact>> {
    const begun = await this.actions.begin(
      AuditAction.saveContact,
      Permission.editContacts,
      input.patientRef,
    );
    if (!begun.ok) return begun;
    const checked = checkContact(input.contact);
    if (!checked.ok) return checked;
    const { type, verified, preferred } = checked.value;
    // Audited first: what the host has written cannot be taken back when the audit fails.
    const audited = await this.actions.audit(
      begun.value,
      `Saving a contact (${type}${verified ? ', verified' : ''}${preferred ? ', preferred' : ''})`,
    );
    if (!audited.ok) return audited;
    const saved = await this.patients.saveContact(input.patientRef, checked.value);
    if (!saved.ok) return this.actions.refused(begun.value, saved.failure);
    return saved;
  }
}
