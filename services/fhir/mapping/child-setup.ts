import type { ChildSetup } from '../../domain/records.ts';
import { CHILD_EXTENSION } from '../vocabulary.ts';
import { partsExtension, readParts } from './parts.ts';
import { extension, oneOf, type Json } from './reading.ts';

const GROUPS = { under11: 'under-11', under16: 'under-16' } as const;
const CHILD = {
  group: 'code',
  relation: 'code',
  askedBy: 'string?',
  responsibility: 'flag?',
  competence: 'code?',
  decidedBy: 'staff',
  at: 'instant',
} as const;

/** Who asked, as an extension of the account; where nothing is known of it, what stands there is left as it is. */
export function childExtension(child: ChildSetup | undefined): {
  readonly [CHILD_EXTENSION]?: ReturnType<typeof partsExtension>;
} {
  return child === undefined ? {} : { [CHILD_EXTENSION]: partsExtension(CHILD, child) };
}

/** What makes no sense counts as not there: the rule goes by the date of birth. */
export function childIn(person: Json): { readonly child?: ChildSetup } {
  const held = readParts(CHILD, extension(person, CHILD_EXTENSION));
  const group = oneOf(GROUPS, held?.group);
  if (held === undefined || group === undefined) return {};
  const { competence, ...rest } = held;
  return { child: { ...rest, group, ...(competence === 'assessed' && { competence }) } };
}
