/**
 * What this host's clinical record and appointment book hold of its invented patients besides what is typed here: by NHS number,
 * which stays the same on every server.
 */
import type { Patient } from 'fhir/r4';
import type { HostCodedEntry, HostMissedAppointment } from '../../../plugin/host-api.ts';

const NHS_NUMBER = 'https://fhir.nhs.uk/Id/nhs-number';
const SNOMED = 'http://snomed.info/sct';

const CODED: Readonly<Record<string, readonly HostCodedEntry[]>> = {
  // Estella Dunmore, whose record is restricted, too.
  '9990000344': [
    {
      system: SNOMED,
      code: '1364731000000104',
      display: 'Enhanced review indicated before granting access to own health record',
      date: '2024-03-04',
    },
  ],
};

/** How many days ago. */
const MISSED: Readonly<Record<string, readonly number[]>> = {
  // Harold Entwhistle.
  '9990000042': [20, 75, 190],
};

/** Coded entries of before this host was started. */
export function codedBefore(patient: Patient): readonly HostCodedEntry[] {
  return CODED[numberOf(patient)] ?? [];
}

/** Appointments that the patient has missed from a day on. */
export function missedSince(patient: Patient, since: string): readonly HostMissedAppointment[] {
  const days = MISSED[numberOf(patient)] ?? [];
  return days.map((ago) => ({ at: daysAgo(ago) })).filter(({ at }) => at >= since);
}

function daysAgo(days: number): string {
  const day = new Date();
  day.setUTCDate(day.getUTCDate() - days);
  return day.toISOString();
}

function numberOf({ identifier = [] }: Patient): string {
  return identifier.find(({ system }) => system === NHS_NUMBER)?.value ?? '';
}
