import { inject, injectable, type InjectionToken } from 'tsyringe';
import {
  combineLatest,
  concat,
  distinctUntilChanged,
  filter,
  from,
  map,
  merge,
  of,
  ReplaySubject,
  share,
  startWith,
  switchMap,
  take,
  type Observable,
} from 'rxjs';
import { timer } from '../../streams/sources.ts';
import { samePlainData } from '../../domain/unsent-work/plain-data.ts';
import { ContactType, verifiedPreferred, type Contact } from '../../domain/contacts/contact.ts';
import type { AccountRecord } from '../../domain/records.ts';
import { Permission } from '../../domain/practice/permission.ts';
import { LETTERS_AT_HAND } from '../../ports/letter-renderer.ts';
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
import { RECORD_READER, type RecordReader, type StoredPatient } from '../../ports/record-store.ts';
import type { StaffNotice } from '../../ports/staff-notice.ts';
import { SYNC_CONTROL, type SyncControl } from '../../ports/sync-control.ts';
import { loadWords, words } from '../../words/words.ts';
import { OFFER_SOURCE, type OfferSource } from '../commands/command-source.ts';
import type { offers } from '../commands/offers.ts';
import { sentenceIfKnown } from '../commands/refusal.ts';
import { concernsStaff } from '../unsent-work/unsent-changes.ts';
import { WORK_VIEWS_SOURCE, type WorkViewsSource } from '../unsent-work/work-views-source.ts';
import type { WorkViews } from '../unsent-work/work-views.ts';
import { NOT_ASKED_FOR, loading, type Loading } from './loading.ts';
import { tabView } from './tab-view.ts';
import type { TabView } from '../views.ts';

/** A host may tell every change of the record; only one that matters here begins anew. */
function samePatient(one: Patient | null, other: Patient | null): boolean {
  return samePlainData(one, other);
}

/**
 * Storage seldom fails, so its words are fetched when it does: it is told at once, and why as soon as that can be said.
 */
function untilWhyIsSaid(stored: StoredPatient): Observable<StoredPatient> {
  if (stored.available) return of(stored);
  const said = loadWords('storage').then(
    () => stored,
    () => stored,
  );
  return concat(of(stored), from(said));
}

/** Often enough for a lock that runs out, or a letter that expires at midnight, while the tab stands open. */
const CLOCK_INTERVAL_MS = 30_000;

export const TAB_QUERY: InjectionToken<TabQuery> = Symbol('TabQuery');

/** Follows the host's patient and everything known about them. */
@injectable()
export class TabQuery {
  /**
   * Like what describes unsent work at once when it has loaded before: buttons of the next patient do not come late.
   */
  private readonly offers$: Observable<Loading<typeof offers>>;
  private readonly workViews$: Observable<Loading<WorkViews>>;

  constructor(
    @inject(STAFF_SESSIONS) private readonly sessions: StaffSessions,
    @inject(PATIENT_RECORD) private readonly patients: PatientRecord,
    @inject(RECORD_READER) private readonly records: RecordReader,
    @inject(SETTINGS_STORE) private readonly settings: SettingsStore,
    @inject(SYNC_CONTROL) private readonly sync: SyncControl,
    @inject(ENVIRONMENT) private readonly environment: Environment,
    @inject(PRACTICE) private readonly practice: Practice,
    @inject(LETTERS_AT_HAND) private readonly lettersAtHand$: Observable<boolean>,
    @inject(OFFER_SOURCE) offerSource: OfferSource,
    @inject(WORK_VIEWS_SOURCE) workViewsSource: WorkViewsSource,
  ) {
    this.offers$ = loading(offerSource);
    this.workViews$ = loading(workViewsSource);
  }

  /** Views of whichever patient is open; starts anew for each patient and each sign-in. */
  stream(): Observable<TabView> {
    const patient$ = this.patients.current$.pipe(distinctUntilChanged(samePatient));
    return combineLatest([this.sessions.session$, patient$]).pipe(
      switchMap(([session, patient]) => this.streamFor(session, patient)),
    );
  }

