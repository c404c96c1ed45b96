/** The page of the traffic's benchmark: workstations that keep in step, and one that makes changes. */
import { BehaviorSubject, EMPTY, NEVER, of } from 'rxjs';
import type { HostSettings } from '../../services/domain/practice/practice-settings.ts';
import { ok } from '../../services/domain/result.ts';
import type { RemoteResult } from '../../services/ports/remote-records.ts';
import { SyncPhase } from '../../services/ports/sync-control.ts';
import { SyncEngine } from '../../services/sync/sync-engine.ts';
import type { SyncWork } from '../../services/sync/sync-work.ts';
import { sampleAccount, STAFF } from '../store/sample-practice.ts';
import { ENVIRONMENT, openWorkstation, type Workstation } from '../store/workstation-page.ts';

/** Where a practice's shared record is. */
export interface Place {
  /** Path of the server at the page's own origin. */
  readonly base: string;
  readonly practiceId: string;
}

/** What the benchmark asks of its page. */
export interface TrafficPage {
  /** Opens so many workstations, spread over some seconds, that look at this place; ends when they are in step. */
  start(place: Place, workstations: number): Promise<void>;
  /** As if the page were behind another. */
  hide(): void;
  /** Somebody creates accounts with their codes and services, straight on the server; gives the first one's number. */
  create(place: Place, first: number, accounts: number): Promise<void>;
  /** Somebody opens a patient, at a workstation that is not of this page. */
  openPatient(place: Place): Promise<void>;
  /** Milliseconds until each workstation holds one account more than before, counted from when it was on the server. */
  lagOfOneMore(place: Place, number: number): Promise<readonly number[]>;
}

declare global {
  var trafficPage: TrafficPage;
}

const SETTINGS = { activated: true, pollIntervalSeconds: 3 } as HostSettings;
const SPREAD_MS = 6000;
const CHECK_MS = 20;

const open: Workstation[] = [];

globalThis.trafficPage = {
  async start(place, workstations) {
    const starting = Array.from({ length: workstations }, async (_, number) => {
      await pause((number * SPREAD_MS) / workstations);
      await inStep(openWorkstation(`traffic-${crypto.randomUUID()}`, place));
    });
    await Promise.all(starting);
  },
  hide() {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  },
  create,
  async openPatient(place) {
    const { remote } = await maker(place);
    const audit = {
      id: crypto.randomUUID(),
      practiceId: place.practiceId,
      at: ENVIRONMENT.now(),
      by: STAFF,
      patientRef: sampleAccount(0).account.patientRef,
      action: 'open-tab',
      outcome: 'done',
      summary: 'Opened Online Services.',
    } as const;
    requireDone(await remote.create('audit', audit, crypto.randomUUID()));
  },
  async lagOfOneMore(place, number) {
    const before = await Promise.all(open.map(accountsOf));
    await create(place, number, 1);
    const made = performance.now();
    return Promise.all(
      open.map(async (workstation, index) => {
        while ((await accountsOf(workstation)) <= (before[index] ?? 0)) await pause(CHECK_MS);
        return performance.now() - made;
      }),
    );
  },
};

async function create(place: Place, first: number, accounts: number): Promise<void> {
  const { remote } = await maker(place);
  for (let number = first; number < first + accounts; number += 1) {
    const { account, registration, services } = sampleAccount(number);
    const { practiceId } = place;
    const id = (): string => crypto.randomUUID();
    requireDone(await remote.create('account', { ...account, practiceId }, id()));
    requireDone(await remote.create('registration', { ...registration, practiceId }, id()));
    requireDone(await remote.create('services', { ...services, practiceId }, id()));
  }
}

function maker(place: Place): Promise<SyncWork> {
  return openWorkstation(`maker-${crypto.randomUUID()}`, place).work();
}

function requireDone(made: RemoteResult<unknown>): void {
  if (!made.ok) throw new Error(made.failure.kind);
}

async function accountsOf({ journal }: Workstation): Promise<number> {
  return (await journal.known('account')).length;
}

async function inStep(workstation: Workstation): Promise<void> {
  const work = await workstation.work();
  const { remote, outbox, journal, log, timing, workstation: databaseName } = work;
  const session = { id: crypto.randomUUID(), staff: STAFF, permissions: [] };
  const engine = new SyncEngine(
    remote,
    outbox,
    journal,
    { held$: new BehaviorSubject(new AbortController().signal), seenElsewhere$: NEVER },
    { session$: new BehaviorSubject(session), colleagues$: of([]), current: () => session },
    {
      settings$: new BehaviorSubject(SETTINGS),
      current: () => SETTINGS,
      save: () => Promise.resolve(ok()),
    },
    { ...ENVIRONMENT, online$: new BehaviorSubject(true) },
    log,
    timing,
    () => EMPTY,
    { databaseName },
  );
  open.push(workstation);
  engine.start();
  await new Promise<void>((resolve) => {
    engine.state$.subscribe(({ phase }) => {
      if (phase === SyncPhase.idle) resolve();
    });
  });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
