import type { HostApi, HostContact } from '../../plugin/host-api.ts';
import { currentOf, hold, same, text, until } from './expectations.ts';
import { type HostCheck, promise } from './host-check.ts';

const EDIT_CONTACTS = 'onlineServices.editContacts';

/** The open patient, their contacts, and their clinical history. */
export const patientChecks: readonly HostCheck[] = [
  promise('tells at once which patient is open, as a FHIR Patient with an id', (host) => {
    const patient = currentOf(host.patients.current, 'patients.current');
    if (patient === null) return;
    same(patient.resourceType, 'Patient', 'resourceType');
    text(patient.id, 'Patient.id');
  }),
  promise(
    'opens patients whom the FHIR server knows by the same id',
    async (host, { signInWith }) => {
      await signInWith?.(EDIT_CONTACTS);
      const id = openPatient(host);
      const { baseUrl } = host.fhir;
      const Authorization = `Bearer ${await host.fhir.accessToken()}`;
      const answer = await fetch(`${baseUrl}/Patient/${encodeURIComponent(id)}`, {
        headers: { Accept: 'application/fhir+json', Authorization },
        cache: 'no-store',
      });
      same(answer.status, 200, 'status of Patient/<id of patients.current>');
      const { resourceType, id: found } = (await answer.json()) as Record<string, unknown>;
      same([resourceType, found], ['Patient', id], 'what the FHIR server has by that id');
    },
  ),
  promise('adds a contact that has no id, and gives it one', async (host, { signInWith }) => {
    await signInWith?.(EDIT_CONTACTS);
    const id = openPatient(host);
    const before = currentOf(host.patients.contacts(id), 'patients.contacts');
    const saved = await host.patients.saveContact(id, newMobile());
    text(saved.id, 'id of the contact saved');
    const after = await contactsWith(host, id, saved);
    same(after.length, before.length + 1, 'number of contacts');
  }),
  promise('updates the contact of the same id', async (host, { signInWith }) => {
    await signInWith?.(EDIT_CONTACTS);
    const id = openPatient(host);
    const added = await host.patients.saveContact(id, newMobile());
    const before = await contactsWith(host, id, added);
    const changed = { ...added, value: newMobile().value, verified: true };
    const saved = await host.patients.saveContact(id, changed);
    same(saved.id, added.id, 'id of the contact updated');
    const after = await contactsWith(host, id, changed);
    same(after.length, before.length, 'number of contacts');
  }),
  promise(
    'prefers one contact of a type, and leaves other types alone',
    async (host, { signInWith }) => {
      await signInWith?.(EDIT_CONTACTS);
      const id = openPatient(host);
      const email = { ...newMobile(), type: 'email', value: newEmail(), preferred: true } as const;
      const savedEmail = await host.patients.saveContact(id, email);
      await host.patients.saveContact(id, { ...newMobile(), preferred: true });
      const last = await host.patients.saveContact(id, { ...newMobile(), preferred: true });
      const preferred = (await contactsWith(host, id, last)).filter((one) => one.preferred);
      const ids = (type: HostContact['type']) =>
        preferred.filter((one) => one.type === type).map((one) => one.id);
      same(ids('mobile'), [last.id], 'preferred mobiles');
      same(ids('email'), [savedEmail.id], 'preferred emails');
    },
  ),
  promise(
    'tells each listener of contacts until its own handle is disposed',
    async (host, { signInWith }) => {
      await signInWith?.(EDIT_CONTACTS);
      const id = openPatient(host);
      let told = 0;
      const listener = (): void => {
        told += 1;
      };
      const first = host.patients.contacts(id).subscribe(listener);
      const second = host.patients.contacts(id).subscribe(listener);
      same(told, 2, 'calls on subscribing twice');
      first.dispose();
      first.dispose();
      await contactsWith(host, id, await host.patients.saveContact(id, newMobile()));
      hold(told > 2, 'patients.contacts: a listener that stays was not told');
      second.dispose();
      const soFar = told;
      await contactsWith(host, id, await host.patients.saveContact(id, newMobile()));
      same(told, soFar, 'calls after dispose');
    },
  ),
  promise(
    'counts other patients with an email address, whatever its case and spaces',
    async (host, { sharedEmail: { email, others }, signInWith }) => {
      await signInWith?.(EDIT_CONTACTS);
      const id = openPatient(host);
      const { patients } = host;
      const typed = ` ${email.toUpperCase()} `;
      same(await patients.countSharingEmail(id, email), others, 'others with the address');
      same(await patients.countSharingEmail(id, typed), others, 'others with it, typed otherwise');
      same(await patients.countSharingEmail(id, newEmail()), 0, 'others with a new address');
      const own = { ...newMobile(), type: 'email', value: newEmail() } as const;
      await patients.saveContact(id, own);
      same(await patients.countSharingEmail(id, own.value), 0, 'others with the patient’s own');
    },
  ),
  promise('takes a coded entry into the clinical history', async (host, { signInWith }) => {
    await signInWith?.(EDIT_CONTACTS);
    await host.clinicalRecord.addCodedEntry(openPatient(host), {
      system: 'http://read.info/readv2',
      code: '91B..00',
      display: 'Patient registration data verified',
      date: '2026-04-20',
    });
  }),
];

/** The patient whose record the checks change. */
export function openPatient(host: HostApi): string {
  const id = currentOf(host.patients.current, 'patients.current')?.id;
  hold(id !== undefined, 'patients.current: no patient is open');
  return id;
}

function contactsWith(
  host: HostApi,
  patientId: string,
  wanted: HostContact,
): Promise<readonly HostContact[]> {
  const { id, type, value, verified, preferred } = wanted;
  return until(
    host.patients.contacts(patientId),
    (contacts) =>
      contacts.some(
        (one) =>
          one.id === id &&
          one.type === type &&
          one.value === value &&
          one.verified === verified &&
          one.preferred === preferred,
      ),
    `patients.contacts with ${type} ${value}`,
  );
}

/** Numbers that the regulator keeps for drama; none is given twice. */
function newMobile(): HostContact {
  const digits = String(crypto.getRandomValues(new Uint16Array(1))[0]).padStart(5, '0');
  return { type: 'mobile', value: `07700 9${digits}`, verified: false, preferred: false };
}

function newEmail(): string {
  return `${crypto.randomUUID()}@mail.example`;
}
