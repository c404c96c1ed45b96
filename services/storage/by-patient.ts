/** Rows or entries, patient by patient, each group in the order they came. */
export function byPatient<T extends { readonly patientRef?: string }>(
  all: readonly T[],
): ReadonlyMap<string | undefined, readonly T[]> {
  const groups = new Map<string | undefined, T[]>();
  for (const one of all) {
    const group = groups.get(one.patientRef);
    if (group === undefined) groups.set(one.patientRef, [one]);
    else group.push(one);
  }
  return groups;
}
