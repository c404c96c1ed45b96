/** What is told and asked in the host's dialogs. */
export const yes = 'Yes';
export const no = 'No';
/** A question in the host's dialog names the patient: whoever else is open by then. */
export const about = (patientName: string, question: string): string =>
  `${patientName}\n\n${question}`;
export const refused = (patientName: string, why: string): string => `For ${patientName}: ${why}`;
export const saveFirst = (patientName: string, unsaved: readonly string[]): string =>
  `For ${patientName}: changes are not saved yet (${unsaved.join(', ')}). Save or cancel them on the Online Services tab, then try again.`;
export const refreshing = 'Checking the shared record.';
export const signIn = 'Sign in first.';
export const openPatient = 'Open a patient first.';
export const created = (patientName: string): string =>
  `Online account created for ${patientName}.`;
export const printed = (patientName: string): string =>
  `Registration letter printed for ${patientName}.`;
