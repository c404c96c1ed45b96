import { filter, firstValueFrom, type Observable } from 'rxjs';
import type {
  AccountRecord,
  AuditRecord,
  IdentityCheckRecord,
  LetterRecord,
  RegistrationRecord,
  ServicesRecord,
  SharedRecords,
  StaffMember,
} from '../../services/domain/records.ts';
import { Permission } from '../../services/domain/practice/permission.ts';
import type {
  Outbox,
  OutboxEntry,
  PullJournal,
  StaffDecision,
  UnsentDecisions,
} from '../../services/ports/outbox.ts';
import type { JobStore } from '../../services/ports/jobs.ts';
import type { PracticeRegister } from '../../services/ports/practice-register.ts';
import type { RecordChange, RecordStore, RecordWrite } from '../../services/ports/record-store.ts';
import type { RemoteRecord } from '../../services/ports/remote-records.ts';
import type {
  SharedSettingsKeeper,
  SharedSettingsReader,
} from '../../services/ports/shared-settings.ts';

/** The storage ports over one database. */
export interface StoragePorts {
  readonly records: RecordStore;
  readonly outbox: Outbox;
  readonly decisions: UnsentDecisions;
  readonly journal: PullJournal;
  readonly register: PracticeRegister;
  readonly settings: SharedSettingsReader & SharedSettingsKeeper;
  readonly jobs: JobStore;
  /** All unsent work, in order of making: nobody but a test reads the whole queue. */
  entries(): Promise<readonly OutboxEntry[]>;
}

/** Ports over an empty database of their own. */
export interface StorageUnderTest extends StoragePorts {
  /** Releases and deletes it. */
  dispose(): Promise<void>;
}

export type OpenStorage = () => Promise<StorageUnderTest>;

export const SAM: StaffMember = { id: 'staff-1', name: 'Sam Okafor' };
export const ALEX: StaffMember = { id: 'staff-2', name: 'Alex Kowalska' };
export const PRACTICE_ID = 'A82999';
export const PATIENT = 'patient-1';

export function account(changes: Partial<AccountRecord> = {}): AccountRecord {
  return {
    id: 'account-1',
    practiceId: PRACTICE_ID,
    patientRef: PATIENT,
    accountId: '012345678905',
    status: 'created',
    createdAt: '2026-03-01T09:30:00.000Z',
    enabled: true,
    ...changes,
  };
}

export function registration(changes: Partial<RegistrationRecord> = {}): RegistrationRecord {
  return {
    id: 'registration-1',
    accountKey: 'account-1',
    practiceId: PRACTICE_ID,
    patientRef: PATIENT,
    state: 'pending',
    issuedAt: '2026-03-01T09:30:00.000Z',
    expiresOn: '2026-05-30',
    ...changes,
  };
}

export function services(changes: Partial<ServicesRecord> = {}): ServicesRecord {
  return {
    id: 'services-1',
    accountKey: 'account-1',
    practiceId: PRACTICE_ID,
    patientRef: PATIENT,
    services: { repeats: { enabled: true } },
    ...changes,
  };
}

export function identityCheck(changes: Partial<IdentityCheckRecord> = {}): IdentityCheckRecord {
  return {
    id: 'check-1',
    practiceId: PRACTICE_ID,
    patientRef: PATIENT,
    date: '2026-03-01',
    method: 'passport',
    staff: SAM,
    freetext: '',
    recordedAt: '2026-03-01T09:29:00.000Z',
    recordedBy: SAM,
    ...changes,
  };
}

export function letter(changes: Partial<LetterRecord> = {}): LetterRecord {
  return {
    id: 'letter-1',
    accountKey: 'account-1',
    registrationId: 'registration-1',
    practiceId: PRACTICE_ID,
    patientRef: PATIENT,
    at: '2026-03-01T09:40:00.000Z',
    by: SAM,
    medium: 'printed',
    copy: 0,
    ...changes,
  };
}

