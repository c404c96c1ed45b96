import type { Extension } from 'fhir/r4';
import type { ChildSetup } from '../../domain/records.ts';
import { CHILD_EXTENSION } from '../vocabulary.ts';
import { extension, instant, oneOf, staff, text, type Json } from './reading.ts';
import { staffReference } from './writing.ts';

const GROUPS = { under11: 'under-11', under16: 'under-16' } as const;

/** Who asked, as an extension of the account; where nothing is known of it, what stands there is left as it is. */
export function childExtension(
  child: ChildSetup | undefined,
): Readonly<Record<string, Omit<Extension, 'url'>>> {
  if (child === undefined) return {};
  const { group, relation, askedBy, responsibility, competence, decidedBy, at } = child;
  const parts: readonly (Extension | undefined)[] = [
    { url: 'group', valueCode: group },
    { url: 'relation', valueCode: relation },
    askedBy === undefined ? undefined : { url: 'askedBy', valueString: askedBy },
    responsibility === undefined
      ? undefined
      : { url: 'responsibility', valueBoolean: responsibility },
    competence === undefined ? undefined : { url: 'competence', valueCode: competence },
    { url: 'decidedBy', valueReference: staffReference(decidedBy) },
    { url: 'at', valueInstant: at },
  ];
  return { [CHILD_EXTENSION]: { extension: parts.filter((part) => part !== undefined) } };
}

/** What makes no sense counts as not there: the rule goes by the date of birth. */
export function childIn(person: Json): { readonly child?: ChildSetup } {
  const held = extension(person, CHILD_EXTENSION);
  if (held === undefined) return {};
  const group = oneOf(GROUPS, extension(held, 'group')?.valueCode);
  const relation = text(extension(held, 'relation')?.valueCode);
  const decidedBy = staff(extension(held, 'decidedBy')?.valueReference);
  const at = instant(extension(held, 'at')?.valueInstant);
  if (group === undefined || relation === undefined || decidedBy === undefined || at === undefined)
    return {};
  const askedBy = text(extension(held, 'askedBy')?.valueString);
  const responsibility = extension(held, 'responsibility')?.valueBoolean;
  const isAssessed = extension(held, 'competence')?.valueCode === 'assessed';
  return {
    child: {
      group,
      relation,
      ...(askedBy !== undefined && { askedBy }),
      ...(typeof responsibility === 'boolean' && { responsibility }),
      ...(isAssessed && { competence: 'assessed' }),
      decidedBy,
      at,
    },
  };
}
