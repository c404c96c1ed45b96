/** Systems and codes of applications for a basic account. */
import { BASE } from './vocabulary.ts';

/**
 * `meta.tag` naming the practice that somebody applies at for a basic account. Not the tag of its records: what strangers typed is
 * no record of a patient's, and no workstation fetches and keeps it.
 */
export const APPLICATION_TAG = `${BASE}/online-application`;
export const APPLICATION_ID = `${BASE}/Id/online-application`;
export const TASK_CODE_APPLICATION = 'online-services-user';
/** Inputs `given`, `family`, `birth-date`, `patient-number`, `postcode` and `username-verifier`. */
export const APPLICATION_INPUT = `${BASE}/CodeSystem/application-input`;
