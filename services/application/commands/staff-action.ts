import { firstValueFrom } from 'rxjs';
import type { Permission } from '../../domain/practice/permission.ts';
import type { PracticeSettings } from '../../domain/practice/practice-settings.ts';
import { writesOf } from '../../domain/record-writes.ts';
import type {
  AccountRecord,
  AuditAction,
  AuditRecord,
  CalendarDate,
  Instant,
  PatientRecords,
} from '../../domain/records.ts';
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import type { Patient, Practice, StaffSession } from '../../ports/practice-host.ts';
import type { RecordWrite } from '../../ports/record-store.ts';
import { words } from '../../words/words.ts';
import type { AllPorts } from './command-ports.ts';

/** What a rule goes by: the patient who is open, and all that is known of them at this moment. */
export interface PatientFacts {
  readonly practice: Practice;
  readonly patient: Patient;
  readonly records: PatientRecords;
  /** The account of a record that this one has replaced; looked for where it is told, not where something is done. */
  readonly earlierAccount?: AccountRecord;
  readonly settings: PracticeSettings;
  /** The host can send messages to patients. */
  readonly sendsMessages?: boolean;
  readonly now: Instant;
  readonly today: CalendarDate;
}

/** What an action wants stored. */
export interface IntendedChange {
  readonly operationId: string;
  /** For the list of unsent work, e.g. "Create online account". */
  readonly description: string;
  /** For practice managers; no codes, notes or free text. */
  readonly summary: string;
  /** Why, where that was asked for; goes into the audit row. */
  readonly why?: AuditReason;
  /** Of the audit row, where the same act at another workstation must not be told twice. Left out = a new one. */
  readonly auditId?: string;
  readonly writes: readonly RecordWrite[];
}

/** Why something was done: as it was chosen from a list, and in the words of who did it. */
export type AuditReason = Pick<AuditRecord, 'reasonCode' | 'reason'>;

/** Who can act on a patient without having been asked to by a person. */
export interface QuietDesk {
  /** `undefined`, without a word, when anything stands against it. */
  quietly(
    action: AuditAction,
    permission: Permission,
    patientRef: string,
  ): Promise<PatientAction | undefined>;
}

/** Whose record an audit row is about. */
export type AuditSubject = Pick<AuditRecord, 'patientRef' | 'accountKey'>;

/** What is being done, and what it takes. */
export interface Doing {
  readonly action: AuditAction;
  readonly permission: Permission;
  /** Nobody asked for it: the audit says that a rule did it. */
  readonly byRule?: true;
  /** One of many of a job: the audit says so. */
  readonly inJob?: true;
}

/** What has to hold, besides who is signed in, whenever something is done to the patient. */
export type Standing = () => Promise<Result<void>>;

/** Who acts: taken once when a command starts and used to its end, never looked up again on the way. */
export class StaffAction {
  /** Whom it turned out to be about, where that is not known from the start. */
  private subject: AuditSubject = {};

  constructor(
    readonly doing: Doing,
    readonly session: StaffSession,
    protected readonly ports: AllPorts,
  ) {}

  /** From now on its audit rows are about this one, that of a refusal too. */
  concerns(subject: AuditSubject): void {
    this.subject = subject;
  }

  /** The same person's session, for what a rule does while they work. */
  byRule(action: AuditAction): StaffAction {
    return new StaffAction({ ...this.doing, action, byRule: true }, this.session, this.ports);
  }

  /** Whether the same person is still signed in. */
  isSignedInStill(): boolean {
    return this.ports.sessions.current()?.id === this.session.id;
  }

  /** Audits something that changed no record here, e.g. a preview or a change in the host's record. */
  audit(summary: string, why: AuditReason = {}): Promise<Result<void>> {
    return this.ports.store.recordAudit({ ...this.auditRow(summary), ...why });
  }

  /** Audits that it was refused, to whomever it concerned. */
  async auditRefusal(why: string, subject = this.subject): Promise<void> {
    const row = this.auditRow(words('commands').action.audit.refused(why), subject);
    await this.noteAside({ ...row, outcome: 'refused' });
  }

  /** Nothing was done that could be taken back where this cannot be written down: then the host's log says so. */
  protected async noteAside(row: AuditRecord): Promise<void> {
    const noted = await this.ports.store.recordAudit(row);
    if (noted.ok) return;
    this.ports.log.write('error', 'What was not done could not be noted in the audit', {
      action: row.action,
    });
  }

