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
  global: 'The account is disabled: the patient cannot sign in.',
  appointments: 'No booking of appointments online.',
  repeats: 'No ordering of repeat prescriptions online.',
  acutes: 'No ordering of acute prescriptions online.',
  messaging: 'No messages to the surgery from the account.',
  'summary-data': 'No view of the summary record.',
  'detailed-coded-record': 'No view of the coded record.',
  'pharmacy-nomination-view': 'The nominated pharmacy is not shown.',
  'pharmacy-nomination-update': 'The nominated pharmacy cannot be changed online.',
};

export const services = {
  labels: LABELS,
  /** What the patient can no longer do when it is unticked. */
  effects: EFFECTS,
};
