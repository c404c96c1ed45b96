import type { Basic, Bundle, Coding, FhirResource, Meta, Patient } from 'fhir/r4';
import { PRACTICE_TAG } from '../../services/fhir/vocabulary.ts';
import { SITE_CODE } from '../patient-site/site-system.ts';
import {
  DEMONSTRATION_PATIENT,
  isOfDemonstration,
} from '../reference-host/record/demonstration-patient.ts';
import { PRACTICES } from '../reference-host/server/practices.ts';
import { reasonIn, resourceIn } from './fhir-answer.ts';
import { type OutsideAnswer, OutsideFailure, type OutsideRecord } from './outside-record.ts';
import { askPatiently } from './patience.ts';

/** One type of resource that the demonstration writes: how it is searched for, and what each must say of itself. */
interface Written {
  readonly type: string;
  readonly condition: Readonly<Record<string, string>>;
  readonly isOurs: (resource: Said) => boolean;
}

/** Of a resource, what tells whose it is. */
type Said = FhirResource & { readonly meta?: Meta };

const OF_OUR_PRACTICES = {
  condition: { _tag: PRACTICES.map(({ id }) => `${PRACTICE_TAG}|${id}`).join(',') },
  isOurs: ({ meta }: Said) => (meta?.tag ?? []).some(isOfOurPractices),
};

/** What refers to others comes before what it refers to: servers do not let go of what is referred to. */
const IN_ORDER: readonly Written[] = [
  ...[
    'AuditEvent',
    'Provenance',
    'DocumentReference',
    'Task',
    'Consent',
    'QuestionnaireResponse',
  ].map((type) => ({ type, ...OF_OUR_PRACTICES })),
  {
    type: 'Basic',
    condition: { code: `${SITE_CODE}|` },
    isOurs: (resource) => resource.resourceType === 'Basic' && isOfSite(resource),
  },
  { type: 'Person', ...OF_OUR_PRACTICES },
  {
    type: 'Patient',
    condition: { identifier: `${DEMONSTRATION_PATIENT}|` },
    isOurs: (resource) => resource.resourceType === 'Patient' && isOfDemonstration(resource),
  },
];

const MOST_ROUNDS = 200;
const AT_A_TIME = 8;

/**
 * Deletes all that the demonstration ever wrote on a server of others, and nothing else: for tests, each of which
 * begins with nothing. Servers may pass over a condition that they do not know and give everybody's, so that each
 * resource has to say itself that it is the demonstration's; where one does not, nothing is deleted.
 * @throws {OutsideFailure} when the server does not delete, or finds what is not the demonstration's.
 */
export async function removeEarlier(record: OutsideRecord): Promise<void> {
  for (const written of IN_ORDER) await search(record, written);
  for (const written of IN_ORDER) {
    for (let rounds = 1; ; rounds += 1) {
      const found = await search(record, written);
      if (found.length === 0) break;
      if (rounds > MOST_ROUNDS) {
        const each = `each ${written.type} again that it deleted`;
        throw new OutsideFailure(502, `The FHIR server finds ${each}.`);
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
  { type, condition, isOurs }: Written,
): Promise<readonly Said[]> {
  const parameters = new URLSearchParams({ ...condition, _count: '1000' });
  const answer = await askPatiently(record, {
    method: 'GET',
    path: `/${type}?${parameters.toString()}`,
    headers: { 'cache-control': 'no-cache' },
  });
  const bundle = resourceIn(answer) as Bundle<Said> | undefined;
  if (answer.status !== 200 || bundle?.resourceType !== 'Bundle') {
    const reason = reasonIn(answer) ?? `status ${answer.status}`;
    throw new OutsideFailure(502, `What earlier tests left cannot be found (${type}: ${reason}).`);
  }
  const found = (bundle.entry ?? []).flatMap(({ resource }) =>
    resource?.resourceType === type ? [resource] : [],
  );
  if (found.every((resource) => Boolean(resource.id) && isOurs(resource))) return found;
  const others = `a ${type} that is not the demonstration’s`;
  throw new OutsideFailure(
    502,
    `The FHIR server finds ${others} (it does not heed ${Object.keys(condition).join()}), so ` +
      'nothing more is deleted there and the tests cannot begin with nothing.',
  );
}

function isOfOurPractices({ system, code }: Coding): boolean {
  return system === PRACTICE_TAG && PRACTICES.some(({ id }) => id === code);
}

function isOfSite({ code }: Basic): boolean {
  return (code.coding ?? []).some(({ system }) => system === SITE_CODE);
}

/** Patients refer to one another in a circle. */
async function unlink(record: OutsideRecord, resource: FhirResource): Promise<void> {
  if (resource.resourceType !== 'Patient' || resource.link === undefined) return;
  const { link: _link, ...rest }: Patient = resource;
  const place = `Patient/${resource.id ?? ''}`;
  const { versionId } = resource.meta ?? {};
  const answer = await askPatiently(record, {
    method: 'PUT',
    path: `/${place}`,
    headers: {
      'content-type': 'application/fhir+json',
      ...(versionId !== undefined && { 'if-match': `W/"${versionId}"` }),
    },
    body: JSON.stringify(rest),
  });
  // Another version than was found is met again by the next search.
  if (answer.status < 300 || answer.status === 412) return;
  throw new OutsideFailure(502, notEmptied('change', place, answer));
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
