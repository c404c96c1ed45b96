export const patient = {
  born: 'Born',
  birthDateUnknown: 'not recorded',
  noPatientId: 'none',
  restricted: 'Restricted record',
  needs: 'Communication',
  interpreter: 'interpreter needed',
  /** Around dates and numbers that are more than text. */
  bornOn: <T>(date: T): readonly (string | T)[] => ['Born ', date],
  numbered: <T>(label: string, patientId: T): readonly (string | T)[] => [label, ' ', patientId],
};
