import type { TaggedRecord } from '../../domain/records.ts';
import { OutboxState, type OutboxEntry, type UnsentTotals } from '../../ports/outbox.ts';
import { SyncPhase, type SyncState } from '../../ports/sync-control.ts';
import { visibleText, words } from '../../words/words.ts';
import { sentenceIfKnown } from '../commands/refusal.ts';
import type { SyncView, UnsentWorkView } from '../views.ts';

/** Keeping in step, in plain words. Says "shared" of nothing that the server has not confirmed. */
export function syncView(
  state: SyncState,
  entries: readonly OutboxEntry[],
  others: UnsentTotals,
  staffId: string,
): SyncView {
  const own = changesIn(entries.filter(concernsStaff));
  return {
    phase: state.phase,
    ...summary(
      state,
      own.map(({ shown }) => shown),
      staffId,
    ),
    ...(state.lastPulledAt === undefined ? {} : { lastPulledAt: state.lastPulledAt }),
    work: own.map((change) => workView(change, state, staffId)),
    otherWaiting: others.waiting,
    otherNeedingAttention: others.needingAttention,
  };
}

/** Audit rows go out by themselves; only one that was refused is anybody's business. */
function concernsStaff({ kind, state }: OutboxEntry): boolean {
  return kind !== 'audit' || state !== OutboxState.waiting;
}

/** One change of a person: what is unsent of it, and the part by which it is shown. */
interface UnsentChange {
  readonly entries: readonly OutboxEntry[];
  readonly shown: OutboxEntry;
}

/** What needs a person comes first. */
const URGENCY = [
  OutboxState.conflict,
  OutboxState.parked,
  OutboxState.superseded,
  OutboxState.waiting,
] as const;

/** A change may be several records: it is one thing to read and to decide about. */
function changesIn(entries: readonly OutboxEntry[]): readonly UnsentChange[] {
  const ids = [...new Set(entries.map(({ changeId }) => changeId))];
  return ids.flatMap((id) => {
    const parts = entries.filter(({ changeId }) => changeId === id);
    const shown = URGENCY.flatMap((state) => parts.filter((part) => part.state === state))[0];
    return shown === undefined ? [] : [{ entries: parts, shown }];
  });
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
      return { tone: 'bad', summary: said.failing(own.length, why(state)) };
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

function workView(
  { entries, shown }: UnsentChange,
  state: SyncState,
  staffId: string,
): UnsentWorkView {
  const view = {
    workId: shown.changeId,
    description: visibleText(shown.description),
    patientName: visibleText(shown.patientName),
    authorName: visibleText(shown.author.name),
    at: shown.at,
    state: shown.state,
    waitsForAuthor: shown.state === OutboxState.waiting && shown.author.id !== staffId,
    explanation: explanation(shown, state, staffId),
  };
  if (shown.state !== OutboxState.conflict) return view;
  const versions = entries.flatMap(({ after, theirs }) =>
    theirs === undefined ? [] : differences(after.body, theirs),
  );
  return { ...view, differences: versions };
}

function explanation(entry: OutboxEntry, state: SyncState, staffId: string): string {
  const said = words('views').unsentWork.explanation;
  switch (entry.state) {
    case OutboxState.waiting:
      return waitingFor(entry, state, staffId);
    case OutboxState.parked:
      return said.parked(why(entry));
    case OutboxState.conflict:
      return said.conflict;
    case OutboxState.superseded:
      return said.superseded;
  }
}

function waitingFor(entry: OutboxEntry, state: SyncState, staffId: string): string {
  const said = words('views').unsentWork.explanation;
  if (entry.author.id !== staffId) return said.waitsForAuthor(visibleText(entry.author.name));
  if (state.phase === SyncPhase.offline) return said.waitsForNetwork;
  return why(entry) ?? said.waitsForTurn;
}

function why({ reason }: OutboxEntry | SyncState): string | undefined {
  return reason && sentenceIfKnown(reason);
}

/** Fields nobody can judge, or must not see. */
const UNSHOWN = new Set(['sealedCodes', 'verifiers', 'id']);

/** Leaf by leaf, what one version has and the other has not. */
function differences(
  ours: TaggedRecord['body'],
  theirs: TaggedRecord['body'],
): NonNullable<UnsentWorkView['differences']> {
  const our = leaves(ours);
  const their = leaves(theirs);
  return [...new Set([...our.keys(), ...their.keys()])]
    .filter((path) => our.get(path) !== their.get(path))
    .map((path) => ({
      label: path
        .split('.')
        .filter((part) => part !== 'services')
        .map(labelled)
        .join(': '),
      ours: shown(our.get(path)),
      theirs: shown(their.get(path)),
    }));
}

function leaves(value: object, prefix = ''): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const [key, part] of Object.entries(value) as [string, unknown][]) {
    if (UNSHOWN.has(key)) continue;
    if (typeof part === 'object' && part !== null) {
      for (const [path, leaf] of leaves(part, `${prefix}${key}.`)) found.set(path, leaf);
    } else {
      found.set(`${prefix}${key}`, part);
    }
  }
  return found;
}

function labelled(part: string): string {
  const labels: Readonly<Record<string, string>> = words('views').unsentWork.fields;
  return labels[part] ?? part.charAt(0).toUpperCase() + part.slice(1).replaceAll('-', ' ');
}

function shown(value: unknown): string {
  const { nothing, yes, no } = words('views').unsentWork.values;
  if (value === undefined) return nothing;
  if (typeof value === 'boolean') return value ? yes : no;
  return visibleText(typeof value === 'string' ? value : JSON.stringify(value));
}
