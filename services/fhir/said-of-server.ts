import type { ServerFinding } from '../domain/practice/server-findings.ts';
import { object, objects, text, type Json } from './mapping/reading.ts';

/** Types of the resources that records become. */
const TYPES = [
  'Person',
  'Task',
  'Consent',
  'QuestionnaireResponse',
  'DocumentReference',
  'Provenance',
  'AuditEvent',
];
/** Audit rows are created once and never changed. */
const CHANGED_TYPES = TYPES.filter((type) => type !== 'Provenance' && type !== 'AuditEvent');

/**
 * What a server says itself, by its CapabilityStatement, that it does not do. Of what it leaves out nothing is known:
 * the statement's parts are all optional (FHIR R4).
 */
export function saidOf(statement: Json): readonly ServerFinding[] {
  const rest = objects(statement.rest).find(({ mode }) => mode !== 'client');
  const offered = new Map(
    objects(object(rest).resource).map((each) => [text(each.type) ?? '', each]),
  );
  if (rest === undefined || offered.size === 0) return [];
  const says = (types: readonly string[], name: string, value: unknown): readonly string[] =>
    types.filter((type) => offered.get(type)?.[name] === value);
  const interactions = objects(rest.interaction).map(({ code }) => code);
  const missing = TYPES.filter((type) => !offered.has(type));
  const unconditional = says(TYPES, 'conditionalCreate', false);
  const unversioned = says(CHANGED_TYPES, 'versioning', 'no-version');
  return [
    ...(missing.length > 0 ? [{ code: 'types-not-offered', types: missing } as const] : []),
    ...(unconditional.length > 0
      ? [{ code: 'conditional-create-not-offered', types: unconditional } as const]
      : []),
    ...(unversioned.length > 0 ? [{ code: 'versions-not-kept', types: unversioned } as const] : []),
    ...(interactions.length > 0 && !interactions.includes('transaction')
      ? [{ code: 'no-transaction' } as const]
      : []),
  ];
}
