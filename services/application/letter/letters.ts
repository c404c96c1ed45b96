import { inject, injectable } from 'tsyringe';
import { firstValueFrom } from 'rxjs';
import { dateOf } from '../../domain/calendar.ts';
import { ContactType, verifiedPreferred } from '../../domain/contacts/contact.ts';
import { eligiblePatientId } from '../../domain/patient/eligibility.ts';
import { pendingRegistration } from '../../domain/codes/pending-codes.ts';
import { lettersOf, whyNotPrintLetter } from '../../domain/letter/letter-rules.ts';
import type { PatientId } from '../../domain/patient/patient-identifier.ts';
import { Permission } from '../../domain/practice/permission.ts';
import {
  AuditAction,
  type AccountRecord,
  type LetterRecord,
  type RegistrationRecord,
} from '../../domain/records.ts';
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import { usableServices } from '../../domain/services/service-entitlements.ts';
import {
  LETTER_RENDERER,
  type LetterRenderer,
  type RegistrationLetter,
} from '../../ports/letter-renderer.ts';
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
} from '../../ports/practice-host.ts';
import {
  REGISTRATION_CODE_ISSUER,
  type RegistrationCodeIssuer,
  type RegistrationCodes,
} from '../../ports/registration-codes.ts';
import { areCodesShared, CODES_NOT_SHARED } from '../account/account-view.ts';
import { OUTBOX, type Outbox } from '../../ports/outbox.ts';
import type { StaffAction, StaffActions } from '../commands/staff-actions.ts';
import { STAFF_ACTIONS } from '../tokens.ts';
import type { LetterHandOver, PreparedLetter } from '../views.ts';

/** Codes that wait to be used, with everything a letter about them needs. */
interface LetterFacts {
  readonly account: AccountRecord;
  readonly registration: RegistrationRecord & { readonly sealedCodes: string };
  readonly patientId: PatientId;
  readonly copy: number;
}

/** A way for a letter to go out. */
interface Way {
  readonly action: AuditAction;
  readonly medium: 'printed' | 'saved';
  readonly beginning: string;
  readonly hand: (output: DocumentOutput, letter: PreparedLetter) => Promise<Result<boolean>>;
}

const PRINTING: Way = {
  action: AuditAction.printLetter,
  medium: 'printed',
  beginning: 'goes to the printer',
  hand: (output, { pdf, title }) => output.print(pdf, title),
};

const SAVING: Way = {
  action: AuditAction.saveLetter,
  medium: 'saved',
  beginning: 'goes to a file',
  hand: (output, { pdf, title }) => output.save(pdf, title),
};

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

  print(input: LetterHandOver): Promise<Result<boolean>> {
    return this.handOver(PRINTING, input);
  }

  save(input: LetterHandOver): Promise<Result<boolean>> {
    return this.handOver(SAVING, input);
  }

  private begin(action: AuditAction, patientRef: string): Promise<Result<StaffAction>> {
    return this.actions.begin(action, Permission.printLetters, patientRef);
  }

  private async handOver(way: Way, input: LetterHandOver): Promise<Result<boolean>> {
    const begun = await this.begin(way.action, input.patientRef);
    if (!begun.ok) return begun;
    const action = begun.value;
    const made = await this.make(action);
    if (!made.ok) return this.actions.refused(action, made.failure);
    const { letter, facts } = made.value;
    if (letter.warning !== undefined && input.despiteWarning !== true) {
      return refuse(FailureKind.needsConfirmation, letter.warning);
    }
    // Making it may have taken a while: nothing leaves the house for somebody, or in front of somebody, else.
    const stands = await this.actions.stillStands(action);
    if (!stands.ok) return stands;
    // Audited before the codes go out, because afterwards it could fail.
    const audited = await this.actions.audit(action, `Registration letter ${way.beginning}`);
    if (!audited.ok) return audited;
    const handed = await way.hand(this.output, letter);
    if (!handed.ok) return this.actions.refused(action, handed.failure);
    if (!handed.value) {
      await this.actions.audit(action, `Registration letter not ${way.medium}: cancelled`);
      return handed;
    }
    const recorded = await this.record(action, way.medium, input.operationId, facts);
    return recorded.ok ? ok(true) : recorded;
  }

  private async record(
    action: StaffAction,
    medium: 'printed' | 'saved',
    operationId: string,
    { copy, registration, account }: LetterFacts,
  ): Promise<Result<void>> {
    const letter: LetterRecord = {
      id: this.environment.newId(),
      accountKey: account.id,
      registrationId: registration.id,
      practiceId: account.practiceId,
      patientRef: account.patientRef,
      at: this.environment.now(),
      by: action.session.staff,
      medium,
      copy,
    };
    return this.actions.commitWhatHappened(action, {
      operationId,
      description: medium === 'printed' ? 'Print registration letter' : 'Save registration letter',
      summary: `Registration letter ${medium}${copy === 0 ? '' : ` (copy ${copy})`}`,
      writes: [{ after: { kind: 'letter', body: letter } }],
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
    const entries = await this.outbox.entries();
    if (!entries.ok) return entries;
    const letter: PreparedLetter = {
      pdf: pdf.value,
      // Names nobody: it travels to the print queue.
      title: 'Online services registration letter',
      ...(copy === 0 ? {} : { copyLabel: `Copy ${copy}` }),
      ...(areCodesShared(registration.id, account.id, entries.value)
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
      // The website goes by what was promised when the codes were issued, whatever the setting says today.
      activationDays: registration.activationDays ?? settings.activationDays,
      siteUrl: settings.siteUrl,
      services: usableServices(this.practice.nation, settings.services, records.services),
      language: 'en',
    });
  }
}
