import { isByRule } from '../../domain/history/history-kind.ts';
import type { HistoryActor, HistoryRow, WebsiteFacts } from '../../domain/history/history-row.ts';
import type { Instant, StaffMember } from '../../domain/records.ts';
import {
  AUDIT_FACTS_EXTENSION,
  RULE_ID,
  WEBSITE_ID,
  WORKSTATION_ID,
} from '../history-vocabulary.ts';
import {
  AUDIT_ACTION_CODE,
  OPERATION_TAG,
  PARTICIPANT_TYPE,
  SUMMARY_EXTENSION,
  TRANSMITTER_TYPE,
} from '../audit-vocabulary.ts';
import {
  codeOf,
  extension,
  identifierValue,
  instant,
  object,
  objects,
  patientRef,
  staff,
  tagOf,
  text,
  type Json,
} from './reading.ts';

/** Types that history is kept in, with what they call their parts when searched. */
export const HISTORY_TYPES = [
  { type: 'Provenance', patient: 'target', time: 'recorded' },
  { type: 'AuditEvent', patient: 'entity', time: 'date' },
] as const;

/** Longer than any sentence of ours, and than the notes on all services together; what else is there is not shown. */
const LONGEST = 8000;
const ACTION = /^[a-z]+(?:-[a-z0-9]+){1,9}$/;
/** `AuditEvent.outcome` of what was done. */
const SUCCESS = '0';

/** Whether it is an entry of a history of ours; others may keep the same resource types on the same server. */
export function isOfHistory(resource: Json): boolean {
  return actionCode(resource) !== undefined;
}

/** When it happened: what a history is searched and ordered by. */
export function recordedAt({ recorded }: Json): Instant | undefined {
  return instant(recorded);
}

/** Whether it is about this patient. */
export function isAbout(resource: Json, ref: string): boolean {
  return concerned(resource).some((reference) => patientRef(reference) === ref);
}

/** An audit resource as an entry of the history; `undefined` where it makes no sense. */
export function resourceToHistory(resource: Json): HistoryRow | undefined {
  const action = actionCode(resource);
  const at = recordedAt(resource);
  if (action === undefined || at === undefined || !ACTION.test(action)) return undefined;
  const by = actor(resource, action);
  if (by === undefined) return undefined;
  const author = by.kind === 'staff' || by.kind === 'rule' ? by.staff : undefined;
  return {
    id: tagOf(resource, OPERATION_TAG) ?? `${String(resource.resourceType)}/${String(resource.id)}`,
    at,
    by,
    ...sentBy(resource, author),
    ...workstation(resource),
    action,
    outcome: isDone(resource) ? 'done' : 'refused',
    // Whoever writes as a website speaks by codes alone.
    ...(author === undefined ? facts(resource) : said(resource)),
  };
}

function actionCode({ resourceType, activity, subtype }: Json): string | undefined {
  return resourceType === 'AuditEvent'
    ? text(objects(subtype).find(({ system }) => system === AUDIT_ACTION_CODE)?.code)
    : codeOf(activity, AUDIT_ACTION_CODE);
}

function isDone({ resourceType, outcome }: Json): boolean {
  return resourceType !== 'AuditEvent' || outcome === SUCCESS;
}

function concerned({ resourceType, target, entity }: Json): readonly unknown[] {
  return resourceType === 'AuditEvent' ? objects(entity).map(({ what }) => what) : objects(target);
}

/** Who did it. Rows of before authors were told from senders name one person, without a type. */
function actor(resource: Json, action: string): HistoryActor | undefined {
  const agents = objects(resource.agent);
  const authors = agents.filter(({ type }) => codeOf(type, TRANSMITTER_TYPE) === undefined);
  const person = authors.map(({ who }) => staff(who)).find((each) => each !== undefined);
  if (person !== undefined) {
    const byRule = agents.some((agent) => holds(agent, RULE_ID));
    return { kind: isByRule(action, byRule) ? 'rule' : 'staff', staff: shortened(person) };
  }
  if (!agents.some((agent) => holds(agent, WEBSITE_ID))) return undefined;
  const isPatients = agents.some(
    ({ type, who }) => codeOf(type, PARTICIPANT_TYPE) === 'author' && patientRef(who) !== undefined,
  );
  return { kind: isPatients ? 'patient' : 'website' };
}

function holds({ who }: Json, system: string): boolean {
  return identifierValue(object(who).identifier, system) !== undefined;
}

function sentBy({ agent }: Json, author: StaffMember | undefined): Pick<HistoryRow, 'sentBy'> {
  const passedOn = objects(agent).find(({ type }) => codeOf(type, TRANSMITTER_TYPE) !== undefined);
  const sender = staff(passedOn?.who);
  if (author === undefined || sender === undefined || sender.id === author.id) return {};
  return { sentBy: shortened(sender) };
}

function workstation({ location, source }: Json): Pick<HistoryRow, 'workstation'> {
  const name =
    identifierValue(object(location).identifier, WORKSTATION_ID) ?? text(object(source).site);
  return name === undefined ? {} : { workstation: name.slice(0, 100) };
}

function said(resource: Json): Pick<HistoryRow, 'summary' | 'reason'> {
  const summary =
    text(extension(resource, SUMMARY_EXTENSION)?.valueString) ?? text(resource.outcomeDesc);
  const reason = text(objects(resource.reason)[0]?.text);
  return {
    ...(summary !== undefined && { summary: summary.slice(0, LONGEST) }),
    ...(reason !== undefined && { reason: reason.slice(0, LONGEST) }),
  };
}

function facts(resource: Json): Pick<HistoryRow, 'facts'> {
  const parts = extension(resource, AUDIT_FACTS_EXTENSION) ?? {};
  const tries = extension(parts, 'tries')?.valueInteger;
  const until = instant(extension(parts, 'until')?.valueInstant);
  const told: WebsiteFacts = {
    ...(typeof tries === 'number' && Number.isInteger(tries) && { tries }),
    ...(until !== undefined && { until }),
  };
  return Object.keys(told).length === 0 ? {} : { facts: told };
}

function shortened({ id, name }: StaffMember): StaffMember {
  return { id, name: name.slice(0, 200) };
}