export function audit(changes: Partial<AuditRecord> = {}): AuditRecord {
  return {
    id: 'audit-1',
    practiceId: PRACTICE_ID,
    at: '2026-03-01T09:30:00.000Z',
    by: SAM,
    patientRef: PATIENT,
    action: 'create-account',
    outcome: 'done',
    summary: 'Created an online account.',
    ...changes,
  };
}

let decisions = 0;

/** A decision about unsent work, by somebody who may do everything, with its audit row. */
export function decision(
  by: StaffMember = SAM,
  changes: Partial<StaffDecision> = {},
): StaffDecision {
  decisions += 1;
  const id = `audit-decision-${decisions}`;
  const row = audit({ id, by, action: 'resolve-conflict', summary: 'Decided.' });
  return { by, permissions: Object.values(Permission), audit: row, ...changes };
}

let operations = 0;

/** A change with an operation id of its own. */
export function change(
  writes: readonly RecordWrite[],
  changes: Partial<RecordChange> = {},
): RecordChange {
  operations += 1;
  return {
    operationId: `operation-${operations}`,
    author: SAM,
    permission: Permission.manageAccounts,
    patientRef: PATIENT,
    patientName: 'Morgan, Siân (Mrs)',
    description: 'Create online account',
    writes,
    audit: [],
    ...changes,
  };
}

/** An account with its registration and services, as *Create Online Account* writes them. */
export function accountCreation(changes: Partial<RecordChange> = {}): RecordChange {
  return change(
    [
      { after: { kind: 'account', body: account() } },
      { after: { kind: 'registration', body: registration() } },
      { after: { kind: 'services', body: services() } },
    ],
    { audit: [audit()], ...changes },
  );
}

/** A new state of the account over another. */
export function accountWrite(before: AccountRecord, after: AccountRecord): RecordWrite {
  return { before, after: { kind: 'account', body: after } };
}

/** A record as the server gives it; version n was stored n seconds past ten. */
export function remote<K extends keyof SharedRecords>(
  kind: K,
  body: SharedRecords[K],
  version: number,
  operationId?: string,
): RemoteRecord<K> {
  const lastUpdated = `2026-03-01T10:00:${String(version).padStart(2, '0')}.000Z`;
  // The kind says what the body is: the mapped type loses sight of that for a K not yet known.
  return {
    kind,
    body,
    version: {
      id: `server-${body.id}`,
      versionId: String(version),
      lastUpdated,
      resource: { resourceType: 'Basic', version },
    },
    ...(operationId !== undefined && { operationId }),
  };
}

/** Makes everything waiting confirmed by the server at version 1; gives the sender's epoch. */
export async function shareEverything({ outbox, entries }: StoragePorts): Promise<number> {
  const epoch = await outbox.claimEpoch();
  for (const entry of await entries()) {
    await outbox.confirm(entry.id, remote(entry.kind, entry.after.body, 1, entry.id), epoch);
  }
  return epoch;
}

type Unsent = Pick<StoragePorts, 'entries'>;

/** Unsent work as it is now. */
export function entriesNow({ entries }: Unsent): Promise<readonly OutboxEntry[]> {
  return entries();
}

/** Unsent changes of shared records now: audit left out. */
export async function changesNow(unsent: Unsent): Promise<readonly OutboxEntry[]> {
  return (await unsent.entries()).filter(({ kind }) => kind !== 'audit');
}

/** The only unsent change there is. */
export async function onlyChange(unsent: Unsent): Promise<OutboxEntry> {
  const [entry, ...others] = await changesNow(unsent);
  if (entry === undefined || others.length > 0) throw new Error('Expected one unsent change.');
  return entry;
}

/** Waits until a stream says what is expected. */
export function until<T>(stream: Observable<T>, holds: (value: T) => boolean): Promise<T> {
  return firstValueFrom(stream.pipe(filter(holds)));
}
