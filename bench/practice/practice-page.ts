/** The page of the practice's benchmark: the accounts of a practice, stored, and the page that lists them. */
import { filter, firstValueFrom } from 'rxjs';
import { defineElements } from '../../components/define.ts';
import {
  ACCOUNTS_ELEMENTS,
  type OsPracticeAccounts,
} from '../../components/practice/accounts/os-practice-accounts.ts';
import type { JobsView } from '../../services/application/views.ts';
import type { RecordKind, SharedRecords } from '../../services/domain/records.ts';
import type { RemoteRecord } from '../../services/ports/remote-records.ts';
import { loadWords } from '../../services/words/words.ts';
import { watchPauses, type Pause } from '../pauses.ts';
import { sampleAccount, type SampleAccount } from '../store/sample-practice.ts';
import '../witness-page.ts';
import { practiceWorkstation, type PracticeWorkstation } from './practice-workstation-page.ts';

/** What the benchmark asks of its page. Times in milliseconds. */
export interface PracticePage {
  /** Stores so many accounts, as fetching them does. */
  fill(accounts: number): Promise<void>;
  /** Until the first rows of a practice of this size are there, with names. */
  open(accounts: number): Promise<number>;
  close(): void;
  /** Until the first rows of all accounts are there in another order. */
  sort(): Promise<number>;
  /** Until those are there whose Account ID begins so. */
  find(): Promise<number>;
  scroll(): Promise<{ readonly pauses: readonly Pause[] }>;
  /** Changes that come from the shared record while the list is looked at. */
  change(accounts: number, changes: number): Promise<{ readonly pauses: readonly Pause[] }>;
  /** A job that disables some of them, while the list is looked at. */
  work(accounts: number, patients: number): Promise<TimedWork>;
  /** Counts how far the practice is, over all of them. */
  countUptake(accounts: number): Promise<TimedWork>;
}

export interface TimedWork {
  readonly took: number;
  readonly pauses: readonly Pause[];
}

declare global {
  var practicePage: PracticePage;
}

const PAGE = 500;
const STORED_AT = '2026-03-01T10:00:00.000Z';
const CHANGED_AT = '2026-03-02T10:00:00.000Z';
const SCROLLS = 60;
const SCROLL_BY = 4000;

let shown: OsPracticeAccounts | undefined;

globalThis.practicePage = {
  async fill(accounts) {
    for (let from = 0; from < accounts; from += PAGE) {
      const some = Array.from({ length: Math.min(PAGE, accounts - from) }, (_, index) =>
        sampleAccount(from + index),
      );
      await take(accounts, 'account', some, (each) => each.account, '1');
      await take(accounts, 'registration', some, (each) => each.registration, '1');
      await take(accounts, 'services', some, (each) => each.services, '1');
    }
  },
  async open(accounts) {
    await loadWords('screens', 'accounts');
    defineElements(ACCOUNTS_ELEMENTS);
    const { services } = await workstation(accounts);
    const start = performance.now();
    shown = document.createElement('os-practice-accounts');
    shown.services = services;
    document.body.append(shown);
    await until(() => names().length > 0);
    return performance.now() - start;
  },
  close() {
    shown?.remove();
    shown = undefined;
  },
  async sort() {
    await list('all');
    const before = names().join();
    const start = performance.now();
    const select = inPage('#order') as HTMLSelectElement;
    select.value = select.value === 'status' ? 'created' : 'status';
    select.dispatchEvent(new Event('change'));
    await until(() => names().length > 0 && names().join() !== before);
    return performance.now() - start;
  },
  async find() {
    const before = names().join();
    const start = performance.now();
    (inPage('#search') as HTMLInputElement).value = '0000000001';
    inPage('#find').click();
    await until(() => names().length > 0 && names().join() !== before);
    return performance.now() - start;
  },
  async scroll() {
    await list('all');
    const scroll = grid()?.querySelector('.scroll');
    const watched = watchPauses();
    await watched.settled;
    for (let count = 0; count < SCROLLS; count += 1) {
      scroll?.scrollBy(0, SCROLL_BY);
      await frame();
    }
    return { pauses: await watched.stop() };
  },
  async change(accounts, changes) {
    await list('all');
    const watched = watchPauses();
    await watched.settled;
    for (let from = 0; from < changes; from += PAGE / 5) {
      const some = Array.from({ length: PAGE / 5 }, (_, index) => sampleAccount(from + index));
      const changed = ({ account }: SampleAccount) =>
        ({ ...account, status: 'registered' }) as const;
      await take(accounts, 'account', some, changed, '2');
    }
    await until(() => inPage('#list-not-activated').textContent.includes(written(changes)));
    return { pauses: await watched.stop() };
  },
  async work(accounts, patients) {
    await list('all');
    const jobs$ = await startJob(await workstation(accounts), patients);
    const watched = watchPauses();
    await watched.settled;
    const start = performance.now();
    const told = await firstValueFrom(
      jobs$.pipe(filter((here) => here.available && here.jobs[0]?.phase !== 'running')),
    );
    const took = performance.now() - start;
    const [job] = told.available ? told.jobs : [];
    if (job?.phase !== 'done') throw new Error(`The job is ${job?.phase ?? 'not there'}.`);
    return { took, pauses: await watched.stop() };
  },
  async countUptake(accounts) {
    const { services } = await workstation(accounts);
    const opened = await services.openUptake({});
    if (!opened.ok) throw new Error(opened.failure.message);
    const watched = watchPauses();
    await watched.settled;
    const start = performance.now();
    const count = await firstValueFrom(
      opened.value.count$.pipe(filter(({ phase }) => phase !== 'counting')),
    );
    const took = performance.now() - start;
    if (count.phase !== 'counted' || count.figures.accounts !== accounts) {
      throw new Error('Not every account was counted.');
    }
    return { took, pauses: await watched.stop() };
  },
};

