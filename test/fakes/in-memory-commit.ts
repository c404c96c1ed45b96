import { ok, type Result } from '../../services/domain/result.ts';
import type { RecordChange } from '../../services/ports/record-store.ts';
import { planChange, type Stamp } from '../../services/storage/change-plan.ts';
import type { InMemoryState } from './in-memory-state.ts';

/** Writes a change with its unsent work, its audit and its operation id, or nothing. */
export function commitChange(
  state: InMemoryState,
  change: RecordChange,
  stamp: Stamp,
): Result<void> {
  if (state.operations.has(change.operationId)) return ok();
  const set = state.workingSet();
  const planned = planChange(set, change, stamp);
  if (!planned.ok) return planned;
  state.operations.add(change.operationId);
  state.audit.push(...structuredClone(change.audit));
  state.save(set);
  return ok();
}
