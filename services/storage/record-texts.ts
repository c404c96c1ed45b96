/** Which texts of a record are sealed, and how each is replaced. */
import type { OutboxEntry } from '../ports/outbox.ts';
import type { StaffNotice } from '../ports/staff-notice.ts';
import type { TextPlace } from '../ports/text-seals.ts';

/**
 * Properties of records that hold what somebody typed about a patient, or a mark of it. Everything else is needed by an index or for the
 * exchange, or says nothing of a person but who of the staff it was.
 */
const TEXTS: ReadonlySet<string> = new Set([
  'enabledNotes',
  'notes',
  'freetext',
  'reason',
  'reasonCode',
  'summary',
  'considered',
  'askedBy',
  'relation',
  'madeFor',
  'offered',
]);

/** Where a resource of the server's is bound that says more than its record. */
export const RESOURCE = 'resource';

/** Another text in a text's place. */
export type TextChange = (text: string, place: TextPlace) => Promise<string>;

interface Leaf {
  readonly text: string;
  readonly place: TextPlace;
}

/** The record with its texts changed, all at once; the same object where it has none. */
export async function withTexts<B extends { readonly id: string }>(
  body: B,
  change: TextChange,
): Promise<B> {
  const leaves = textsOf(body);
  if (leaves.length === 0) return body;
  const changed = await Promise.all(leaves.map(({ text, place }) => change(text, place)));
  const texts = new Map(leaves.map(({ place }, index) => [String(place), changed[index] ?? '']));
  return replaced(body, [body.id], texts) as B;
}

/** The entry with every text of it changed. Names and descriptions are bound to the patient, or to the audit row. */
export async function withEntryTexts<E extends Omit<OutboxEntry, 'sequence'>>(
  entry: E,
  change: TextChange,
): Promise<E> {
  const { before, after, theirs, patientName, description, patientRef, kind, recordId } = entry;
  const ofWhom = patientRef ?? '';
  const described = kind === 'audit' ? [recordId, 'summary'] : [ofWhom, 'description'];
  const filled: TextChange = async (text, place) => (text === '' ? text : change(text, place));
  const [name, said, body, was, other] = await Promise.all([
    filled(patientName, [ofWhom, 'name']),
    filled(description, described),
    withTexts(after.body, change),
    before && withTexts(before, change),
    theirs && withTexts(theirs, change),
  ]);
  return {
    ...entry,
    patientName: name,
    description: said,
    after: { ...after, body },
    ...(was && { before: was }),
    ...(other && { theirs: other }),
  };
}

/**
 * The notice with every text of it changed: name and description as of the patient's work, the reason as of its audit
 * row.
 */
export async function withNoticeTexts(
  notice: StaffNotice,
  change: TextChange,
): Promise<StaffNotice> {
  const ofWhom = notice.patientRef ?? '';
  const [patientName, description, reason] = await Promise.all([
    change(notice.patientName, [ofWhom, 'name']),
    change(notice.description, [ofWhom, 'description']),
    change(notice.reason, [notice.auditId, 'reason']),
  ]);
  return { ...notice, patientName, description, reason };
}

/** The texts of a record that are not empty, each with its place. */
function textsOf(body: { readonly id: string }): readonly Leaf[] {
  return leavesBelow(body, [body.id]);
}

function leavesBelow(value: unknown, place: TextPlace): readonly Leaf[] {
  if (!isGroup(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (typeof inner !== 'string')
      return isGroup(inner) ? leavesBelow(inner, [...place, name]) : [];
    return TEXTS.has(name) && inner !== '' ? [{ text: inner, place: [...place, name] }] : [];
  });
}

function replaced(value: object, place: TextPlace, texts: ReadonlyMap<string, string>): object {
  const parts = Object.entries(value).map(([name, inner]: [string, unknown]) => {
    const at = [...place, name];
    return [name, isGroup(inner) ? replaced(inner, at, texts) : (texts.get(String(at)) ?? inner)];
  });
  return Object.fromEntries(parts) as object;
}

function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
