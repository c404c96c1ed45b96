import { OutboxState, type OutboxEntry, type UnsentTotals } from '../../ports/outbox.ts';
import type { StaffSession } from '../../ports/practice-host.ts';
import type { StaffNotice } from '../../ports/staff-notice.ts';
import { SyncPhase, type SyncState } from '../../ports/sync-control.ts';
import { visibleText, words } from '../../words/words.ts';
import { sentenceIfKnown } from '../commands/refusal.ts';
import { NOT_ASKED_FOR, type Loading } from '../tab/loading.ts';
import type { SyncView } from '../views.ts';
import { unsentChanges } from './unsent-changes.ts';
import type { WorkViews } from './work-views.ts';

/** What is unsent, and what came of it. */
export interface UnsentFacts {
  /** The patient's own. */
  readonly entries: readonly OutboxEntry[];
  readonly others: UnsentTotals;
  /** For who is signed in. */
  readonly notices?: readonly StaffNotice[];
}

/**
 * Keeping in step, in plain words. Says "shared" of nothing that the server has not confirmed. Unsent work is counted
 * always, and listed once what describes it has loaded.
 */
export function syncView(
  state: SyncState,
  { entries, others, notices = [] }: UnsentFacts,
  session: StaffSession,
  { part: workViews, hasFailed }: Loading<WorkViews> = NOT_ASKED_FOR,
): SyncView {
  const own = unsentChanges(entries);
  return {
    phase: state.phase,
    ...summary(
      state,
      own.map(({ shown }) => shown),
      session.staff.id,
    ),
    ...(state.lastPulledAt === undefined ? {} : { lastPulledAt: state.lastPulledAt }),
    ...(workViews?.({ changes: own, notices, state, session }) ?? { work: [], notices: [] }),
    workIds: own.map(({ shown }) => shown.changeId),
    ...(hasFailed && { listMissing: true }),
    otherWaiting: others.waiting,
    otherNeedingAttention: others.needingAttention,
    auditRowsWaiting: others.auditRows + entries.filter(isWaitingAuditRow).length,
  };
}

function isWaitingAuditRow({ kind, state }: OutboxEntry): boolean {
  return kind === 'audit' && state === OutboxState.waiting;
}

type Summary = Pick<SyncView, 'summary' | 'tone'>;

function summary(state: SyncState, own: readonly OutboxEntry[], staffId: string): Summary {
  const said = words('views').unsentWork.summary;
  const attention = own.filter((entry) => entry.state !== OutboxState.waiting).length;
  if (attention > 0) return { tone: 'bad', summary: said.needsDecision(attention) };
  switch (state.phase) {
    case SyncPhase.offline:
      return { tone: 'warning', summary: said.offline(own.length) };
    case SyncPhase.unauthorised:
      return { tone: 'warning', summary: said.unauthorised(own.length) };
    case SyncPhase.failing:
      return {
        tone: 'bad',
        summary: said.failing(own.length, state.reason && sentenceIfKnown(state.reason)),
      };
    case SyncPhase.stopped:
    case SyncPhase.working:
    case SyncPhase.idle:
    case SyncPhase.otherTab:
      return own.length > 0 ? sending(own, staffId) : settled(state);
  }
}

function sending(own: readonly OutboxEntry[], staffId: string): Summary {
  const said = words('views').unsentWork.summary;
  const absent = own.find(({ author }) => author.id !== staffId)?.author.name;
  return absent === undefined
    ? { tone: 'neutral', summary: said.sending(own.length) }
    : { tone: 'warning', summary: said.waitingFor(own.length, visibleText(absent)) };
}

function settled(state: SyncState): Summary {
  const said = words('views').unsentWork.summary;
  const { phase, lastPulledAt, isBehind = false } = state;
  const { missing = 0, unreadable = 0, moved = 0 } = state;
  // What nobody here can mend.
  if (missing > 0 || unreadable > 0 || moved > 0) {
    return { tone: 'bad', summary: said.troubles({ missing, unreadable, moved }) };
  }
  if (phase === SyncPhase.otherTab) return { tone: 'neutral', summary: said.otherTab };
  return lastPulledAt === undefined || isBehind
    ? { tone: 'neutral', summary: said.asking }
    : { tone: 'good', summary: said.upToDate };
}
