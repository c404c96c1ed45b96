import type { Bundle, FhirResource, Patient } from 'fhir/r4';
import { PRACTICE_TAG } from '../../services/fhir/vocabulary.ts';
import { SITE_CODE } from '../patient-site/site-system.ts';
import { DEMONSTRATION_PATIENT } from '../reference-host/record/demonstration-patient.ts';
import { PRACTICES } from '../reference-host/server/practices.ts';
import { reasonIn, resourceIn } from './fhir-answer.ts';
import { type OutsideAnswer, OutsideFailure, type OutsideRecord } from './outside-record.ts';
import { askPatiently } from './patience.ts';

const OF_OUR_PRACTICES = {
  _tag: PRACTICES.map(({ id }) => `${PRACTICE_TAG}|${id}`).join(','),
};

/** What refers to others comes before what it refers to: servers do not let go of what is referred to. */
const IN_ORDER: readonly (readonly [type: string, condition: Readonly<Record<string, string>>])[] =
  [
    ...[
      'AuditEvent',
      'Provenance',
      'DocumentReference',
      'Task',
      'Consent',
      'QuestionnaireResponse',
    ].map((type) => [type, OF_OUR_PRACTICES] as const),
    ['Basic', { code: `${SITE_CODE}|` }],
    ['Person', OF_OUR_PRACTICES],
    ['Patient', { identifier: `${DEMONSTRATION_PATIENT}|` }],
  ];

const MOST_ROUNDS = 200;
const AT_A_TIME = 8;

/**
 * Deletes all that the demonstration ever wrote on a server of others, and nothing else: for tests, each of which
 * begins with nothing.
 * @throws {OutsideFailure} when the server does not delete.
 */
export async function removeEarlier(record: OutsideRecord): Promise<void> {
  for (const [type, condition] of IN_ORDER) {
    for (let rounds = 1; ; rounds += 1) {
      const found = await search(record, type, condition);
      if (found.length === 0) break;
      if (rounds > MOST_ROUNDS) {
        throw new OutsideFailure(502, `The FHIR server finds each ${type} again that it deleted.`);
      }
      for (const resource of found) await unlink(record, resource);
      const refusals: string[] = [];
      for (let first = 0; first < found.length; first += AT_A_TIME) {
        const some = found.slice(first, first + AT_A_TIME);
        const said = await Promise.all(some.map((resource) => remove(record, resource)));
        refusals.push(...said.filter((one) => one !== undefined));
      }
      // A patient to whom one of a later page refers goes once that one has been met.
      if (refusals.length === found.length) throw new OutsideFailure(502, refusals[0] ?? '');
    }
  }
}

async function search(
  record: OutsideRecord,
  type: string,
  condition: Readonly<Record<string, string>>,
): Promise<readonly FhirResource[]> {
  const parameters = new URLSearchParams({ ...condition, _count: '1000' });
  const answer = await askPatiently(record, {
    method: 'GET',
    path: `/${type}?${parameters.toString()}`,
    headers: { 'cache-control': 'no-cache' },
  });
  const bundle = resourceIn(answer) as Bundle<FhirResource> | undefined;
  if (answer.status !== 200 || bundle?.resourceType !== 'Bundle') {
    const reason = reasonIn(answer) ?? `status ${answer.status}`;
    throw new OutsideFailure(502, `What earlier tests left cannot be found (${type}: ${reason}).`);
  }
  return (bundle.entry ?? []).flatMap(({ resource }) =>
    resource?.resourceType === type ? [resource] : [],
  );
}

/** Patients refer to one another in a circle. */
async function unlink(record: OutsideRecord, resource: FhirResource): Promise<void> {
  if (resource.resourceType !== 'Patient' || resource.link === undefined) return;
  const { link: _link, ...rest }: Patient = resource;
  const place = `Patient/${resource.id ?? ''}`;
  const answer = await askPatiently(record, {
    method: 'PUT',
    path: `/${place}`,
    headers: { 'content-type': 'application/fhir+json' },
    body: JSON.stringify(rest),
  });
  if (answer.status >= 300) throw new OutsideFailure(502, notEmptied('change', place, answer));
}

/** @returns why it is still there, where it is. */
async function remove(
  record: OutsideRecord,
  { resourceType, id }: FhirResource,
): Promise<string | undefined> {
  const place = `${resourceType}/${id ?? ''}`;
  const answer = await askPatiently(record, { method: 'DELETE', path: `/${place}` });
  const isGone = answer.status < 300 || [404, 410].includes(answer.status);
  return isGone ? undefined : notEmptied('delete', place, answer);
}

function notEmptied(act: 'change' | 'delete', place: string, answer: OutsideAnswer): string {
  const why = `status ${answer.status}: ${reasonIn(answer) ?? 'no reason given'}`;
  return `The FHIR server does not ${act} ${place}, so the tests cannot begin with nothing (${why}).`;
}
