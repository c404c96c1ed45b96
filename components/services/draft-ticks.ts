import type { ServiceTick, ServiceView } from '../../services/application/views.ts';
import type { ServicesDraft } from './services-draft.ts';

/** All ticks as they are to be saved, edits on top of the record. */
export function ticksOf(
  draft: ServicesDraft,
  record: readonly ServiceView[],
): readonly ServiceTick[] {
  return draft.rows(record).map(({ name, enabled, notes, decision, reason = '' }) => ({
    name,
    enabled,
    notes,
    shownAs: record.find((row) => row.name === name)?.enabled ?? enabled,
    ...(reason !== '' && { reason }),
    ...(decision && { decision }),
  }));
}
