import { inject, injectable } from 'tsyringe';
import {
  combineLatest,
  concatMap,
  distinctUntilChanged,
  EMPTY,
  filter,
  firstValueFrom,
  from,
  merge,
  switchMap,
  take,
  takeUntil,
  type Observable,
  type Subscription,
} from 'rxjs';
import { Permission } from '../../domain/practice/permission.ts';
import type { PracticeSettings } from '../../domain/practice/practice-settings.ts';
import { isReminderDue, reminderOf, whyNotRemind } from '../../domain/reminders/reminder-rules.ts';
import { AccountStatus, ReminderState, type AccountRecord } from '../../domain/records.ts';
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import { MESSAGES, type Messages, type MessageStatus } from '../../ports/messages.ts';
import { OUTBOX, type Outbox } from '../../ports/outbox.ts';
import {
  ENVIRONMENT,
  PATIENT_RECORD,
  PRACTICE,
  SETTINGS_STORE,
  STAFF_SESSIONS,
  type Environment,
  type Patient,
  type PatientRecord,
  type Practice,
  type SettingsStore,
  type StaffSession,
  type StaffSessions,
} from '../../ports/practice-host.ts';
import {
  PRACTICE_REGISTER,
  type PracticeRegister,
  type RegisterLine,
  type RegisterPlace,
} from '../../ports/practice-register.ts';
import {
  AUDIT_LOG,
  RECORD_READER,
  type AuditLog,
  type RecordReader,
} from '../../ports/record-store.ts';
import { LOG, type Log } from '../../ports/remote-access.ts';
import { REMOTE_RECORDS, type RemoteRecords } from '../../ports/remote-records.ts';
import { timer } from '../../streams/sources.ts';
import { words } from '../../words/words.ts';
import { whyNobodyIsLetIn } from '../patient/who-is-let-in.ts';
import { noteNews, remind, type Reminding, type RemindingPorts } from './reminding.ts';
import { firstWithin } from '../../streams/first-within.ts';

/** Accounts that wait to be activated, read at a time. */
const PAGE = 200;
const EVERY_MS = 60_000;
/** Until somebody who could not be reminded is asked about again: nothing may have changed. */
const AGAIN_AFTER_MS = 60 * 60_000;
/** What storage and host have to say of one patient within. */
const ANSWER_MS = 10_000;

/** Reasons that are over in a moment. */
const PASSING: ReadonlySet<string> = new Set([
  'reminder-not-shared',
  'reminder-elsewhere',
  'signed-out',
]);

/** What has been found, and by which the round goes. */
type Registered = RegisterLine & { readonly account: AccountRecord };

/**
 * Reminds who has registered and not activated, while somebody who may manage accounts is signed in, whoever is open;
 * and notes what became of the messages. The claim on the shared record sees to it that one workstation does.
 */
@injectable()
export class ReminderRound {
  private running: Subscription | undefined;
  private readonly ports: RemindingPorts;
  /** When it was found that nothing can be sent to a patient. */
  private readonly leftOut = new Map<string, number>();
  private readonly followed = new Map<string, Subscription>();

  constructor(
    @inject(STAFF_SESSIONS) private readonly sessions: StaffSessions,
    @inject(SETTINGS_STORE) private readonly settings: SettingsStore,
    @inject(PRACTICE_REGISTER) private readonly register: PracticeRegister,
    @inject(PATIENT_RECORD) private readonly patients: PatientRecord,
    @inject(RECORD_READER) private readonly records: RecordReader,
    @inject(AUDIT_LOG) private readonly auditLog: AuditLog,
    @inject(LOG) private readonly log: Log,
    @inject(PRACTICE) practice: Practice,
    @inject(ENVIRONMENT) private readonly environment: Environment,
    @inject(OUTBOX) outbox: Outbox,
    @inject(REMOTE_RECORDS) remote: RemoteRecords,
    @inject(MESSAGES) messages: Messages,
  ) {
    this.ports = { practice, environment, outbox, remote, messages };
  }

  start(): void {
    this.running ??= combineLatest([
      this.sessions.session$.pipe(distinctUntilChanged((one, other) => one?.id === other?.id)),
      this.settings.settings$,
    ])
      .pipe(
        switchMap(([session, settings]) => {
          const mayRemind = session?.permissions.includes(Permission.manageAccounts) === true;
          return mayRemind && settings.activated ? this.rounds(session, settings) : EMPTY;
        }),
      )
      .subscribe();
  }

  dispose(): void {
    this.running?.unsubscribe();
    this.running = undefined;
    this.followed.forEach((following) => {
      following.unsubscribe();
    });
    this.followed.clear();
  }

  /** Again with every change of those who wait, as far as they are on the first page, and now and then. */
  private rounds(session: StaffSession, settings: PracticeSettings): Observable<void> {
    return merge(this.page$(undefined), timer(EVERY_MS, EVERY_MS)).pipe(
      concatMap(() => from(this.round(session, settings))),
    );
  }

  private page$(after: RegisterPlace | undefined) {
    const list = { by: 'status', status: AccountStatus.registered } as const;
    return this.register.page$(list, { size: PAGE, ...(after && { after }) });
  }

