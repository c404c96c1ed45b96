import { OutboxState, type OutboxEntry } from '../ports/outbox.ts';
import type { RecordBody, RecordRow } from './record-row.ts';
import { withoutOutcome } from './unsent-queue.ts';
import type { WorkingSet } from './working-set.ts';

/**
 * Gives up our reset of an account, which somebody else had reset first. Its codes, and whatever codes were issued here
 * after it, are gone: none of them was ever sent, as they wait for the reset. What it ends of earlier codes still ends,
 * also of those whose answer was lost: they may have arrived.
 * It stays as the message to staff: a letter may have been printed here.
 */
export function standAside(
  set: WorkingSet,
  reset: OutboxEntry,
  standing: RecordBody | undefined,
): void {
  for (const codes of neverSentCodes(set, reset)) {
    set.queueOf(codes).forEach((entry) => {
      set.removeEntry(entry);
    });
    set.removeRow(codes);
  }
  set.putEntry({
    ...withoutOutcome(reset),
    state: OutboxState.superseded,
    ...(standing && { theirs: standing }),
  });
}

function neverSentCodes(
  set: WorkingSet,
  { recordId, patientRef }: OutboxEntry,
): readonly RecordRow[] {
  return set
    .rowsOf(patientRef ?? '')
    .filter(
      ({ body, server }) =>
        'expiresOn' in body && body.accountKey === recordId && server === undefined,
    )
    .filter((row) => set.queueOf(row).every(({ attempts }) => attempts === 0));
}
