/** The product's storage and exchange in a page, without its screens. */
import { of } from 'rxjs';
import { FhirRemoteRecords } from '../../services/fhir/fhir-remote-records.ts';
import { Permission } from '../../services/domain/practice/permission.ts';
import { BROWSER_TIME, TrustedClock } from '../../services/host/trusted-clock.ts';
import type { Environment } from '../../services/ports/practice-host.ts';
import type { RecordChange } from '../../services/ports/record-store.ts';
import { textSeal } from '../../services/security/text-seal.ts';
import { DexieOutbox } from '../../services/storage/dexie-outbox.ts';
import { DexiePullJournal } from '../../services/storage/dexie-pull-journal.ts';
import { DexieRecordStore } from '../../services/storage/dexie-record-store.ts';
import { OnlineServicesDatabase } from '../../services/storage/online-services-database.ts';
import { DEFAULT_SYNC_TIMING } from '../../services/sync/sync-timing.ts';
import type { SyncWork } from '../../services/sync/sync-work.ts';
import { PRACTICE_ID, STAFF, type SampleAccount } from './sample-practice.ts';

export const ENVIRONMENT: Environment = {
  now: () => new Date().toISOString(),
  today: () => new Date().toISOString().slice(0, 10),
  isTimeTrusted: () => true,
  elapsed: () => performance.now(),
  newId: () => crypto.randomUUID(),
  online$: of(true),
};

const SILENT = { write: () => undefined };

/** The same in every page, as a practice's is. */
export const storageKey = crypto.subtle.importKey('raw', new Uint8Array(32), 'HKDF', false, [
  'deriveKey',
]);
const seal = storageKey.then(textSeal);
const seals = { current: () => seal, onCome: () => () => undefined };

/** The ports, and what passes of the exchange work with. */
export interface Workstation {
  readonly database: OnlineServicesDatabase;
  readonly outbox: DexieOutbox;
  readonly journal: DexiePullJournal;
  readonly records: DexieRecordStore;
  /** Under a lead of its own. */
  work(): Promise<SyncWork>;
}

/** Ports over a database of this name, and an exchange with the server of this page, which may have several. */
export function openWorkstation(
  databaseName: string,
  { base = '/fhir', practiceId = PRACTICE_ID } = {},
): Workstation {
  const database = new OnlineServicesDatabase({ databaseName }, SILENT, seals);
  const outbox = new DexieOutbox(database, ENVIRONMENT, () =>
    Promise.resolve({ description: 'Withdraw', summary: 'Withdrawn' }),
  );
  const journal = new DexiePullJournal(database);
  const remote = new FhirRemoteRecords(
    {
      baseUrl: `${location.origin}${base}`,
      practiceId,
      workstation: 'bench',
      accessToken: () => Promise.resolve('token'),
    },
    new TrustedClock(BROWSER_TIME),
  );
  return {
    database,
    outbox,
    journal,
    records: new DexieRecordStore(database, ENVIRONMENT),
    async work() {
      return {
        remote,
        outbox,
        journal,
        environment: ENVIRONMENT,
        log: SILENT,
        timing: DEFAULT_SYNC_TIMING,
        isSwitchedOn: () => true,
        acted: () => undefined,
        came: () => undefined,
        expected: () => undefined,
        epoch: await outbox.claimEpoch(),
        staff: STAFF,
        staffId: STAFF.id,
        workstation: databaseName,
        signal: new AbortController().signal,
      };
    },
  };
}

/** What *Create Online Account* commits. */
export function creationOf({ account, registration, services }: SampleAccount): RecordChange {
  const { patientRef, practiceId } = account;
  return {
    operationId: crypto.randomUUID(),
    author: STAFF,
    permission: Permission.manageAccounts,
    patientRef,
    patientName: 'Morgan, Siân',
    description: 'Create online account',
    writes: [
      { after: { kind: 'account', body: account } },
      { after: { kind: 'registration', body: registration } },
      { after: { kind: 'services', body: services } },
    ],
    audit: [
      {
        id: crypto.randomUUID(),
        practiceId,
        at: ENVIRONMENT.now(),
        by: STAFF,
        patientRef,
        action: 'create-account',
        outcome: 'done',
        summary: 'Created an online account.',
      },
    ],
  };
}
