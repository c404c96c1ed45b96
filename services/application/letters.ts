import { inject, injectable } from 'tsyringe';
import { firstValueFrom } from 'rxjs';
import { dateOf } from '../domain/calendar.ts';
import { ContactType, verifiedPreferred } from '../domain/contact.ts';
import { eligiblePatientId } from '../domain/eligibility.ts';
import { lettersOf, pendingRegistration, whyNotPrintLetter } from '../domain/account-rules.ts';
import { decide } from '../domain/online-account.ts';
import type { PatientId } from '../domain/patient-identifier.ts';
import { Permission } from '../domain/permission.ts';
import { AuditAction, type AccountRecord, type RegistrationRecord } from '../domain/records.ts';
import { FailureKind, ok, refuse, type Result } from '../domain/result.ts';
import { usableServices } from '../domain/service-entitlements.ts';
import {
  LETTER_RENDERER,
  type LetterRenderer,
  type RegistrationLetter,
} from '../ports/letter-renderer.ts';
import {
  DOCUMENT_OUTPUT,
  ENVIRONMENT,
  PATIENT_RECORD,
  PRACTICE,
  SETTINGS_STORE,
  type DocumentOutput,
  type Environment,
  type PatientRecord,
  type Practice,
  type SettingsStore,
} from '../ports/practice-host.ts';
import {
  REGISTRATION_CODE_ISSUER,
  type RegistrationCodeIssuer,
  type RegistrationCodes,
} from '../ports/registration-codes.ts';
import { areCodesShared, CODES_NOT_SHARED } from './account-view.ts';
import { OUTBOX, type Outbox } from '../ports/outbox.ts';
import type { StaffAction, StaffActions } from './staff-actions.ts';
import { STAFF_ACTIONS } from './tokens.ts';
import type { PreparedLetter } from './views.ts';

/** Codes that wait to be used, with everything a letter about them needs. */
interface LetterFacts {
  readonly account: AccountRecord;
  readonly registration: RegistrationRecord & { readonly sealedCodes: string };
  readonly patientId: PatientId;
  readonly copy: number;
}

interface HandOver {
  readonly operationId: string;
  readonly patientRef: string;
}

/** The registration letter: looked at, printed, saved. Plain codes live only inside these calls. */
@injectable()
export class Letters {
  constructor(
    @inject(STAFF_ACTIONS) private readonly actions: StaffActions,
    @inject(REGISTRATION_CODE_ISSUER) private readonly issuer: RegistrationCodeIssuer,
    @inject(LETTER_RENDERER) private readonly renderer: LetterRenderer,
    @inject(DOCUMENT_OUTPUT) private readonly output: DocumentOutput,
    @inject(PATIENT_RECORD) private readonly patients: PatientRecord,
    @inject(SETTINGS_STORE) private readonly settings: SettingsStore,
    @inject(OUTBOX) private readonly outbox: Outbox,
    @inject(ENVIRONMENT) private readonly environment: Environment,
    @inject(PRACTICE) private readonly practice: Practice,
  ) {}

  async preview(patientRef: string): Promise<Result<PreparedLetter>> {
    const begun = await this.begin(AuditAction.previewLetter, patientRef);
    if (!begun.ok) return begun;
    const made = await this.make(begun.value);
    if (!made.ok) return this.actions.refused(begun.value, made.failure);
    const audited = await this.actions.audit(begun.value, 'Registration letter looked at');
    return audited.ok ? ok(made.value.letter) : audited;
  }

  async print({ operationId, patientRef }: HandOver): Promise<Result<boolean>> {
    return this.handOver(AuditAction.printLetter, 'printed', operationId, patientRef);
  }

  async save({ operationId, patientRef }: HandOver): Promise<Result<boolean>> {
    return this.handOver(AuditAction.saveLetter, 'saved', operationId, patientRef);
  }

  private begin(action: AuditAction, patientRef: string): Promise<Result<StaffAction>> {
    return this.actions.begin(action, Permission.printLetters, patientRef);
  }

  private async handOver(
    auditAction: AuditAction,
    medium: 'printed' | 'saved',
    operationId: string,
    patientRef: string,
  ): Promise<Result<boolean>> {
    const begun = await this.begin(auditAction, patientRef);
    if (!begun.ok) return begun;
    const made = await this.make(begun.value);
    if (!made.ok) return this.actions.refused(begun.value, made.failure);
    const { pdf, title } = made.value.letter;
    const handed =
      medium === 'printed'
        ? await this.output.print(pdf, title)
        : await this.output.save(pdf, title);
    if (!handed.ok || !handed.value) return handed;
    const recorded = await this.record(begun.value, medium, operationId, made.value.facts);
    return recorded.ok ? ok(true) : recorded;
  }

