import { BehaviorSubject, filter, firstValueFrom } from 'rxjs';
import { container as root, type DependencyContainer } from 'tsyringe';
import { composeCommands } from '../../plugin/command-container.ts';
import { registerServices } from '../../plugin/container.ts';
import { Disposables } from '../../plugin/disposables.ts';
import { lazily } from '../../plugin/lazily.ts';
import {
  COMMAND_SOURCE,
  OFFER_SOURCE,
  type CommandSource,
  type OfferSource,
} from '../../services/application/commands/command-source.ts';
import { offers } from '../../services/application/commands/offers.ts';
import type { CommandList } from '../../services/application/commands/staff-command.ts';
import { ReminderRound } from '../../services/application/reminders/reminder-round.ts';
import { OnlineServicesFacade } from '../../services/application/online-services-facade.ts';
import {
  WORK_VIEWS_SOURCE,
  type WorkViewsSource,
} from '../../services/application/unsent-work/work-views-source.ts';
import type {
  OnlineServices,
  ReadyTabView,
  ServiceTick,
  TabView,
} from '../../services/application/views.ts';
import { IdentityMethod } from '../../services/domain/records.ts';
import { HostMessages } from '../../services/host/host-messages.ts';
import { ACCOUNT_HISTORY } from '../../services/ports/account-history.ts';
import { LETTER_BATCHES } from '../../services/ports/letter-batches.ts';
import { LETTER_RENDERER } from '../../services/ports/letter-renderer.ts';
import {
  OUTBOX,
  UNSENT_DECISIONS,
  PULL_JOURNAL,
  UNSENT_WORK,
} from '../../services/ports/outbox.ts';
import { JOB_BOARD } from '../../services/ports/job-board.ts';
import { JOB_LEASE, JOB_STORE } from '../../services/ports/jobs.ts';
import { MESSAGES } from '../../services/ports/messages.ts';
import { PRACTICE_REGISTER } from '../../services/ports/practice-register.ts';
import { OSU_APPLICATIONS } from '../../services/ports/osu-applications.ts';
import { ENVIRONMENT, type Environment } from '../../services/ports/practice-host.ts';
import { AUDIT_LOG, RECORD_READER, RECORD_STORE } from '../../services/ports/record-store.ts';
import { REGISTRATION_CODE_ISSUER } from '../../services/ports/registration-codes.ts';
import { REMOTE_RECORDS } from '../../services/ports/remote-records.ts';
import { SETTINGS_KEEPER, SHARED_SETTINGS } from '../../services/ports/shared-settings.ts';
import { SERVER_NOTES } from '../../services/ports/server-look.ts';
import { TRANSFERS } from '../../services/ports/transfers.ts';
import { SYNC_CONTROL, SyncPhase, type SyncState } from '../../services/ports/sync-control.ts';
import { FakeHost } from './fake-host.ts';
import { FakeLetterBatches } from './fake-letter-batches.ts';
import { FakeLetterRenderer } from './fake-letter-renderer.ts';
import { FakeRegistrationCodeIssuer } from './fake-registration-code-issuer.ts';
import { FakeLeaseOffice } from './fake-sync-lease.ts';
import { InMemoryAccountHistory } from './in-memory-account-history.ts';
import { InMemoryJobBoards } from './in-memory-job-boards.ts';
import { InMemoryOsuApplications } from './in-memory-osu-applications.ts';
import { InMemoryTransfers } from './in-memory-transfers.ts';
import { InMemoryServer } from './in-memory-remote-records.ts';
import { InMemoryServerNotes } from './in-memory-server-notes.ts';
import { createInMemoryStorage, type InMemoryStorage } from './in-memory-storage.ts';
import '../words-at-hand.ts';

/** A day in spring, so that UK time and UTC differ. */
export const TODAY = '2026-04-20';

/** A clock a test can turn. */
export class TurnableClock implements Environment {
  time = `${TODAY}T09:30:00.000Z`;
  /** Whether it goes by the server's time. */
  trusted = true;
  readonly online$ = new BehaviorSubject(true);

  now(): string {
    return this.time;
  }

  today(): string {
    return this.time.slice(0, 10);
  }

  isTimeTrusted(): boolean {
    return this.trusted;
  }

  elapsed(): number {
    return Date.parse(this.time);
  }

  newId(): string {
    return crypto.randomUUID();
  }
}

