import { Nation } from '../patient/patient-identifier.ts';
import { ServiceName, type ServiceEntitlement, type ServicesRecord } from '../records.ts';

/** A service of the website, as staff see it. */
export interface ServiceDescription {
  readonly name: ServiceName;
  readonly label: string;
  /** What the patient can no longer do when it is unticked. */
  readonly effect: string;
  /** Nations that have it; all four where absent. */
  readonly nations?: readonly Nation[];
}

export const GLOBAL_LABEL = 'Global';
export const GLOBAL_EFFECT =
  'Unticked: the account is disabled. The patient cannot sign in at all.';

const DESCRIPTIONS: readonly ServiceDescription[] = [
  {
    name: ServiceName.appointments,
    label: 'Appointments',
    effect: 'Unticked: no booking of appointments online.',
  },
  {
    name: ServiceName.repeats,
    label: 'Repeats',
    effect: 'Unticked: no ordering of repeat prescriptions online.',
  },
  {
    name: ServiceName.acutes,
    label: 'Acutes',
    effect: 'Unticked: no ordering of acute prescriptions online.',
  },
  {
    name: ServiceName.messaging,
    label: 'Patient Messaging',
    effect: 'Unticked: no messages to the surgery from the account.',
  },
  {
    name: ServiceName.summaryData,
    label: 'Summary Data',
    effect: 'Unticked: no view of the summary record.',
  },
  {
    name: ServiceName.detailedCodedRecord,
    label: 'Detailed Coded Record',
    effect: 'Unticked: no view of the coded record.',
    nations: [Nation.england, Nation.wales],
  },
  {
    name: ServiceName.pharmacyNominationView,
    label: 'Pharmacy Nomination - View',
    effect: 'Unticked: the nominated pharmacy is not shown.',
  },
  {
    name: ServiceName.pharmacyNominationUpdate,
    label: 'Pharmacy Nomination - Update',
    effect: 'Unticked: the nominated pharmacy cannot be changed online.',
    nations: [Nation.england],
  },
];

/** Services that exist in a nation, in the order of the tab. */
export function servicesOf(nation: Nation): readonly ServiceDescription[] {
  return DESCRIPTIONS.filter(({ nations }) => nations?.includes(nation) ?? true);
}

/** Label for screens and letters. */
export function serviceLabel(name: ServiceName): string {
  return DESCRIPTIONS.find((description) => description.name === name)?.label ?? name;
}

/** Services ticked at first: those the practice offers, except views of the record, which somebody must decide on. */
export function defaultTick(name: ServiceName, offered: boolean): boolean {
  return offered && name !== ServiceName.summaryData && name !== ServiceName.detailedCodedRecord;
}

/** Services a patient can in fact use: ticked, and offered by the practice. */
export function usableServices(
  nation: Nation,
  offered: Readonly<Record<ServiceName, boolean>>,
  record: ServicesRecord | undefined,
): readonly ServiceName[] {
  return servicesOf(nation)
    .map(({ name }) => name)
    .filter((name) => offered[name] && record?.services[name]?.enabled === true);
}

/** An entitlement, leaving empty notes out. */
export function entitlement(enabled: boolean, notes: string): ServiceEntitlement {
  const trimmed = notes.trim();
  return trimmed === '' ? { enabled } : { enabled, notes: trimmed };
}
