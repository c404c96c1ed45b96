/**
 * Putting our parts into a resource on top of what is there: what is not ours stays as it was.
 */
import type { Coding, Extension, Identifier, Meta, Reference } from 'fhir/r4';
import type { StaffMember } from '../../domain/records.ts';
import { OPERATION_EXTENSION, PRACTICE_TAG, STAFF_ID } from '../vocabulary.ts';
import { listed } from './reading.ts';

/** An identifier of a system that is ours to replace. */
export interface OwnIdentifier extends Identifier {
  readonly system: string;
  readonly value: string;
}

/** Ours first, then those of other systems. */
export function withIdentifiers(
  existing: readonly Identifier[] | undefined,
  ours: readonly OwnIdentifier[],
): Identifier[] {
  const systems = new Set<string | undefined>(ours.map((each) => each.system));
  return [...ours, ...listed(existing).filter((each) => !systems.has(each.system))];
}

/**
 * Each extension of ours replaced, or removed when `undefined`, and the operation stamped; the others kept.
 */
export function withExtensions(
  existing: readonly Extension[] | undefined,
  operationId: string,
  ours: Readonly<Record<string, Omit<Extension, 'url'> | undefined>> = {},
): Extension[] {
  return replaceExtensions(existing, {
    ...ours,
    [OPERATION_EXTENSION]: { valueString: operationId },
  });
}

/** As {@link withExtensions}, for places that carry no operation; also for the parts of an extension. */
export function replaceExtensions(
  existing: readonly Extension[] | undefined,
  ours: Readonly<Record<string, Omit<Extension, 'url'> | undefined>>,
): Extension[] {
  const kept = listed(existing).filter(
    ({ url }) => typeof url !== 'string' || !Object.hasOwn(ours, url),
  );
  const written = Object.entries(ours).flatMap(([url, content]) =>
    content === undefined ? [] : [{ url, ...content }],
  );
  return [...kept, ...written];
}

/** Parts of the existing extension with this address. */
export function partsOf(
  existing: readonly Extension[] | undefined,
  url: string,
): readonly Extension[] | undefined {
  return listed(existing).find((each) => each.url === url)?.extension;
}

/** `meta` with the practice's tag. The server alone says version and time, so those are not sent. */
export function practiceMeta(existing: Meta | undefined, practiceId: string): Meta {
  const { versionId: _version, lastUpdated: _updated, ...kept } = existing ?? {};
  return { ...kept, tag: [practiceTag(practiceId), ...otherTags(existing)] };
}

function practiceTag(practiceId: string): Coding {
  return { system: PRACTICE_TAG, code: practiceId };
}

function otherTags(existing: Meta | undefined): Coding[] {
  return listed(existing?.tag).filter((tag) => tag.system !== PRACTICE_TAG);
}

/** A member of staff by identifier: the product keeps no Practitioner resources. */
export function staffReference(staff: StaffMember): Reference {
  return {
    type: 'Practitioner',
    identifier: { system: STAFF_ID, value: staff.id },
    display: staff.name,
  };
}

/** A patient by the logical id that host and server share. */
export function patientReference(patientRef: string): Reference {
  return { reference: `Patient/${patientRef}` };
}