/** The product with a host in memory, storage in memory and the network left out. */
export interface Product {
  readonly host: FakeHost;
  readonly services: OnlineServices;
  readonly storage: InMemoryStorage;
  readonly renderer: FakeLetterRenderer;
  readonly batches: FakeLetterBatches;
  readonly issuer: FakeRegistrationCodeIssuer;
  readonly clock: TurnableClock;
  readonly sync$: BehaviorSubject<SyncState>;
  readonly serverNotes: InMemoryServerNotes;
  /** What the shared record has of what happened. */
  readonly history: InMemoryAccountHistory;
  /** Applications for a basic account on it. */
  readonly applications: InMemoryOsuApplications;
  /** The shared record. Nothing is exchanged by itself: what is saved at once goes there. */
  readonly server: InMemoryServer;
  /** What is told of jobs on it. */
  readonly board: InMemoryJobBoards;
  /** Accounts on their way between practices. */
  readonly transfers: InMemoryTransfers;
  /** Who of the workstation's tabs works on jobs. */
  readonly office: FakeLeaseOffice;
  /** What reminds patients while nobody asks; not begun. */
  readonly reminders: ReminderRound;
  /** The tab as it stands. */
  tab(): Promise<ReadyTabView>;
}

/** What a test has otherwise than usual. */
export interface ProductOptions {
  /** In place of loading what may be done. */
  readonly offers?: OfferSource;
  /** In place of loading the commands. */
  readonly commands?: CommandSource;
  /** In place of loading what describes unsent work. */
  readonly workViews?: WorkViewsSource;
  /** A list of commands other than the product's. */
  readonly commandList?: CommandList;
  /** The tab beside which this one is open, at the same workstation. */
  readonly besides?: Product;
  /** The shared record of another workstation. */
  readonly server?: InMemoryServer;
  /** What workstations of the practice tell each other of jobs. */
  readonly board?: InMemoryJobBoards;
  /** What practices hand over to each other. */
  readonly transfers?: InMemoryTransfers;
  /** The workstation is still fetching everything for the first time. */
  readonly isFirstPull?: boolean;
}

export function makeProduct(
  host = new FakeHost(),
  {
    offers: ownOffers,
    commands,
    workViews,
    commandList,
    besides,
    isFirstPull = false,
    server: ownServer,
    board: ownBoard,
    transfers: ownTransfers,
  }: ProductOptions = {},
): Product {
  const container = root.createChildContainer();
  registerServices(container, host, new Disposables(fail));
  // The host's record is one, whichever tab asks.
  besides?.host.contactsOf.forEach(({ value }, patientId) => {
    host.contacts(patientId).set(value);
  });
  const clock = besides?.clock ?? new TurnableClock();
  const storage = besides?.storage ?? createInMemoryStorage(clock);
  if (!isFirstPull) storage.haveEverything();
  const renderer = new FakeLetterRenderer();
  const batches = besides?.batches ?? new FakeLetterBatches();
  const issuer = besides?.issuer ?? new FakeRegistrationCodeIssuer();
  const serverNotes = besides?.serverNotes ?? new InMemoryServerNotes();
  const history = new InMemoryAccountHistory(host.practice.id, besides?.history.all);
  const server = ownServer ?? besides?.server ?? new InMemoryServer();
  const applications = besides?.applications ?? new InMemoryOsuApplications();
  const board = besides?.board ?? ownBoard ?? new InMemoryJobBoards();
  const transfers = besides?.transfers ?? ownTransfers ?? new InMemoryTransfers();
  const office = besides?.office ?? new FakeLeaseOffice();
  const sync$ = new BehaviorSubject<SyncState>({ phase: SyncPhase.idle });
  container.registerInstance(ENVIRONMENT, clock);
  container.registerInstance(RECORD_READER, storage.records);
  container.registerInstance(RECORD_STORE, storage.records);
  container.registerInstance(AUDIT_LOG, storage.records);
  container.registerInstance(UNSENT_WORK, storage.outbox);
  container.registerInstance(OUTBOX, storage.outbox);
  container.registerInstance(UNSENT_DECISIONS, storage.decisions);
  container.registerInstance(PULL_JOURNAL, storage.journal);
  container.registerInstance(PRACTICE_REGISTER, storage.register);
  container.registerSingleton(MESSAGES, HostMessages);
  container.registerInstance(JOB_STORE, storage.jobs);
  container.registerInstance(JOB_BOARD, board.of(host.practice.id));
  container.registerInstance(TRANSFERS, transfers.of(host.practice.id));
  container.registerInstance(JOB_LEASE, office.lease);
  container.registerInstance(SHARED_SETTINGS, storage.settings);
  container.registerInstance(SETTINGS_KEEPER, storage.settings);
  container.registerInstance(REMOTE_RECORDS, server.remote(host.practice.id));
  container.registerInstance(LETTER_RENDERER, renderer);
  container.registerInstance(LETTER_BATCHES, batches);
  container.registerInstance(REGISTRATION_CODE_ISSUER, issuer);
  container.registerInstance(SERVER_NOTES, serverNotes);
  container.registerInstance(ACCOUNT_HISTORY, history);
  container.registerInstance(OSU_APPLICATIONS, applications);
  container.registerInstance(SYNC_CONTROL, {
    state$: sync$,
    start: () => () => undefined,
    nudge: () => undefined,
    reconcile: () => Promise.resolve(),
  });
  const offerSource = ownOffers ?? (commandList && offered(commandList));
  if (offerSource !== undefined) container.registerInstance(OFFER_SOURCE, offerSource);
  if (workViews !== undefined) container.registerInstance(WORK_VIEWS_SOURCE, workViews);
  const source = commands ?? (commandList && composed(container, commandList));
  if (source !== undefined) container.registerInstance(COMMAND_SOURCE, source);
  const services = container.resolve(OnlineServicesFacade).withCommands();
  return {
    host,
    services,
    storage,
    renderer,
    batches,
    issuer,
    clock,
    sync$,
    serverNotes,
    history,
    applications,
    server,
    board,
    transfers,
    office,
    reminders: container.resolve(ReminderRound),
    tab: () => readyTab(services),
  };
}

