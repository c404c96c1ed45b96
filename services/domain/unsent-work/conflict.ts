/**
 * Three-way comparison of plain data: what somebody changed here, against what others changed meanwhile. Knows nothing
 * of accounts: objects are compared property by property, everything else (lists too) as one value.
 */
import { isGroup, namesIn, own, samePlainData, type Group } from './plain-data.ts';

/** One property that both sides changed, to different values. `undefined` = not there. */
export interface Difference {
  /** Names from the top of the record down, e.g. `['services', 'repeats', 'notes']`. */
  readonly path: readonly string[];
  readonly before: unknown;
  readonly ours: unknown;
  readonly theirs: unknown;
}

/** Our change on top of theirs, or the properties a person must decide on. */
export type Rebased<T> =
  | { readonly ok: true; readonly after: T }
  | { readonly ok: false; readonly differences: readonly Difference[] };

/**
 * Puts the change `before` -> `after` on top of `theirs`, which grew from `before` too. The same change made on both
 * sides is no conflict. Removing a group of properties in which the other side changed something is one.
 */
export function rebase<T extends object>(before: T | undefined, after: T, theirs: T): Rebased<T> {
  const differences: Difference[] = [];
  const merged = merge({ path: [], before, ours: after, theirs }, differences);
  return differences.length > 0 ? { ok: false, differences } : { ok: true, after: merged as T };
}

/** As {@link rebase}, but where both sides changed a property ours wins: what "keep ours" means. */
export function oursOverTheirs<T extends object>(before: T | undefined, after: T, theirs: T): T {
  return merge({ path: [], before, ours: after, theirs }, []) as T;
}

/** Merges one place; adds to `differences` where ours had to win. */
function merge(place: Difference, differences: Difference[]): unknown {
  const { before, ours, theirs } = place;
  if (samePlainData(before, ours)) return theirs;
  if (samePlainData(before, theirs) || samePlainData(ours, theirs)) return ours;
  if (isGroup(ours) && isGroup(theirs) && (before === undefined || isGroup(before))) {
    return mergeGroups(place, { before: before ?? {}, ours, theirs }, differences);
  }
  differences.push(place);
  return ours;
}

function mergeGroups(
  place: Difference,
  groups: { readonly before: Group; readonly ours: Group; readonly theirs: Group },
  differences: Difference[],
): Group {
  const { before, ours, theirs } = groups;
  const merged = namesIn(theirs, ours).map((name) => {
    const inner = {
      path: [...place.path, name],
      before: own(before, name),
      ours: own(ours, name),
      theirs: own(theirs, name),
    };
    return [name, merge(inner, differences)] as const;
  });
  return Object.fromEntries(merged.filter(([, value]) => value !== undefined));
}
