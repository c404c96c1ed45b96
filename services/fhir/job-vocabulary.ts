/** Systems and codes of what is done to many patients at once. */
import { BASE } from './vocabulary.ts';

/**
 * `meta.tag` naming the practice at which something is done to many patients at once. Not the tag of its records: it is no record of a
 * patient's, and no workstation keeps it.
 */
export const JOB_TAG = `${BASE}/job`;
export const JOB_ID = `${BASE}/Id/job`;
export const TASK_CODE_JOB = 'many-patients';
/** Input `kind`; input and outputs `total`, `left`, `done`, `left-out`, `failed` and `unknown`. */
export const JOB_FIGURE = `${BASE}/CodeSystem/job-figure`;
