import type {
  AccountRecord,
  IdentityCheckRecord,
  LetterRecord,
  PatientRecords,
  RegistrationRecord,
  ServicesRecord,
  SharedRecords,
} from '../domain/records.ts';
import type { RecordRow, RowKind } from './record-row.ts';

/**
 * One patient's rows as the product sees them. Registrations, services and letters of any other account than the
 * current one stay in storage and are left out.
 */
export function patientRecords(rows: readonly RecordRow[]): PatientRecords {
  const accounts = bodies(rows, 'account');
  const account = currentAccount(accounts);
  const ofAccount = <T extends { readonly accountKey: string }>(records: readonly T[]): T[] =>
    records.filter((record) => record.accountKey === account?.id);
  const services = ofAccount<ServicesRecord>(bodies(rows, 'services'))[0];
  return {
    ...(account && { account }),
    registrations: newestFirst(
      ofAccount<RegistrationRecord>(bodies(rows, 'registration')),
      (registration) => registration.issuedAt,
    ),
    ...(services && { services }),
    identityChecks: newestFirst<IdentityCheckRecord>(
      bodies(rows, 'identity-check'),
      (check) => `${check.date} ${check.recordedAt}`,
    ),
    // Of one moment, the later copy is the newer.
    letters: newestFirst(
      ofAccount<LetterRecord>(bodies(rows, 'letter')),
      ({ at, copy }) => `${at} ${String(copy).padStart(4, '0')}`,
    ),
    ...(accounts.length > 1 && { isDoubled: true }),
  };
}

/** The server lets a patient have one account only; should there be two, the first one made stands everywhere. */
function currentAccount(accounts: readonly AccountRecord[]): AccountRecord | undefined {
  const order = (account: AccountRecord): string => `${account.createdAt} ${account.id}`;
  return [...accounts].sort((one, other) => (order(one) < order(other) ? -1 : 1))[0];
}

function bodies<K extends RowKind>(rows: readonly RecordRow[], kind: K): SharedRecords[K][] {
  // A row's kind says what its body is: rows are only ever made from a TaggedRecord or a RemoteRecord.
  return rows.filter((row) => row.kind === kind).map((row) => row.body as SharedRecords[K]);
}

function newestFirst<T extends { readonly id: string }>(
  records: readonly T[],
  order: (record: T) => string,
): T[] {
  const key = (record: T): string => `${order(record)} ${record.id}`;
  return [...records].sort((one, other) => (key(one) < key(other) ? 1 : -1));
}
