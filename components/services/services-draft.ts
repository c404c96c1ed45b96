import {
  isSealedText,
  type ReadyTabView,
  type ServiceTick,
  type ServiceView,
} from '../../services/application/views.ts';

/** One row as it is to be shown: the record with the person's own edits on top. */
export interface DraftRow extends ServiceView {
  /** Edited here and not saved yet. */
  readonly edited: boolean;
  /** Why it is to be off, as chosen so far; only where it is being switched off. */
  readonly reason?: string;
  /** What was decided here about a view of the record. */
  readonly decision?: ServiceTick['decision'];
  /** What the record says now, when somebody else changed it after the person began editing this row. */
  readonly elsewhere?: { readonly enabled: boolean; readonly notes: string };
}

interface Edit {
  readonly enabled: boolean;
  readonly notes: string;
  /** Why it is to be off; empty until one is chosen. */
  readonly reason: string;
  /** Of a view of the record; gone with the next change of the tick. */
  readonly decision: ServiceTick['decision'];
  /** The record when editing of this row began. */
  readonly before: { readonly enabled: boolean; readonly notes: string };
}

/**
 * Ticks and notes being edited for one patient, held apart from the record so that news of the record never wipes out
 * what was typed. A row edited back to what the record says is no edit.
 */
export class ServicesDraft {
  readonly #edits = new Map<ServiceTick['name'], Edit>();

  /** Puts an edit on top of the record's row. */
  edit(row: ServiceView, change: Partial<Omit<ServiceTick, 'name'>>): void {
    const held = this.#editOf(row);
    const before = held?.before ?? { enabled: row.enabled, notes: row.notes };
    this.#edits.set(row.name, {
      enabled: change.enabled ?? held?.enabled ?? row.enabled,
      notes: change.notes ?? notesWith(change.enabled, held?.notes ?? row.notes, before),
      reason: change.reason ?? held?.reason ?? '',
      decision: change.decision ?? (change.enabled === undefined ? held?.decision : undefined),
      before,
    });
  }

  /** The rows to show, in the record's order. */
  rows(record: readonly ServiceView[]): readonly DraftRow[] {
    return record.map((row) => {
      const edit = this.#editOf(row);
      const isNone = edit === undefined || (edit.decision === undefined && same(edit, row));
      if (isNone) return { ...row, edited: false };
      const { enabled, notes, reason, decision } = edit;
      const isSwitchedOff = row.enabled && !enabled;
      const shown = {
        ...row,
        enabled,
        notes,
        edited: true,
        ...(isSwitchedOff && { reason }),
        ...(decision && { decision }),
      };
      return same(edit.before, row)
        ? shown
        : { ...shown, elsewhere: { enabled: row.enabled, notes: row.notes } };
    });
  }

  /** Whether anything differs from the record. */
  changed(record: readonly ServiceView[]): boolean {
    return this.rows(record).some(({ edited }) => edited);
  }

  /** What was sent is saved: its edits go. What was edited meanwhile stays, as an edit of what was sent. */
  saved(sent: readonly ServiceTick[]): void {
    for (const tick of sent) {
      const edit = this.#edits.get(tick.name);
      if (edit === undefined) continue;
      if (same(edit, tick)) this.#edits.delete(tick.name);
      else this.#edits.set(tick.name, { ...edit, before: tick });
    }
  }

  /** Forgets all edits: they were given up. */
  clear(): void {
    this.#edits.clear();
  }

  #editOf(row: ServiceView): Edit | undefined {
    const edit = this.#edits.get(row.name);
    if (edit === undefined || !canBeReadNow(edit, row)) return edit;
    const notes = isSealedText(edit.notes) ? row.notes : edit.notes;
    const read = { ...edit, notes, before: { ...edit.before, notes: row.notes } };
    this.#edits.set(row.name, read);
    return read;
  }
}

/**
 * Whether the notes were sealed when editing began and can be read by now. Where others were typed in their place, that stays
 * an edit of what nobody could read: the row tells what stands there.
 */
function canBeReadNow({ notes, before }: Edit, row: Tick): boolean {
  const isTyped = notes !== before.notes && notes !== '';
  return isSealedText(before.notes) && !isSealedText(row.notes) && !isTyped;
}

/**
 * Notes that go with a tick. One says why a service is off, so it goes when the service is switched on again, and comes back
 * when it is not after all; what was typed meanwhile stays.
 */
function notesWith(enabled: boolean | undefined, notes: string, before: Edit['before']): string {
  const isTyped = notes !== before.notes && notes !== '';
  if (enabled === undefined || before.enabled || isTyped) return notes;
  return enabled ? '' : before.notes;
}

/** Views of the record that are ticked and were not decided about. */
export function undecided(
  rows: readonly DraftRow[],
  record: readonly ServiceView[],
): readonly DraftRow[] {
  return rows.filter(
    ({ name, showsRecord, enabled, decision }) =>
      showsRecord === true &&
      enabled &&
      decision === undefined &&
      record.find((row) => row.name === name)?.enabled !== true,
  );
}

/** Whether it is asked why a service is switched off: what a new account never had is nothing to give reasons for. */
export function asksReason({ account }: ReadyTabView, name: ServiceView['name']): boolean {
  return account !== undefined || name === 'global';
}

type Tick = Pick<ServiceTick, 'enabled' | 'notes'>;

function same(a: Tick, b: Tick): boolean {
  return a.enabled === b.enabled && a.notes === b.notes;
}
