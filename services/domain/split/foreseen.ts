/** What a look said of a patient who would be moved, for comparing it with what came of it. */

/** Of who is handed over, what {@link noticesOf} tells; of who is taken in, whether they have an account here, and let nobody in. */
export const FORESEEN = ['disabled', 'codes-unused', 'restricted', 'child', 'has-account'] as const;
export type Foreseen = (typeof FORESEEN)[number];

/** What was so when it was done and had not been when somebody looked, and the other way round. */
export interface SinceTheLook {
  readonly new: readonly Foreseen[];
  readonly gone: readonly Foreseen[];
}

/** `undefined`: it came as it was looked at. */
export function sinceTheLook(
  looked: readonly Foreseen[],
  now: readonly Foreseen[],
): SinceTheLook | undefined {
  const since = {
    new: now.filter((each) => !looked.includes(each)),
    gone: looked.filter((each) => !now.includes(each)),
  };
  return since.new.length + since.gone.length === 0 ? undefined : since;
}
