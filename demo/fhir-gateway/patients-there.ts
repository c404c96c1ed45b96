import type { Bundle, FhirResource, Patient } from 'fhir/r4';
import { DEMONSTRATION_PATIENT } from '../reference-host/record/demonstration-patient.ts';
import { reasonIn, resourceIn } from './fhir-answer.ts';
import { type OutsideAnswer, OutsideFailure, type OutsideRecord } from './outside-record.ts';
import { askPatiently } from './patience.ts';
import { withReferencesThere, withoutForeignReferences } from './references-there.ts';

/** What became of the patients of the files. */
export interface PatientsThere {
  readonly created: number;
  /** There since an earlier start, and left as they are. */
  readonly found: number;
  /** Those that the server did not take, and why. */
  readonly refusals: readonly { readonly id: string; readonly reason: string }[];
}

interface Placed {
  readonly patient: Patient;
  readonly there: Patient;
  readonly isNew: boolean;
}

const CONTENT = { 'content-type': 'application/fhir+json', prefer: 'return=representation' };
const AT_A_TIME = 4;
const NOT_THERE = 'The server says that it took it, and does not have it.';
/** A server may pass over the condition, and give whomever it has. */
const SOMEBODY_ELSE = 'The server gave another patient in its place, who is left as they are.';

/**
 * Creates patients on a server of others under the ids that it gives them; each once, by an identifier of the
 * demonstration's own. References between them lead to the ids there, all others name without leading anywhere: what an
 * id stands for in the files is somebody else there.
 * @throws {OutsideFailure} when the server cannot be used, or lets nobody in.
 */
export async function placePatients(
  record: OutsideRecord,
  patients: readonly Patient[],
): Promise<PatientsThere> {
  const placed: Placed[] = [];
  const refusals: { id: string; reason: string }[] = [];
  for (let first = 0; first < patients.length; first += AT_A_TIME) {
    const some = patients.slice(first, first + AT_A_TIME);
    for (const one of await Promise.all(some.map((patient) => place(record, patient)))) {
      if ('reason' in one) refusals.push(one);
      else placed.push(one);
    }
  }
  refusals.push(...(await linkAll(record, placed)));
  const created = placed.filter(({ isNew }) => isNew).length;
  return { created, found: placed.length - created, refusals };
}

/** Without its links at first, which may go round in circles. */
async function place(
  record: OutsideRecord,
  patient: Patient,
): Promise<Placed | { readonly id: string; readonly reason: string }> {
  const value = patient.id ?? '';
  const { link: _link, id: _id, identifier = [], ...rest } = patient;
  const own = { system: DEMONSTRATION_PATIENT, value };
  const condition = new URLSearchParams({ identifier: `${own.system}|${own.value}` }).toString();
  const answer = await askPatiently(record, {
    method: 'POST',
    path: '/Patient',
    headers: { ...CONTENT, 'if-none-exist': condition },
    body: JSON.stringify(withoutForeignReferences({ ...rest, identifier: [...identifier, own] })),
  });
  if (answer.status >= 400) return { id: value, reason: whyNot(answer) };
  const given = patientIn(answer);
  const candidates = given === undefined ? await find(record, condition) : [given];
  const there = candidates.find((one) => Boolean(one.id) && isNamed(one, value));
  if (there !== undefined) return { patient, there, isNew: answer.status === 201 };
  const [another] = candidates;
  return { id: value, reason: another === undefined ? NOT_THERE : SOMEBODY_ELSE };
}

/** Also of those found without links: an earlier start may have ended in between. */
async function linkAll(
  record: OutsideRecord,
  placed: readonly Placed[],
): Promise<PatientsThere['refusals']> {
  const ids = new Map(placed.map(({ patient, there }) => [patient.id ?? '', there.id ?? '']));
  const refusals: { id: string; reason: string }[] = [];
  for (const { patient, there } of placed) {
    if (patient.link === undefined || there.link !== undefined) continue;
    const { versionId } = there.meta ?? {};
    const link = patient.link.map((one) => ({
      ...one,
      other: withReferencesThere(one.other, ids),
    }));
    const answer = await askPatiently(record, {
      method: 'PUT',
      path: `/Patient/${there.id ?? ''}`,
      headers: { ...CONTENT, ...(versionId && { 'if-match': `W/"${versionId}"` }) },
      body: JSON.stringify({ ...there, link }),
    });
    if (answer.status >= 400) refusals.push({ id: patient.id ?? '', reason: whyNot(answer) });
  }
  return refusals;
}

async function find(record: OutsideRecord, condition: string): Promise<readonly Patient[]> {
  const answer = await askPatiently(record, { method: 'GET', path: `/Patient?${condition}` });
  const bundle = resourceIn(answer) as Bundle<FhirResource> | undefined;
  const found = (bundle?.entry ?? []).map(({ resource }) => resource);
  return found.filter((resource): resource is Patient => resource?.resourceType === 'Patient');
}

function isNamed({ identifier = [] }: Patient, name: string): boolean {
  return identifier.some(({ system, value }) => system === DEMONSTRATION_PATIENT && value === name);
}

function patientIn(answer: OutsideAnswer): Patient | undefined {
  const resource = resourceIn(answer);
  return resource?.resourceType === 'Patient' ? (resource as Patient) : undefined;
}

/** @throws {OutsideFailure} when it is no matter of this patient. */
function whyNot(answer: OutsideAnswer): string {
  const { status } = answer;
  const reason = reasonIn(answer);
  const said = `status ${status}${reason === undefined ? '' : `: ${reason}`}`;
  if (status >= 500 || [403, 404, 405, 429].includes(status)) {
    throw new OutsideFailure(502, `The FHIR server takes no patients (${said}).`);
  }
  return `The server refused it (${said}).`;
}
