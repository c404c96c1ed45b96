import type { TaggedRecord } from '../../domain/records.ts';
import { OutboxState, type OutboxEntry } from '../../ports/outbox.ts';
import { SyncPhase, type SyncState } from '../../ports/sync-control.ts';
import { visibleText, words } from '../../words/words.ts';
import { sentenceIfKnown } from '../commands/refusal.ts';
import type { UnsentWorkView } from '../views.ts';
import type { UnsentChange } from './unsent-changes.ts';

/** Unsent work in plain words: what each change is, what is the matter with it and, on a conflict, what differs. */
export type WorkViews = (
  changes: readonly UnsentChange[],
  state: SyncState,
  staffId: string,
) => readonly UnsentWorkView[];

export const workViews: WorkViews = (changes, state, staffId) =>
  changes.map((change) => workView(change, state, staffId));

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
  const said = words('workList').explanation;
  switch (entry.state) {
    case OutboxState.waiting:
      return waitingFor(entry, state, staffId);
    case OutboxState.parked:
      return said.parked(sentenceFor(entry));
    case OutboxState.conflict:
      return said.conflict;
    case OutboxState.superseded:
      return said.superseded;
  }
}

function waitingFor(entry: OutboxEntry, state: SyncState, staffId: string): string {
  const said = words('workList').explanation;
  if (entry.author.id !== staffId) return said.waitsForAuthor(visibleText(entry.author.name));
  if (state.phase === SyncPhase.offline) return said.waitsForNetwork;
  return sentenceFor(entry) ?? said.waitsForTurn;
}

function sentenceFor({ reason }: OutboxEntry): string | undefined {
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
  const labels: Readonly<Record<string, string>> = words('workList').fields;
  return labels[part] ?? part.charAt(0).toUpperCase() + part.slice(1).replaceAll('-', ' ');
}

function shown(value: unknown): string {
  const { nothing, yes, no } = words('workList').values;
  if (value === undefined) return nothing;
  if (typeof value === 'boolean') return value ? yes : no;
  return visibleText(typeof value === 'string' ? value : JSON.stringify(value));
}
