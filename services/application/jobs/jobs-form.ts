/** What a job of disabling offers to choose from. */
import { StaffDisablingReason } from '../../domain/services/disabling.ts';
import type { BulkDisablingReason } from '../../domain/jobs/job.ts';
import { words } from '../../words/words.ts';

export type { BulkDisablingReason, BulkWork } from '../../domain/jobs/job.ts';

/** All but *other*: that takes a note, and a note is about one patient. */
export function reasonsForMany(): readonly {
  readonly reason: BulkDisablingReason;
  readonly label: string;
}[] {
  const { reasons } = words('views').services;
  const { other: _other, ...offered } = StaffDisablingReason;
  return Object.values(offered).map((reason) => ({ reason, label: reasons[reason] }));
}
