import type { RecordRow } from './record-row.ts';
import { pendingCodes } from './waiting-codes.ts';

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

/** The later issue comes later; of one moment, the greater id: the same everywhere. */
function order({ body }: RecordRow): string {
  return 'issuedAt' in body ? `${body.issuedAt} ${body.id}` : body.id;
}