  private async record(
    action: StaffAction,
    medium: 'printed' | 'saved',
    operationId: string,
    { copy }: LetterFacts,
  ): Promise<Result<void>> {
    const events = decide(action.records, {
      type: 'record-letter',
      today: this.environment.today(),
      letter: {
        id: this.environment.newId(),
        at: this.environment.now(),
        by: action.session.staff,
        medium,
      },
    });
    if (!events.ok) return this.actions.refused(action, events.failure);
    return this.actions.commitEvents(action, events.value, {
      operationId,
      description: medium === 'printed' ? 'Print registration letter' : 'Save registration letter',
      summary: `Registration letter ${medium}${copy === 0 ? '' : ` (copy ${copy})`}`,
    });
  }

  private async make(
    action: StaffAction,
  ): Promise<Result<{ readonly letter: PreparedLetter; readonly facts: LetterFacts }>> {
    const facts = this.facts(action);
    if (!facts.ok) return facts;
    const { account, registration, copy } = facts.value;
    const codes = await this.issuer.open(registration.sealedCodes, {
      practiceId: this.practice.id,
      accountKey: account.id,
      registrationId: registration.id,
    });
    if (!codes.ok) return codes;
    const content = await this.content(action, facts.value, codes.value);
    if (!content.ok) return content;
    const pdf = await this.renderer.render(content.value);
    if (!pdf.ok) return pdf;
    const entries = await firstValueFrom(this.outbox.entries$);
    const letter: PreparedLetter = {
      pdf: pdf.value,
      title: `Online services registration letter, ${action.patient.displayName}`,
      ...(copy === 0 ? {} : { copyLabel: `Copy ${copy}` }),
      ...(areCodesShared(registration.id, account.id, entries)
        ? {}
        : { warning: CODES_NOT_SHARED }),
    };
    return ok({ letter, facts: facts.value });
  }

  private facts({ patient, records }: StaffAction): Result<LetterFacts> {
    const patientId = eligiblePatientId({ ...patient, nation: this.practice.nation });
    if (!patientId.ok) return patientId;
    const reason = whyNotPrintLetter(records, this.environment.today());
    if (reason !== undefined) return refuse(FailureKind.notAllowed, reason);
    const registration = pendingRegistration(records);
    const sealedCodes = registration?.sealedCodes;
    if (records.account === undefined || registration === undefined || sealedCodes === undefined) {
      return refuse(
        FailureKind.letterImpossible,
        'The codes of this account have not arrived at this workstation yet. Try again in a moment.',
      );
    }
    return ok({
      account: records.account,
      registration: { ...registration, sealedCodes },
      patientId: patientId.value,
      copy: lettersOf(records, registration).length,
    });
  }

  private async content(
    { patient, records }: StaffAction,
    { account, registration, patientId, copy }: LetterFacts,
    codes: RegistrationCodes,
  ): Promise<Result<RegistrationLetter>> {
    const settings = this.settings.current();
    const contacts = await firstValueFrom(this.patients.contacts$(patient.ref));
    const email = verifiedPreferred(contacts, ContactType.email)?.value;
    const sharing =
      email === undefined ? ok(0) : await this.patients.countSharingEmail(patient.ref, email);
    if (!sharing.ok) return sharing;
    return ok({
      practice: this.practice,
      patient: {
        name: patient.letterName,
        address: patient.address,
        patientId: patientId.value,
        patientIdLabel: patientId.label,
        ...(email === undefined ? {} : { email }),
        emailIsShared: sharing.value > 0,
      },
      date: this.environment.today(),
      letterNumber: `${registration.id.slice(0, 8).toUpperCase()}-${copy + 1}`,
      copy,
      issuedOn: dateOf(registration.issuedAt),
      expiresOn: registration.expiresOn,
      token: codes.token,
      accountId: account.accountId,
      linkageKey: codes.linkageKey,
      activationDays: settings.activationDays,
      siteUrl: settings.siteUrl,
      services: usableServices(this.practice.nation, settings.services, records.services),
      language: 'en',
    });
  }
}
