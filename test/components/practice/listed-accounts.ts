import { sendKeys } from '@web/test-runner-commands';
import { BehaviorSubject, map, Observable, Subject, takeUntil } from 'rxjs';
import type {
  AccountsView,
  JobsView,
  Worklist,
  WorklistCounts,
  WorklistDivision,
  WorklistLine,
  WorklistRows,
} from '../../../services/application/views.ts';
import { fakeJobsView } from '../../fakes/fake-jobs-view.ts';
import { SETTINGS } from '../../fakes/tab-views.ts';
import { openAccountsPage, type Screen } from '../open.ts';

export const NOW = '2026-04-20T13:05:00.000Z';

/** What is known of an account. */
export function line(key: number, changes: Partial<WorklistLine> = {}): WorklistLine {
  return {
    patientRef: `patient-${key}`,
    patient: { name: `MORGAN, Siân ${key}`, birthDate: '1984-02-29', restricted: false },
    createdAt: '2026-03-01T09:00:00.000Z',
    account: {
      accountId: `0000 0000 ${String(key).padStart(4, '0')}`,
      status: 'created',
      statusLabel: 'Created',
      statusMeaning: '',
      dates: [],
      disabledByPractice: false,
      identityWithdrawn: false,
      shared: true,
    },
    codes: { until: '2026-05-02', isOver: false, letterAt: '2026-03-01T09:10:00.000Z' },
    ...changes,
  };
}

/** The desk's side of the page: lists of a practice that a test changes as it likes. */
export class Practice {
  readonly over$ = new Subject<void>();
  readonly rows$: BehaviorSubject<WorklistRows>;
  readonly counts$ = new BehaviorSubject<WorklistCounts>({
    available: true,
    counts: new Map([
      ['codes-unused', 50_000],
      ['locked', 3],
    ]),
  });
  /** Keys of each window that was asked for, and whether it is still looked at. */
  readonly asked: { readonly keys: readonly number[]; isOpen: boolean }[] = [];
  readonly opened: string[] = [];
  readonly orders: string[] = [];
  division: WorklistDivision = { parts: [], looked: 0, isWhole: true, at: NOW };
  lineOf = line;
  opensPatients = true;

  readonly view: AccountsView = {
    lists: ['codes-unused', 'locked', 'disabled'],
    hostLists: ['turning-16'],
    findsPatients: true,
    counts$: this.counts$,
    unmatched$: new BehaviorSubject({ count: 2, hasMore: false }),
  };

  /** So many are on each list, with keys from `first` on. */
  constructor(length = 50_000, first = 1) {
    this.rows$ = new BehaviorSubject(this.listed(length, first));
  }

  listed(length: number, first = 1): WorklistRows {
    const keys = Uint32Array.from({ length }, (_, index) => first + index);
    return { available: true, keys, isWhole: true };
  }

  worklist(changes: Partial<Worklist> = {}): Worklist {
    return {
      order: 'expiry',
      rows$: (order) => {
        this.orders.push(order);
        return this.rows$.pipe(takeUntil(this.over$));
      },
      lines$: (keys) => this.lines$(keys),
      division$: () => new BehaviorSubject(this.division),
      ...(this.opensPatients && {
        openPatient: (patientRef) => {
          this.opened.push(patientRef);
          return Promise.resolve({ ok: true, value: true } as const);
        },
      }),
      ...changes,
    };
  }

  private lines$(keys: readonly number[]): ReturnType<Worklist['lines$']> {
    const window = { keys, isOpen: true };
    this.asked.push(window);
    const lines$ = this.rows$.pipe(
      map(() => ({ lines: new Map(keys.map((key) => [key, this.lineOf(key)])) })),
      takeUntil(this.over$),
    );
    return whileOpen(lines$, window);
  }
}

function whileOpen<T>(source: Observable<T>, window: { isOpen: boolean }): Observable<T> {
  return new Observable((subscriber) => {
    const following = source.subscribe(subscriber);
    return () => {
      window.isOpen = false;
      following.unsubscribe();
    };
  });
}

/** The page, with a list that is being opened. */
export async function opened(
  practice = new Practice(),
  worklist = practice.worklist(),
  jobs = fakeJobsView(),
): Promise<Screen> {
  const screen = await openAccountsPage(SETTINGS, (services) => {
    services.answer('openAccounts', { ok: true, value: practice.view });
    services.answer('openWorklist', { ok: true, value: worklist });
    services.answer('openJobs', { ok: true, value: jobs });
  });
  await screen.sees('Codes');
  return screen;
}

/** Whoever may do everything to many. */
export const EVERYTHING = {
  disable: { allowed: true },
  remind: { allowed: true },
  print: { allowed: true },
  reprint: { allowed: true },
  create: { allowed: true },
  export: { allowed: true },
} as const;

/** The page with a list of so many, for somebody who may do everything to them. */
export async function listOf(length: number, changes: Partial<JobsView> = {}): Promise<Screen> {
  const practice = new Practice(length);
  const jobs = fakeJobsView({ can: EVERYTHING, ...changes });
  const screen = await opened(practice, practice.worklist(), jobs);
  await screen.sees('Choose accounts to do the same');
  return screen;
}

/** Puts the focus on the first row. */
export async function inGrid(screen: Screen): Promise<void> {
  await screen.sees('MORGAN, Siân 1');
  screen.get('.target').focus();
}

export async function press(...keys: readonly string[]): Promise<void> {
  for (const key of keys) await sendKeys({ press: key });
}

export async function withControl(key: string): Promise<void> {
  await sendKeys({ down: 'Control' });
  await sendKeys({ press: key });
  await sendKeys({ up: 'Control' });
}
