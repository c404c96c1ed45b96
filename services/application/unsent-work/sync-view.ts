import type { TaggedRecord } from '../../domain/records.ts';
import { OutboxState, type OutboxEntry, type UnsentTotals } from '../../ports/outbox.ts';
import { SyncPhase, type SyncState } from '../../ports/sync-control.ts';
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
  const attention = own.filter((entry) => entry.state !== OutboxState.waiting).length;
  if (attention > 0) {
    return {
      tone: 'bad',
      summary: `${changes(attention)} ${attention === 1 ? 'needs' : 'need'} your decision.`,
    };
  }
  const kept = keptHere(own.length);
  switch (state.phase) {
    case SyncPhase.offline:
      return {
        tone: 'warning',
        summary: `Offline: the shared record cannot be reached.${kept || ' What you see may be out of date.'}`,
      };
    case SyncPhase.unauthorised:
      return {
        tone: 'warning',
        summary: `The shared record did not accept your sign-in. Sign in again.${kept}`,
      };
    case SyncPhase.failing:
      return {
        tone: 'bad',
        summary: `${state.message ?? 'The shared record answers with errors.'} Trying again.${kept}`,
      };
    case SyncPhase.stopped:
    case SyncPhase.working:
    case SyncPhase.idle:
    case SyncPhase.otherTab:
      return own.length > 0 ? sending(own, staffId, kept) : settled(state);
  }
}

function keptHere(waiting: number): string {
  if (waiting === 0) return '';
  return ` ${changes(waiting)} ${waiting === 1 ? 'is' : 'are'} kept on this workstation and not shared yet.`;
}

function sending(own: readonly OutboxEntry[], staffId: string, kept: string): Summary {
  const absent = own.find(({ author }) => author.id !== staffId)?.author.name;
  return absent === undefined
    ? { tone: 'neutral', summary: `Sending to the shared record.${kept}` }
    : { tone: 'warning', summary: `Waiting for ${absent} to sign in here.${kept}` };
}

function settled(state: SyncState): Summary {
  const trouble = troubles(state);
  if (trouble !== '') return { tone: 'bad', summary: trouble };
  if (state.phase === SyncPhase.otherTab) {
    return { tone: 'neutral', summary: 'Kept in step by another window of this workstation.' };
  }
  return state.lastPulledAt === undefined
    ? { tone: 'neutral', summary: 'Asking the shared record for changes.' }
    : { tone: 'good', summary: 'Up to date with the shared record.' };
}

/** What a comparison with the server brought to light and nobody here can mend. */
function troubles({ missing = 0, unreadable = 0 }: SyncState): string {
  const gone =
    missing === 0
      ? ''
      : `The shared record has lost ${records(missing)} that this workstation holds.`;
  const odd = unreadable === 0 ? '' : `${records(unreadable)} of the shared record cannot be read.`;
  const both = [gone, odd].filter((sentence) => sentence !== '').join(' ');
  return both === '' ? '' : `${both} Tell your system administrator.`;
}

function records(count: number): string {
  return count === 1 ? '1 record' : `${count} records`;
}

function changes(count: number): string {
  return count === 1 ? '1 change' : `${count} changes`;
}

function workView(
  { entries, shown }: UnsentChange,
  state: SyncState,
  staffId: string,
): UnsentWorkView {
  const view = {
    workId: shown.changeId,
    description: shown.description,
    patientName: shown.patientName,
    authorName: shown.author.name,
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
  switch (entry.state) {
    case OutboxState.waiting:
      return waitingFor(entry, state, staffId);
    case OutboxState.parked:
      return `The shared record refused it: ${entry.reason ?? 'no reason given'}`;
    case OutboxState.conflict:
      return 'Somebody else changed the same thing. Compare, then choose which to keep.';
    case OutboxState.superseded:
      return (
        entry.reason ??
        'This patient’s account had been created elsewhere first. That account stands; letters printed here do not work.'
      );
  }
}

function waitingFor(entry: OutboxEntry, state: SyncState, staffId: string): string {
  if (entry.author.id !== staffId) {
    return `Waits until ${entry.author.name} signs in here again. If that will not happen, discard it and do it anew.`;
  }
  if (state.phase === SyncPhase.offline) return 'Waits for the network.';
  return entry.reason ?? 'Waits for its turn.';
}

const FIELD_LABEL: Readonly<Record<string, string>> = {
  status: 'Status',
  enabled: 'Enabled',
  enabledNotes: 'Notes',
  notes: 'Notes',
  state: 'Codes',
  expiresOn: 'Codes expire on',
  lockedAt: 'Locked',
  lockedUntil: 'Locked until',
  registeredAt: 'Registered',
  activatedAt: 'Activated',
  reason: 'Reason',
};

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
  return FIELD_LABEL[part] ?? part.charAt(0).toUpperCase() + part.slice(1).replaceAll('-', ' ');
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
