/** Plain data: objects are looked at property by property, everything else as one value. */
export type Group = Readonly<Record<string, unknown>>;

/** Whether two pieces of plain data say the same. A property that is `undefined` counts as absent. */
export function samePlainData(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (Array.isArray(one) || Array.isArray(other)) {
    if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
    const others: readonly unknown[] = other;
    return one.every((item: unknown, index) => samePlainData(item, others[index]));
  }
  if (!isGroup(one) || !isGroup(other)) return false;
  return namesIn(one, other).every((name) => samePlainData(own(one, name), own(other, name)));
}

/** Names of all properties of the groups, each once. */
export function namesIn(...groups: readonly Group[]): readonly string[] {
  return [...new Set(groups.flatMap((group) => Object.keys(group)))];
}

/** Own properties only: data may hold a property named like one every object inherits. */
export function own(group: Group, name: string): unknown {
  return Object.hasOwn(group, name) ? group[name] : undefined;
}

export function isGroup(value: unknown): value is Group {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
