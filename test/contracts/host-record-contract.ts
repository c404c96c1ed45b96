import type { HostApi, HostCodedEntry } from '../../plugin/host-api.ts';
import { currentOf, hold, same, text } from './expectations.ts';
import { type HostCheck, promise } from './host-check.ts';

const EDIT_CONTACTS = 'onlineServices.editContacts';
const READ_V2 = 'http://read.info/readv2';
const VERIFIED: HostCodedEntry = {
  system: READ_V2,
  code: '91B..00',
  display: 'Patient registration data verified',
  date: '2026-04-20',
};
/** Whole, or the day alone. */
const DAY_OR_INSTANT = /^\d{4}-\d{2}-\d{2}(T.+)?$/;

/** Reading the clinical record and the appointment book, where a host does either. */
export const recordChecks: readonly HostCheck[] = [
  promise(
    'reads the coded entries that are asked for, new ones too, and no others',
    async (host, { signInWith }) => {
      if (host.clinicalRecord.codes === undefined) return;
      await signInWith?.(EDIT_CONTACTS);
      const id = openPatient(host);
      const before = await codes(host, READ_V2, [VERIFIED.code]);
      await host.clinicalRecord.addCodedEntry(id, VERIFIED);
      const after = await codes(host, READ_V2, ['never-used', VERIFIED.code]);
      same(after.length, before.length + 1, 'entries with the code');
      for (const { system, code, date } of after) {
        same([system, code], [READ_V2, VERIFIED.code], 'an entry that was found');
        hold(DAY_OR_INSTANT.test(date), `date of an entry: ${date}`);
      }
      hold(
        after.some(({ date }) => date === VERIFIED.date),
        'clinicalRecord.codes: the entry that was added has another date',
      );
      same(await codes(host, READ_V2, []), [], 'entries with none of any codes');
      same(
        await codes(host, READ_V2, ['91B..']),
        [],
        'entries whose code begins like one asked for',
      );
      same(
        await codes(host, 'http://snomed.info/sct', [VERIFIED.code]),
        [],
        'entries with the code in another code system',
      );
    },
  ),
  promise('reads no coded entries of nobody', async (host, { signInWith }) => {
    if (host.clinicalRecord.codes === undefined) return;
    await signInWith?.(EDIT_CONTACTS);
    const wanted = { system: READ_V2, codes: [VERIFIED.code] };
    // A host may refuse what is asked of nobody, or have none; another patient's entries are neither.
    const found = await host.clinicalRecord.codes('nobody-has-this-id', wanted).catch(() => []);
    same(found, [], 'coded entries of a patient whom nobody has');
  }),
  promise(
    'counts missed appointments from the day that is asked for',
    async (host, { missedAppointments, signInWith }) => {
      if (host.appointments?.missed === undefined) return;
      await signInWith?.(EDIT_CONTACTS);
      const ever = await missed(host, '1900-01-01');
      if (missedAppointments !== undefined) same(ever, missedAppointments, 'appointments missed');
      const lately = await missed(host, '2020-01-01');
      hold(lately <= ever, 'appointments.missed: more of them from a later day on');
      same(await missed(host, '9999-12-31'), 0, 'appointments missed in days to come');
    },
  ),
];

function codes(
  host: HostApi,
  system: string,
  wanted: readonly string[],
): Promise<readonly HostCodedEntry[]> {
  const found = host.clinicalRecord.codes?.(openPatient(host), { system, codes: wanted });
  return found ?? Promise.resolve([]);
}

/** How many they are, however the host tells them. */
async function missed(host: HostApi, since: string): Promise<number> {
  const told = (await host.appointments?.missed?.(openPatient(host), { since })) ?? 0;
  if (typeof told === 'number') {
    hold(Number.isInteger(told) && told >= 0, `appointments.missed: ${told} is no number of them`);
    return told;
  }
  for (const { at } of told) {
    text(at, 'appointments.missed: at');
    hold(DAY_OR_INSTANT.test(at), `appointments.missed: ${at} is neither a day nor an instant`);
    hold(at.slice(0, 10) >= since, `appointments.missed: ${at} is before ${since}`);
  }
  return told.length;
}

function openPatient({ patients }: HostApi): string {
  const id = currentOf(patients.current, 'patients.current')?.id;
  hold(id !== undefined, 'no patient is open');
  return id;
}
