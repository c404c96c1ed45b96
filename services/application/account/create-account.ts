import { inject, injectable } from 'tsyringe';
import { firstValueFrom } from 'rxjs';
import { ContactType, verifiedPreferred } from '../../domain/contacts/contact.ts';
import { eligiblePatientId } from '../../domain/patient/eligibility.ts';
import { createAccount, whyNotCreate } from '../../domain/account/create-account.ts';
import { Permission } from '../../domain/practice/permission.ts';
import { AuditAction } from '../../domain/records.ts';
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import {
  ENVIRONMENT,
  PATIENT_RECORD,
  PRACTICE,
  type Environment,
  type PatientRecord,
  type Practice,
} from '../../ports/practice-host.ts';
import type { CodeIssuing } from '../codes/code-issuing.ts';
import { CODE_ISSUING, STAFF_ACTIONS } from '../tokens.ts';
import { serviceSet } from '../services/service-ticks.ts';
import type { StaffAction, StaffActions } from '../commands/staff-actions.ts';
import type { OnlineServices } from '../views.ts';

/** The exact question of the field; staff know it by heart. */
export const NO_EMAIL_QUESTION =
  'Without a preferred e-mail address, a Registered Online Service User will not be able to complete their online registration for the service. Do you still want to continue?';

type Input = Parameters<OnlineServices['createAccount']>[0];

/** *Create Online Account*. */
@injectable()
export class CreateAccount {
  constructor(
    @inject(STAFF_ACTIONS) private readonly actions: StaffActions,
    @inject(CODE_ISSUING) private readonly issuing: CodeIssuing,
    @inject(PATIENT_RECORD) private readonly patients: PatientRecord,
    @inject(ENVIRONMENT) private readonly environment: Environment,
    @inject(PRACTICE) private readonly practice: Practice,
  ) {}

  async run(input: Input): Promise<Result<void>> {
    const begun = await this.actions.begin(
      AuditAction.createAccount,
      Permission.manageAccounts,
      input.patientRef,
    );
    if (!begun.ok) return begun;
    const fit = await this.checkFit(begun.value, input);
    if (!fit.ok) return this.actions.refused(begun.value, fit.failure);
    return this.create(begun.value, input);
  }

  private async checkFit({ patient, records }: StaffAction, input: Input): Promise<Result<void>> {
    const eligible = eligiblePatientId({ ...patient, nation: this.practice.nation });
    if (!eligible.ok) return eligible;
    const reason = whyNotCreate(records);
    if (reason !== undefined) return refuse(FailureKind.notAllowed, reason);
    if (input.withoutEmail === true) return ok();
    const contacts = await firstValueFrom(this.patients.contacts$(patient.ref));
    return verifiedPreferred(contacts, ContactType.email) === undefined
      ? refuse(FailureKind.needsConfirmation, NO_EMAIL_QUESTION)
      : ok();
  }

  private async create(action: StaffAction, input: Input): Promise<Result<void>> {
    const accountKey = this.environment.newId();
    const accountId = await this.issuing.freeAccountId();
    if (!accountId.ok) return accountId;
    const codes = await this.issuing.codesFor(accountKey);
    if (!codes.ok) return codes;
    const after = createAccount(action.records, {
      at: this.environment.now(),
      accountKey,
      servicesId: this.environment.newId(),
      practiceId: this.practice.id,
      patientRef: action.patient.ref,
      accountId: accountId.value,
      codes: codes.value,
      ...serviceSet(this.practice.nation, input.services),
    });
    if (!after.ok) return this.actions.refused(action, after.failure);
    return this.actions.commitRecords(action, after.value, {
      operationId: input.operationId,
      description: 'Create online account',
      summary:
        input.withoutEmail === true
          ? 'Online account created, without a verified preferred email address'
          : 'Online account created',
    });
  }
}
