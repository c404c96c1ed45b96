/** The page of the store's benchmark: fills the server, pulls, opens patients, creates accounts. */
import { filter, firstValueFrom } from 'rxjs';
import type { SharedRecords } from '../../services/domain/records.ts';
import { STORED, type StoredKind } from '../../services/fhir/resource-mapping.ts';
import { Pull } from '../../services/sync/pull.ts';
import { push } from '../../services/sync/push.ts';
import { median } from '../median.ts';
import { watchPauses, type Pause } from '../pauses.ts';
import '../witness-page.ts';
import { rawCreate, rawPuts } from './raw-database-page.ts';
import { sampleAccount, type SampleAccount } from './sample-practice.ts';
import { creationOf, openWorkstation, type Workstation } from './workstation-page.ts';

/** What the benchmark asks of its page. Times in milliseconds, sizes in bytes. */
export interface StorePage {
  fill(accounts: number): Promise<void>;
  pull(): Promise<{
    readonly time: number;
    readonly pauses: readonly Pause[];
    readonly bytes: number;
  }>;
  /** The rows that the pull has stored, with or without the indexes they are found by. */
  rawPuts(isIndexed: boolean): Promise<number>;
  open(patients: number): Promise<number>;
  create(times: number, isDraining: boolean): Promise<number>;
  rawCreate(times: number): Promise<number>;
  openMany(from: number, patients: number): Promise<void>;
}

declare global {
  var storePage: StorePage;
}

const UPLOADED_AT_ONCE = 2000;
/** More than go out while the accounts are created. */
const ACCOUNTS_GOING_OUT = 200;
/** Without a change for so long a database is at rest, in milliseconds. */
const AT_REST_MS = 2000;
let filled = 0;
let workstation: Workstation | undefined;

globalThis.storePage = {
  async fill(accounts) {
    filled = accounts;
    await upload('Person', 'account', (each) => each.account);
    await upload('Task', 'registration', (each) => each.registration);
    await upload('Consent', 'services', (each) => each.services);
    await upload('QuestionnaireResponse', 'identity-check', (each) => each.check);
  },
  async pull() {
    const { usage: before = 0 } = await navigator.storage.estimate();
    workstation = openWorkstation(`store-${filled}`);
    const work = await workstation.work();
    const hooks = { afterPage: () => push(work), clockWentBack: () => Promise.resolve() };
    const watched = watchPauses();
    await watched.settled;
    const start = performance.now();
    const pull = new Pull(work, hooks);
    let outcome = await pull.all();
    while (outcome.isBehind) outcome = await pull.all();
    const time = performance.now() - start;
    const pauses = await watched.stop();
    if (outcome.failure !== undefined) throw new Error(outcome.failure.kind);
    return { time, pauses, bytes: (await usageAtRest()) - before };
  },
  async rawPuts(isIndexed) {
    const { rows, indexes } = await here().database.read(
      ['patientRecords'],
      async ({ patientRecords }) => ({
        rows: await patientRecords.toArray(),
        indexes: patientRecords.schema.indexes.flatMap(({ keyPath = [] }) => [keyPath]),
      }),
    );
    const pauses = watchPauses();
    await pauses.settled;
    const time = await rawPuts(rows, isIndexed ? indexes : []);
    await pauses.stop();
    return time;
  },
  async open(patients) {
    const times: number[] = [];
    for (let count = 0; count < patients; count += 1) {
      const number = Math.floor((count * filled) / patients);
      const start = performance.now();
      await shown(sampleAccount(number).account.patientRef);
      times.push(performance.now() - start);
    }
    return median(times);
  },
  async create(times, isDraining) {
    const taken: number[] = [];
    const drain = isDraining ? await goingOut() : undefined;
    for (let count = 0; count < times; count += 1) {
      const each = sampleAccount(10_000_000 + filled + count + (isDraining ? 1000 : 0));
      const { patientRef } = each.account;
      const seen = firstValueFrom(
        here()
          .records.watch(patientRef)
          .pipe(filter((stored) => stored.available && stored.records.account !== undefined)),
      );
      await shown(patientRef);
      const start = performance.now();
      await create(each);
      await seen;
      await frame();
      taken.push(performance.now() - start);
    }
    await drain?.stop();
    return median(taken);
  },
  rawCreate: async (times) => {
    const taken: number[] = [];
    for (let count = 0; count < times; count += 1) {
      const start = performance.now();
      await rawCreate(count);
      await frame();
      taken.push(performance.now() - start);
    }
    return median(taken);
  },
  async openMany(from, patients) {
    for (let number = from; number < from + patients; number += 1) {
      await shown(sampleAccount(number % filled).account.patientRef);
    }
  },
};

/** The database tidies up behind a write for a while: what counts is what stays. */
async function usageAtRest(): Promise<number> {
  for (let last = -1; ;) {
    const { usage = 0 } = await navigator.storage.estimate();
    if (usage === last) return usage;
    last = usage;
    await new Promise((resolve) => setTimeout(resolve, AT_REST_MS));
  }
}

function here(): Workstation {
  if (workstation === undefined) throw new Error('Nothing has been pulled.');
  return workstation;
}

/** What is there of a patient, as the tab asks for it. */
async function shown(patientRef: string): Promise<void> {
  const stored = await firstValueFrom(here().records.watch(patientRef));
  if (!stored.available) throw new Error(stored.reason.code);
}

async function create(account: SampleAccount): Promise<void> {
  const done = await here().records.commit(creationOf(account));
  if (!done.ok) throw new Error(done.failure.reason.code);
}

/** Other patients' work going out all the while. */
async function goingOut(): Promise<{ stop(): Promise<unknown> }> {
  for (let number = 0; number < ACCOUNTS_GOING_OUT; number += 1) {
    await create(sampleAccount(20_000_000 + number));
  }
  const over = new AbortController();
  const sending = push({ ...(await here().work()), signal: over.signal });
  return {
    stop: () => {
      over.abort();
      return sending;
    },
  };
}

function frame(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

async function upload<K extends StoredKind>(
  type: string,
  kind: K,
  bodyOf: (account: SampleAccount) => SharedRecords[K],
): Promise<void> {
  for (let from = 0; from < filled; from += UPLOADED_AT_ONCE) {
    const numbers = Array.from({ length: Math.min(UPLOADED_AT_ONCE, filled - from) });
    const resources = numbers.map((_, place) => {
      const number = from + place;
      const body = bodyOf(sampleAccount(number));
      const resource = STORED[kind].toResource(body, crypto.randomUUID());
      const lastUpdated = new Date(Date.UTC(2026, 0, 1) + number * 40).toISOString();
      const meta = { ...resource.meta, versionId: '1', lastUpdated };
      return { ...resource, id: crypto.randomUUID(), meta };
    });
    await fetch(`/canned/${type}`, { method: 'PUT', body: JSON.stringify(resources) });
  }
}
