import type { Patient } from 'fhir/r4';
import type { HostApi, HostPatientQuery, HostPatients } from '../../plugin/host-api.ts';
import { IDENTIFIER_SYSTEMS } from '../../services/domain/patient/identifier-systems.ts';
import { currentOf, errorOf, hold, refuses, same, text, until } from './expectations.ts';
import { type HostCheck, promise } from './host-check.ts';
import { openPatient } from './host-patient-contract.ts';

const VIEW = 'onlineServices.view';
const NOBODY = 'nobody-of-this-id';
/** A page of the checks: small, so that there are some. */
const SIZE = 2;

/** Patients who are not open: described, found, opened; each where the host can. */
export const directoryChecks: readonly HostCheck[] = [
  promise('describes those of the patients who are of the practice', async (host, facts) => {
    await facts.signInWith?.(VIEW);
    const id = openPatient(host);
    const found = await host.patients.describe?.([NOBODY, id]);
    if (found === undefined) return;
    same(
      found.map((patient) => [patient.resourceType, patient.id]),
      [['Patient', id]],
      'patients described',
    );
    same(await host.patients.describe?.([]), [], 'patients described of nobody');
    same(openPatient(host), id, 'who is open afterwards');
  }),
  promise('finds patients by their number, or by surname and birth date', async (host, facts) => {
    await facts.signInWith?.(VIEW);
    const patient = currentOf(host.patients.current, 'patients.current');
    const family = patient?.name?.[0]?.family;
    const { birthDate, id } = patient ?? {};
    if (host.patients.find === undefined || family === undefined || birthDate === undefined) return;
    await finds(host, { family: ` ${family.toUpperCase()} `, birthDate }, id);
    await finds(host, { birthDate, bornFrom: birthDate, bornUntil: birthDate }, id);
    await finds(host, { name: family.slice(0, 3).toLowerCase() }, id);
    const number = numberOf(patient);
    if (number !== undefined) await finds(host, { number }, id);
    const nobody = { family: 'Nobody of this name', birthDate: '1901-01-01' };
    same(await idsFound(host.patients, nobody), [], 'patients found of whom there are none');
    const other = { family, birthDate: '1901-01-01' };
    same(await idsFound(host.patients, other), [], 'patients found for whom half of it holds');
    same(openPatient(host), id, 'who is open afterwards');
  }),
  promise('gives everybody page by page, each once and in the same order', async (host, facts) => {
    await facts.signInWith?.(VIEW);
    if (host.patients.find === undefined) return;
    const page = await host.patients.find({}, { size: SIZE });
    hold(page.patients.length <= SIZE, 'patients.find: more patients than the page has room for');
    const all = await idsFound(host.patients, {});
    same(new Set(all).size, all.length, 'number of different patients');
    hold(all.includes(openPatient(host)), 'patients.find: the open patient is not among everybody');
    same(await idsFound(host.patients, {}), all, 'order when asked again');
  }),
  promise('finds restricted records alone, or says that it cannot', async (host, facts) => {
    await facts.signInWith?.(VIEW);
    const { find } = host.patients;
    if (find === undefined) return;
    const error = await errorOf(async () => {
      const { patients } = (await host.patients.find?.({ having: 'restricted' })) ?? {
        patients: [],
      };
      const labels = patients.map(({ meta }) => meta?.security?.map(({ code }) => code) ?? []);
      hold(
        labels.every((codes) => codes.some((code) => code === 'R' || code === 'V')),
        'patients.find: a record that is not restricted',
      );
    });
    if (error !== undefined && error.name !== 'HostError') throw error;
  }),
  promise('refuses to find what it cannot tell, rather than passing over it', async (host) => {
    if (host.patients.find === undefined) return;
    const query = { having: 'no-such-trait' } as unknown as HostPatientQuery;
    await refuses(async () => host.patients.find?.(query), 'patients.find what nobody knows');
  }),
  promise('names usual GPs, and finds the patients of one', async (host, facts) => {
    await facts.signInWith?.(VIEW);
    const gps = (await host.patients.usualGps?.()) ?? [];
    for (const gp of gps) {
      text(gp.id, 'id of a usual GP');
      text(gp.name, 'name of a usual GP');
      const { patients } = (await host.patients.find?.({ usualGp: gp.id })) ?? { patients: [] };
      const others = patients.filter((patient) => !namesPerson(patient, gp.name));
      same(others.length, 0, `patients found of ${gp.name} whose record does not name them`);
    }
  }),
  promise('opens a patient of the practice, and nobody else', async (host, facts) => {
    await facts.signInWith?.(VIEW);
    if (host.patients.open === undefined) return;
    const id = openPatient(host);
    await refuses(async () => host.patients.open?.(NOBODY), 'opening nobody');
    same(openPatient(host), id, 'who is open after a refusal');
    const other = (await idsFound(host.patients, {})).find((each) => each !== id);
    for (const next of other === undefined ? [id] : [other, id]) {
      same(await host.patients.open(next), true, 'patient opened');
      await until(host.patients.current, (open) => open?.id === next, 'patients.current, opened');
    }
  }),
];

async function finds(host: HostApi, query: HostPatientQuery, id: unknown): Promise<void> {
  const found = await idsFound(host.patients, query);
  hold(
    found.includes(String(id)),
    `patients.find: the open patient is not found by ${Object.keys(query).join(', ')}`,
  );
}

/** On all pages. */
async function idsFound(
  patients: HostPatients,
  query: HostPatientQuery,
): Promise<readonly string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = await patients.find?.(query, {
      size: SIZE,
      ...(after !== undefined && { after }),
    });
    ids.push(...(page?.patients ?? []).map(({ id = '' }) => id));
    hold(page?.next === undefined || page.next !== after, 'patients.find: a page leads to itself');
    after = page?.next;
  } while (after !== undefined);
  return ids;
}

function namesPerson({ generalPractitioner = [] }: Patient, name: string): boolean {
  return generalPractitioner.some(({ display }) => display === name);
}

/** NHS, CHI or H&C number. */
function numberOf(patient: Patient | null): string | undefined {
  const { identifier = [] } = patient ?? {};
  const systems: readonly string[] = Object.values(IDENTIFIER_SYSTEMS).flat();
  return identifier.find(({ system = '' }) => systems.includes(system))?.value;
}
