import type { Patient, Reference } from 'fhir/r4';
import { elementsOf, textOf } from './fhir-values.ts';

/** Logical ids of records that this one has replaced: earlier ones of the same patient. */
export function replacedRecords({ link }: Patient): readonly string[] {
  return elementsOf(link).flatMap(({ type, other }) => {
    // A record of others may have nothing there.
    const earlier = other as Reference | undefined;
    const reference = type === 'replaces' ? textOf(earlier?.reference) : undefined;
    const [, id] =
      /(?:^|\/)Patient\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/|$)/.exec(reference ?? '') ?? [];
    return id === undefined ? [] : [id];
  });
}
