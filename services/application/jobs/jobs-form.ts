/** What jobs offer to choose from. */
import { StaffDisablingReason } from '../../domain/services/disabling.ts';
import type { BulkDisablingReason } from '../../domain/jobs/job.ts';
import { words } from '../../words/words.ts';

export type { BulkDisablingReason, BulkKind, BulkWork } from '../../domain/jobs/job.ts';
export {
  BATCH_SIZES,
  LETTER_ORDERS,
  type BatchSize,
  type LetterChoices,
  type LetterOrder,
} from '../../domain/jobs/letter-batches.ts';

/** All but *other*: that takes a note, and a note is about one patient. */
export function reasonsForMany(): readonly {
  readonly reason: BulkDisablingReason;
  readonly label: string;
}[] {
  const { reasons } = words('views').services;
  const { other: _other, ...offered } = StaffDisablingReason;
  return Object.values(offered).map((reason) => ({ reason, label: reasons[reason] }));
}
