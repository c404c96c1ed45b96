/** What the host's own commands tell and ask, in the host's dialogs. */
export const yes = 'Yes';
export const no = 'No';
export const refreshing = 'Looking at the shared record.';
export const withoutEmail = 'Patient has not specified a preferred email address';
export const printDespiteWarning = 'Print the registration letter?';
export const signIn = 'Sign in first.';
export const openPatient = 'Open a patient first.';
export const created = (patientName: string): string =>
  `Online account created for ${patientName}.`;
export const printed = (patientName: string): string =>
  `Registration letter printed for ${patientName}.`;
