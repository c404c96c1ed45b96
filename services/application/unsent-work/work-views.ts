import type { Disabling, TaggedRecord } from '../../domain/records.ts';
import { permissionsLacking, undoesSomebodysSafety } from '../../domain/unsent-work/deciding.ts';
import { disablingsIn } from '../../domain/unsent-work/disable-wins.ts';
import { OutboxState, type OutboxEntry } from '../../ports/outbox.ts';
import type { StaffSession } from '../../ports/practice-host.ts';
import type { StaffNotice } from '../../ports/staff-notice.ts';
import { SyncPhase, type SyncState } from '../../ports/sync-control.ts';
import { visibleText, words } from '../../words/words.ts';
import { sentenceIfKnown, sentenceOf } from '../commands/refusal.ts';
import { reasonLabel } from '../services/disabling-views.ts';
import { shownText } from '../shown-text.ts';
import type { NoticeView, SyncView, UnsentWorkView } from '../views.ts';
import { isUndecided, type UnsentChange } from './unsent-changes.ts';

/** What there is to tell of unsent work. */
export interface WorkFacts {
  readonly changes: readonly UnsentChange[];
  readonly notices: readonly StaffNotice[];
  readonly state: SyncState;
  readonly session: StaffSession;
}

/**
 * Unsent work in plain words: what each change is, what is the matter with it, who may decide about it and, on a
 * conflict, what differs; and what was done with work of who is signed in.
 */
export type WorkViews = (facts: WorkFacts) => Pick<SyncView, 'work' | 'notices'>;

export const workViews: WorkViews = ({ changes, notices, state, session }) => ({
  work: changes.map((change) => workView(change, state, session)),
  notices: notices.map(noticeView),
});

function noticeView(notice: StaffNotice): NoticeView {
  const { id, description, patientName, by, reason, at, doneAt } = notice;
  const text = words('workList').notice.told({
    description: shownText(description),
    patientName: shownText(patientName),
    byName: visibleText(by.name),
    reason: shownText(reason),
    ...{ at, doneAt },
  });
  return { noticeId: id, text };
}

function workView(
  { entries, shown }: UnsentChange,
  state: SyncState,
  { staff, permissions }: StaffSession,
): UnsentWorkView {
  const lacking = permissionsLacking(entries, permissions);
  const view: UnsentWorkView = {
    workId: shown.changeId,
    description: shownText(shown.description),
    patientName: shownText(shown.patientName),
    authorName: visibleText(shown.author.name),
    at: shown.at,
    state: shown.state,
    waitsForAuthor: shown.state === OutboxState.waiting && shown.author.id !== staff.id,
    explanation: explanation(shown, state, staff.id),
    ...(lacking.length > 0 && {
      refused: sentenceOf({ code: 'work-takes-permission', permissions: lacking }),
    }),
    ...(shown.kind === 'audit' && { stays: true }),
    ...(undoesSomebodysSafety(entries.filter(isUndecided), staff.id) && { takesReason: true }),
  };
  if (shown.state !== OutboxState.conflict) return view;
  const versions = entries.flatMap(({ after, theirs }) =>
    theirs === undefined ? [] : differences(after.body, theirs),
  );
  const seen = disablingsIn(entries.filter(isConflict).flatMap(({ theirs }) => theirs ?? []));
  return { ...view, differences: versions, seen };
}

function isConflict({ state }: OutboxEntry): boolean {
  return state === OutboxState.conflict;
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
      return entry.before === undefined
        ? said.superseded(makerOf(entry))
        : said.resetElsewhere(resetBy(entry));
  }
}

/** Which other system made the account that stands. */
function makerOf({ theirs }: OutboxEntry): string | undefined {
  const origin = theirs !== undefined && 'accountId' in theirs ? theirs.origin : undefined;
  return origin?.name && visibleText(origin.name);
}

/** Who reset the account that was reset here too. */
function resetBy({ theirs }: OutboxEntry): string | undefined {
  const by = theirs !== undefined && 'accountId' in theirs ? theirs.resetBy : undefined;
  return by && visibleText(by.name);
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
const UNSHOWN = new Set([
  'sealedCodes',
  'verifiers',
  'usernameVerifier',
  'id',
  'resetId',
  'considered',
]);

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
    if (key === 'disabling') {
      // Of an act of switching off, why is what people can judge.
      found.set(`${prefix}${key}`, reasonLabel(part as Disabling));
    } else if (typeof part === 'object' && part !== null) {
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
  return shownText(typeof value === 'string' ? value : JSON.stringify(value));
}
