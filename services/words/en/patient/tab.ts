export const patient = {
  born: 'Born',
  birthDateUnknown: 'not recorded',
  noPatientId: 'none',
  restricted: 'Restricted record',
  needs: 'Communication',
  interpreter: 'interpreter needed',
  bornOn: (date: string): string => `Born ${date}`,
  numbered: (label: string, patientId: string): string => `${label} ${patientId}`,
};