  /** The row to go with something done. */
  auditRow(summary: string, subject = this.subject): AuditRecord {
    return {
      id: this.ports.environment.newId(),
      practiceId: this.ports.practice.id,
      at: this.ports.environment.now(),
      by: this.session.staff,
      ...(this.doing.byRule === true && { byRule: true }),
      ...subject,
      action: this.doing.action,
      outcome: 'done',
      summary: this.doing.inJob === true ? words('commands').action.audit.inJob(summary) : summary,
    };
  }
}

/** Who acts on whom. */
export class PatientAction extends StaffAction {
  readonly patient: Patient;
  readonly records: PatientRecords;

  constructor(
    doing: Doing,
    session: StaffSession,
    ports: AllPorts,
    readonly facts: PatientFacts,
    /** Left out: they are open. */
    private readonly standing?: Standing,
  ) {
    super(doing, session, ports);
    this.patient = facts.patient;
    this.records = facts.records;
  }

  /** The same person and patient, for a part of the command that is audited by a name of its own. */
  under(action: AuditAction): PatientAction {
    return this.with({ ...this.doing, action }, this.facts);
  }

  override audit(summary: string): Promise<Result<void>> {
    const { account } = this.records;
    return this.ports.store.recordAudit(this.auditRow(summary, this.about(account?.id)));
  }

  /** Audits that whoever began it called it off. */
  async auditCancelled(summary: string): Promise<void> {
    const { account } = this.records;
    await this.noteAside(this.auditRow(summary, this.about(account?.id)));
  }

  override auditRefusal(why: string): Promise<void> {
    return super.auditRefusal(why, this.about(undefined));
  }

  /** Whether the same person is still signed in and the patient the right one: asked before anything leaves the house. */
  async stillStands(): Promise<Result<void>> {
    if (!this.isSignedInStill()) {
      return refuse(FailureKind.notAllowed, { code: 'signed-out' });
    }
    if (this.standing !== undefined) return this.standing();
    const open = await firstValueFrom(this.ports.patients.current$);
    return open?.ref === this.patient.ref
      ? ok()
      : refuse(FailureKind.notAllowed, { code: 'another-patient' });
  }

  /** The patient's records at this moment, for what goes by more than was known when the action began. */
  recordsNow(): Promise<Result<PatientRecords>> {
    return this.ports.store.read(this.patient.ref);
  }

  /** The same action on the patient's records as they are at this moment. */
  async afresh(): Promise<Result<PatientAction>> {
    const records = await this.recordsNow();
    if (!records.ok) return records;
    return ok(this.with(this.doing, { ...this.facts, records: records.value }));
  }

  /** Stores a change with its audit row and lets it be sent, if the action still stands. */
  async commit(change: IntendedChange): Promise<Result<void>> {
    const stands = await this.stillStands();
    return stands.ok ? this.commitWhatHappened(change) : stands;
  }

  /** Stores what cannot be undone any more, whoever is signed in by now. */
  commitWhatHappened({
    operationId,
    description,
    summary,
    why = {},
    auditId,
    writes,
  }: IntendedChange): Promise<Result<void>> {
    const account = writes.find(({ after }) => after.kind === 'account')?.after.body;
    const subject = this.about(account?.id ?? this.records.account?.id);
    return this.ports.store.commit({
      operationId,
      author: this.session.staff,
      permission: this.doing.permission,
      patientRef: this.patient.ref,
      patientName: this.patient.displayName ?? words('views').patient.nameNotRecorded,
      description,
      writes,
      audit: [
        {
          ...this.auditRow(summary, subject),
          ...(auditId !== undefined && { id: auditId }),
          ...why,
        },
      ],
    });
  }

  /** Commits what a rule made of the patient's records. Where they are the same, there is nothing to store. */
  async commitRecords(
    after: PatientRecords,
    change: Omit<IntendedChange, 'writes'>,
  ): Promise<Result<void>> {
    const writes = writesOf(this.records, after);
    return writes.length === 0 ? ok() : this.commit({ ...change, writes });
  }

  private with(doing: Doing, facts: PatientFacts): PatientAction {
    return new PatientAction(doing, this.session, this.ports, facts, this.standing);
  }

  private about(accountKey: string | undefined): AuditSubject {
    const patientRef = this.patient.ref;
    return accountKey === undefined ? { patientRef } : { patientRef, accountKey };
  }
}
