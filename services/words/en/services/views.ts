import type { ServiceName } from '../../../domain/records.ts';
import type { DisablingReason } from '../../../domain/services/disabling.ts';

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

/** Why something is off: chosen by staff, then what rules say. */
const REASONS: Readonly<Record<DisablingReason, string>> = {
  'patient-opted-out': 'Patient opted out',
  misuse: 'Misuse',
  'missed-appointments': 'Missed appointments',
  safeguarding: 'Safeguarding',
  other: 'Other',
  deceased: 'Patient has died',
  left: 'Patient has left the practice',
  merged: 'Record merged into another',
  moved: 'Moved',
  'identity-withdrawn': 'Identity withdrawn',
  'missed-appointments-limit': 'Missed appointments over the limit',
  'turned-sixteen': 'Set up for a child who is 16 now',
};

export const services = {
  labels: LABELS,
  reasons: REASONS,
  /** Why a service cannot be ticked. */
  basicAccount: 'Not with a basic account: upgrade it first.',
  /** Of a reason that a later version of the product has. */
  reasonUnknown: 'A reason that this version does not know',
  /** What the patient can no longer do when it is unticked. */
  effects: EFFECTS,
};