  private streamFor(session: StaffSession | null, patient: Patient | null): Observable<TabView> {
    if (session === null) return of({ phase: 'signed-out' });
    if (!session.permissions.includes(Permission.view)) {
      return of({
        phase: 'not-permitted',
        message: words('views').tab.notPermitted,
      });
    }
    if (patient === null) return of({ phase: 'no-patient' });
    return this.ready(session, patient).pipe(startWith<TabView>({ phase: 'loading' }));
  }

  private ready(session: StaffSession, patient: Patient): Observable<TabView> {
    const contacts$ = this.patients.contacts$(patient.ref);
    const stored$ = this.records
      .watch(patient.ref)
      .pipe(switchMap(untilWhyIsSaid), share({ connector: () => new ReplaySubject(1) }));
    // Nobody waits for these: most days there are none.
    const notices$ = this.records
      .notices$(session.staff.id)
      .pipe(startWith([]), share({ connector: () => new ReplaySubject(1) }));
    return combineLatest({
      stored: stored$,
      earlierAccount: this.earlierAccount(patient),
      notices: notices$,
      contacts: contacts$,
      colleagues: this.sessions.colleagues$,
      emailSharedBy: this.emailSharedBy(patient, contacts$),
      settings: this.settings.settings$,
      sync: this.sync.state$,
      letterAtHand: this.lettersAtHand$,
      offering: this.offers$,
      describing: this.describing(stored$, notices$),
      clock: timer(0, CLOCK_INTERVAL_MS),
    }).pipe(
      map(({ stored, offering, describing, earlierAccount, ...rest }): TabView => {
        if (!stored.available) {
          const message = sentenceIfKnown(stored.reason) ?? words('views').tab.notReadable;
          return { phase: 'unavailable', message };
        }
        const facts = {
          practice: this.practice,
          patient,
          records: stored.records,
          settings: rest.settings,
          ...(earlierAccount !== undefined && { earlierAccount }),
          sendsMessages: this.patients.sendsMessages,
          now: this.environment.now(),
          today: this.environment.today(),
        };
        const { entries, others, isComplete } = stored;
        const view = tabView({
          ...facts,
          ...rest,
          ...{ session, entries, others, isComplete },
          can: offering.part?.(session, facts) ?? {},
          describing,
        });
        return { phase: 'ready', ...view, ...(offering.hasFailed && { commandsMissing: true }) };
      }),
    );
  }

  /** Of a record that this one has replaced. Nobody waits for it: few have one. */
  private earlierAccount({ replaces = [] }: Patient): Observable<AccountRecord | undefined> {
    const nothing$ = of<AccountRecord | undefined>(undefined);
    const each = replaces.map((ref) => this.records.watch(ref).pipe(map(accountOf)));
    const found$ = combineLatest(each).pipe(map((accounts) => accounts.find(Boolean)));
    return concat(nothing$, found$);
  }

  /** Asked for when there is something to describe, and kept from then on. */
  private describing(
    stored$: Observable<StoredPatient>,
    notices$: Observable<readonly StaffNotice[]>,
  ): Observable<Loading<WorkViews>> {
    const work$ = stored$.pipe(
      filter((stored) => stored.available && stored.entries.some(concernsStaff)),
    );
    const told$ = notices$.pipe(filter(({ length }) => length > 0));
    return merge(work$, told$).pipe(
      take(1),
      switchMap(() => this.workViews$),
      startWith(NOT_ASKED_FOR),
    );
  }

  /** Counted for the address in use, or else for the first one held. */
  private emailSharedBy(
    patient: Patient,
    contacts$: Observable<readonly Contact[]>,
  ): Observable<number | undefined> {
    return contacts$.pipe(
      map((contacts) => emailOf(contacts)),
      distinctUntilChanged(),
      switchMap((email) =>
        email === undefined
          ? of(0)
          : from(this.patients.countSharingEmail(patient.ref, email)).pipe(
              map((count) => (count.ok ? count.value : undefined)),
              startWith(undefined),
            ),
      ),
    );
  }
}

function accountOf(stored: StoredPatient): AccountRecord | undefined {
  return stored.available ? stored.records.account : undefined;
}

function emailOf(contacts: readonly Contact[]): string | undefined {
  const inUse = verifiedPreferred(contacts, ContactType.email);
  return (inUse ?? contacts.find(({ type }) => type === ContactType.email))?.value;
}
