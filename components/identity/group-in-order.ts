/** Puts neighbours and strays of one group together; groups and members keep the order of their first appearance. */
export function groupInOrder<T>(
  items: readonly T[],
  groupOf: (item: T) => string,
): readonly (readonly [group: string, items: readonly T[]])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groupOf(item);
    groups.set(group, [...(groups.get(group) ?? []), item]);
  }
  return [...groups];
}
