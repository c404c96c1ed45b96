import {
  settingsFrom,
  valuesOf,
  type SomeSettings,
} from '../../services/application/practice/settings-form.ts';
import type { PracticeSettings } from '../view-types.ts';

interface Edit {
  /** As typed: numbers stay text until they are saved, so that nothing typed is lost or guessed at. */
  readonly typed: unknown;
  /** What stood there when editing of this setting began. */
  readonly seen: unknown;
  /** Its author has been told what somebody else has changed it to. */
  readonly isTold?: true;
}

/** What is typed on the page and not saved yet, by names of settings; a service's is `services.<name>`. */
export type SettingsDraft = ReadonlyMap<string, Edit>;

/** Every setting as it holds, by its name. */
export type HeldValues = ReadonlyMap<string, unknown>;

export function heldValues(settings: PracticeSettings): HeldValues {
  const { activated, siteUrl, pollIntervalSeconds } = settings;
  return new Map<string, unknown>(
    Object.entries({ ...valuesOf(settings), activated, siteUrl, pollIntervalSeconds }),
  );
}

/** The draft with one more edit. */
export function withEdit(
  draft: SettingsDraft,
  held: HeldValues,
  name: string,
  typed: unknown,
): SettingsDraft {
  const before = draft.get(name);
  return new Map([...draft, [name, { seen: held.get(name), ...before, typed }]]);
}

/** What stands in a field: as typed, else as it holds. */
export function standing(draft: SettingsDraft, held: HeldValues, name: string): unknown {
  const edit = draft.get(name);
  return edit === undefined ? asTyped(held.get(name)) : edit.typed;
}

/** Whether a field holds anything else than is saved. */
export function isEdited(draft: SettingsDraft, held: HeldValues, name: string): boolean {
  return draft.has(name) && !same(standing(draft, held, name), asTyped(held.get(name)));
}

/** Whether somebody has changed to something else what is being edited here. */
export function isOvertaken(draft: SettingsDraft, held: HeldValues, name: string): boolean {
  return isEdited(draft, held, name) && !same(draft.get(name)?.seen, held.get(name));
}

/** Names of all that is edited. */
export function editedIn(draft: SettingsDraft, held: HeldValues): readonly string[] {
  return [...draft.keys()].filter((name) => isEdited(draft, held, name));
}

/** What is edited, as it is saved: with what was seen when it was begun or, where that has been told, what holds now. */
export function asInput(
  draft: SettingsDraft,
  held: HeldValues,
): SomeSettings & { readonly seen: SomeSettings } {
  const edited = [...draft].filter(([name]) => isEdited(draft, held, name));
  const values = edited.map(([name, { typed }]) => [name, asSaved(typed, held.get(name))] as const);
  const seen = edited.map(
    ([name, edit]) => [name, edit.isTold === true ? held.get(name) : edit.seen] as const,
  );
  return { ...settingsFrom(new Map(values)), seen: settingsFrom(new Map(seen)) };
}

/** The draft once its author has been told what one setting was changed to. */
export function whenTold(draft: SettingsDraft, name: string): SettingsDraft {
  const edit = draft.get(name);
  return edit === undefined ? draft : new Map([...draft, [name, { ...edit, isTold: true }]]);
}

/** What was edited while the draft that was sent was being saved. */
export function editedSince(sent: SettingsDraft, now: SettingsDraft): SettingsDraft {
  return new Map([...now].filter(([name, { typed }]) => !same(typed, sent.get(name)?.typed)));
}

function asTyped(value: unknown): unknown {
  return typeof value === 'number' ? String(value) : value;
}

/** What is not a number goes on as NaN, so that the rule it breaks is the domain's own and has its own words. */
function asSaved(typed: unknown, held: unknown): unknown {
  if (typeof held !== 'number' || typeof typed !== 'string') return typed;
  return typed.trim() === '' ? Number.NaN : Number(typed);
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
