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
  global: 'Unticked: the account is disabled. The patient cannot sign in at all.',
  appointments: 'Unticked: no booking of appointments online.',
  repeats: 'Unticked: no ordering of repeat prescriptions online.',
  acutes: 'Unticked: no ordering of acute prescriptions online.',
  messaging: 'Unticked: no messages to the surgery from the account.',
  'summary-data': 'Unticked: no view of the summary record.',
  'detailed-coded-record': 'Unticked: no view of the coded record.',
  'pharmacy-nomination-view': 'Unticked: the nominated pharmacy is not shown.',
  'pharmacy-nomination-update': 'Unticked: the nominated pharmacy cannot be changed online.',
};

export const services = {
  labels: LABELS,
  /** What the patient can no longer do when it is unticked. */
  effects: EFFECTS,
};