function written(count: number): string {
  return new Intl.NumberFormat('en-GB').format(count);
}

async function take<K extends Exclude<RecordKind, 'audit' | 'practice-settings'>>(
  accounts: number,
  kind: K,
  some: readonly SampleAccount[],
  bodyOf: (each: SampleAccount) => SharedRecords[K],
  versionId: string,
): Promise<void> {
  const practice = await workstation(accounts);
  const records = some.map((each): RemoteRecord<K> => {
    const body = bodyOf(each);
    const lastUpdated = versionId === '1' ? STORED_AT : CHANGED_AT;
    return { kind, body, version: { id: `of-${body.id}`, versionId, lastUpdated } };
  });
  // The kind goes with its records: a union of kinds cannot say so.
  await practice.apply({ kind, records, quarantined: [] } as never);
}

const workstations = new Map<number, Promise<PracticeWorkstation>>();

function workstation(accounts: number): Promise<PracticeWorkstation> {
  const opened = workstations.get(accounts) ?? practiceWorkstation(accounts);
  workstations.set(accounts, opened);
  return opened;
}

/** The job of disabling the first so many accounts. */
async function startJob(
  { services }: PracticeWorkstation,
  patients: number,
): Promise<JobsView['jobs$']> {
  const opened = await services.openJobs({});
  if (!opened.ok) throw new Error(opened.failure.message);
  const view = opened.value;
  const all = await services.openWorklist({ list: 'all' });
  if (!all.ok) throw new Error(all.failure.message);
  const rows = await firstValueFrom(
    all.value.rows$('created').pipe(filter((told) => told.available && told.isWhole)),
  );
  const keys = rows.available ? rows.keys.slice(0, patients) : new Uint32Array();
  const plan = await firstValueFrom(
    view
      .plan$({ keys }, { kind: 'disable', reason: 'misuse' })
      .pipe(filter(({ isWhole }) => isWhole)),
  );
  const started = await view.start(plan.id ?? '');
  if (!started.ok) throw new Error(started.failure.message);
  return view.jobs$;
}

/** Opens a list and waits for its first rows. */
async function list(id: string): Promise<void> {
  const button = inPage(`#list-${id}`);
  if (button.getAttribute('aria-current') !== 'true') {
    button.click();
    await until(() => button.getAttribute('aria-current') === 'true');
  }
  // While it is being opened the list before it stays, hidden and without its count.
  await until(() => names().length > 0 && hasText('#count'));
  await frame();
}

function hasText(selector: string): boolean {
  return (found(selector)?.textContent.trim() ?? '') !== '';
}

function found(selector: string): HTMLElement | undefined {
  return shown?.shadowRoot?.querySelector<HTMLElement>(selector) ?? undefined;
}

function inPage(selector: string): HTMLElement {
  const element = found(selector);
  if (element === undefined) throw new Error(`The page has no ${selector}.`);
  return element;
}

function grid(): ShadowRoot | null | undefined {
  return shown?.shadowRoot?.querySelector('os-accounts-grid')?.shadowRoot;
}

function names(): readonly string[] {
  return [...(grid()?.querySelectorAll('.body .name') ?? [])].map(({ textContent }) => textContent);
}

/** Whatever takes longer than this does not happen, in milliseconds. */
const PATIENCE_MS = 20_000;

async function until(holds: () => boolean): Promise<void> {
  const start = performance.now();
  while (!holds()) {
    if (performance.now() - start > PATIENCE_MS) throw new Error(`Never: ${holds.toString()}`);
    await frame();
  }
}

function frame(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}
