/** Why somebody is no longer a patient of this practice: nobody gets in to their account any more. */
export const PatientEnding = {
  deceased: 'deceased',
  /** The record was replaced by another one of the same person. */
  merged: 'merged',
  /** The practice's record says that they have left. */
  departed: 'departed',
  /** The national register is removing them from the practice's list. */
  removal: 'removal',
  /** The national register names another practice. */
  registeredElsewhere: 'registered-elsewhere',
} as const;
export type PatientEnding = (typeof PatientEnding)[keyof typeof PatientEnding];
