import { RegistrationState, type RegistrationRecord } from '../domain/records.ts';
import type { RecordRow } from './record-row.ts';

/** Issues of codes that wait to be used beside a newer one of the same account. One set works: the newest. */
export function surplusCodes(rows: readonly RecordRow[]): ReadonlySet<RecordRow> {
  const standing = new Map<string, RecordRow>();
  const surplus = new Set<RecordRow>();
  for (const row of rows) {
    const codes = pendingCodes(row);
    if (codes === undefined) continue;
    const other = standing.get(codes.accountKey);
    const isNewest = other === undefined || order(row) > order(other);
    const older = isNewest ? other : row;
    if (isNewest) standing.set(codes.accountKey, row);
    if (older !== undefined) surplus.add(older);
  }
  return surplus;
}

/** The row's codes where they wait to be used. */
export function pendingCodes({ body }: RecordRow): RegistrationRecord | undefined {
  return 'expiresOn' in body && body.state === RegistrationState.pending ? body : undefined;
}

/** The later issue comes later; of one moment, the greater id: the same everywhere. */
function order({ body }: RecordRow): string {
  return 'issuedAt' in body ? `${body.issuedAt} ${body.id}` : body.id;
}