function offered(list: CommandList): OfferSource {
  return () => Promise.resolve((session, facts) => offers(session, facts, list));
}

function composed(container: DependencyContainer, list: CommandList): CommandSource {
  return lazily(() => composeCommands(container, new Disposables(fail), list));
}

function fail(error: unknown): never {
  throw error;
}

/** The first view of the open patient that says what may be done. */
export async function readyTab(services: OnlineServices): Promise<ReadyTabView> {
  const view = await firstValueFrom(services.tab$.pipe(filter(isComplete)));
  return view;
}

function isComplete(view: TabView): view is Extract<TabView, { phase: 'ready' }> {
  return view.phase === 'ready' && view.can.createAccount !== undefined;
}

/** What doing something takes; all of it, or part of a product that is put together otherwise. */
type ProductInUse = Pick<Product, 'services' | 'tab'>;

/** Records a passport check for the open patient. */
export async function checkIdentity({ services, tab }: ProductInUse): Promise<void> {
  const { patient, staff } = await tab();
  const recorded = await services.recordIdentityCheck({
    operationId: services.newOperationId(),
    patientRef: patient.ref,
    date: TODAY,
    method: IdentityMethod.passport,
    staffId: staff.id,
    freetext: '',
    addCodedEntry: false,
  });
  if (!recorded.ok) throw new Error(recorded.failure.message);
}

/** Checks identity and creates the account of the open patient. */
export async function createAccount(
  product: ProductInUse,
  changes: readonly ServiceTick[] = [],
): Promise<void> {
  await checkIdentity(product);
  const { patient, services } = await product.tab();
  const created = await product.services.createAccount({
    operationId: product.services.newOperationId(),
    patientRef: patient.ref,
    services: services.map((tick) => changes.find(({ name }) => name === tick.name) ?? tick),
    answered: ['no-preferred-email', 'email-not-verified'],
  });
  if (!created.ok) throw new Error(created.failure.message);
}

/** Audit rows as "action outcome: summary", oldest first. */
export async function auditTrail({ storage }: Product): Promise<readonly string[]> {
  const rows = await storage.records.audit({ limit: 100 });
  if (!rows.ok) throw new Error(rows.failure.reason.code);
  return rows.value
    .map(({ action, outcome, summary }) => `${action} ${outcome}: ${summary}`)
    .reverse();
}

/** Sends all unsent work to the shared record, as the exchange would, and keeps what it answered. */
export async function share({ host, storage, server }: Product): Promise<void> {
  const epoch = await storage.outbox.claimEpoch();
  const remote = server.remote(host.practice.id);
  for (const entry of await storage.entries()) {
    const answer = await remote.create(entry.kind, entry.after.body, entry.id);
    if (!answer.ok) throw new Error('The shared record refused it.');
    await storage.outbox.confirm(entry.id, answer.value, epoch);
  }
}

/** Fetches the accounts of the shared record. */
export async function fetchAccounts({ host, storage, server }: Product): Promise<void> {
  const epoch = await storage.outbox.claimEpoch();
  const page = await server.remote(host.practice.id).changes('account', { count: 100 });
  if (!page.ok) throw new Error('The shared record cannot be read.');
  await storage.journal.applyPage({ kind: 'account', ...page.value }, epoch);
}