  /** Bugs, and a host that fails, end here: the next round comes in a minute. */
  private async round(session: StaffSession, settings: PracticeSettings): Promise<void> {
    try {
      for await (const line of this.lines()) {
        if (this.sessions.current()?.id !== session.id) return;
        this.follow(line, session);
        await this.remindOne(line, session, settings);
      }
    } catch (error) {
      const name = error instanceof Error ? error.name : typeof error;
      this.log.write('error', 'A round of reminders could not be finished', { error: name });
    }
  }

  private async *lines(): AsyncGenerator<Registered, void, undefined> {
    let after: RegisterPlace | undefined;
    do {
      const page = await firstWithin(this.page$(after), ANSWER_MS);
      if (!page.available) return;
      for (const line of page.value.lines) {
        const { account } = line;
        if (account !== undefined) yield { ...line, account };
      }
      after = page.value.next;
    } while (after !== undefined);
  }

  private async remindOne(
    { patientRef, account }: Registered,
    session: StaffSession,
    settings: PracticeSettings,
  ): Promise<void> {
    const { environment } = this;
    const now = environment.now();
    if (!environment.isTimeTrusted() || !isReminderDue(account, settings, now)) return;
    const left = this.leftOut.get(patientRef);
    if (left !== undefined && environment.elapsed() - left < AGAIN_AFTER_MS) return;
    const done = await this.remindByRule({ patientRef, account }, session, settings);
    const isForLater = !done.ok && PASSING.has(done.failure.reason.code);
    if (done.ok || isForLater) this.leftOut.delete(patientRef);
    else this.leftOut.set(patientRef, environment.elapsed());
  }

  private async remindByRule(
    { patientRef, account }: Registered,
    session: StaffSession,
    settings: PracticeSettings,
  ): Promise<Result<void>> {
    if (!(await this.mayBeWrittenTo(patientRef, settings))) {
      return refuse(FailureKind.notAllowed, { code: 'nobody-to-remind' });
    }
    const contacts$ = this.patients.contacts$(patientRef);
    const whom = {
      patientRef,
      accountKey: account.id,
      contacts: await firstWithin(contacts$, ANSWER_MS),
      siteUrl: settings.siteUrl,
      whyNot: (current: AccountRecord, now: string) =>
        whyNotRemind(current, now) ??
        (isReminderDue(current, settings, now) ? undefined : ({ code: 'reminded-today' } as const)),
    };
    return remind(whom, this.by(session, account), this.ports);
  }

  /**
   * Nobody who has died, left, been merged or is not known for certain is written to by a rule; nor anybody whose record
   * is not for everybody's eyes, as a message may be seen by others: for them somebody decides.
   */
  private async mayBeWrittenTo(patientRef: string, settings: PracticeSettings): Promise<boolean> {
    const patient = await this.patientOf(patientRef);
    if (patient?.ref !== patientRef || patient.restricted) return false;
    const stored = await firstWithin(this.records.watch(patientRef), ANSWER_MS);
    if (!stored.available) return false;
    const today = this.environment.today();
    return whyNobodyIsLetIn({ patient, records: stored.records, settings, today }) === undefined;
  }

  private async patientOf(patientRef: string): Promise<Patient | undefined> {
    const open = await firstValueFrom(this.patients.current$);
    if (open?.ref === patientRef) return open;
    const found = await this.patients.find(patientRef);
    return found.ok ? found.value : undefined;
  }

  /** Notes what becomes of a message that was accepted, as soon as that is known. */
  private follow({ patientRef, account }: Registered, session: StaffSession): void {
    const last = reminderOf(account);
    if (last?.state !== ReminderState.accepted || last.messageId === undefined) return;
    const { id, messageId } = last;
    if (this.followed.has(id)) return;
    const over$ = this.sessions.session$.pipe(filter((current) => current?.id !== session.id));
    const following = this.ports.messages
      .status$(messageId)
      .pipe(
        filter(({ state }) => state !== 'accepted'),
        take(1),
        takeUntil(over$),
        concatMap((status) => this.noted({ patientRef, account }, { id, status }, session)),
      )
      .subscribe({
        complete: () => this.followed.delete(id),
        error: () => this.followed.delete(id),
      });
    if (!following.closed) this.followed.set(id, following);
  }

  private async noted(
    { patientRef, account }: Registered,
    { id, status }: { readonly id: string; readonly status: MessageStatus },
    session: StaffSession,
  ): Promise<void> {
    const at = this.ports.environment.now();
    const whom = { patientRef, accountKey: account.id };
    const isNews = await noteNews(whom, { id, state: status.state, at }, this.ports);
    const said = words('reminders').audit;
    if (isNews)
      await this.by(session, account).audit(status.state === 'sent' ? said.sent : said.failed);
  }

  private by(session: StaffSession, { id: accountKey, patientRef }: AccountRecord): Reminding {
    const { environment, practice } = this.ports;
    return {
      stillStands: () =>
        Promise.resolve(
          this.sessions.current()?.id === session.id
            ? ok()
            : refuse(FailureKind.notAllowed, { code: 'signed-out' }),
        ),
      audit: (summary) =>
        this.auditLog.recordAudit({
          id: environment.newId(),
          practiceId: practice.id,
          at: environment.now(),
          by: session.staff,
          byRule: true,
          patientRef,
          accountKey,
          action: 'send-reminder',
          outcome: 'done',
          summary,
        }),
    };
  }
}
