import type { ServiceName } from '../../../domain/records.ts';

const LABELS: Readonly<Record<ServiceName | 'global', string>> = {
  global: 'Global',
  appointments: 'Appointments',
  repeats: 'Repeats',
  acutes: 'Acutes',
  messaging: 'Patient Messaging',
  'summary-data': 'Summary Data',
  'detailed-coded-record': 'Detailed Coded Record',
  'pharmacy-nomination-view': 'Pharmacy Nomination - View',
  'pharmacy-nomination-update': 'Pharmacy Nomination - Update',
};

const EFFECTS: typeof LABELS = {
  global: 'Off: the account is disabled, so the patient cannot sign in.',
  appointments: 'Off: no booking of appointments online.',
  repeats: 'Off: no ordering of repeat prescriptions online.',
  acutes: 'Off: no ordering of acute prescriptions online.',
  messaging: 'Off: no messages to the surgery from the account.',
  'summary-data': 'Off: no view of the summary record.',
  'detailed-coded-record': 'Off: no view of the coded record.',
  'pharmacy-nomination-view': 'Off: the nominated pharmacy is not shown.',
  'pharmacy-nomination-update': 'Off: the nominated pharmacy cannot be changed online.',
};

export const services = {
  labels: LABELS,
  /** What the patient can no longer do when it is unticked. */
  effects: EFFECTS,
};
