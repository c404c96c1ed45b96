/** Codes and extension addresses of the practice's settings. */
import { BASE } from './vocabulary.ts';

/** QuestionnaireResponse.item of the practice's settings: who changed it last; parts `by` and `at`. */
export const SETTING_EXTENSION = `${BASE}/StructureDefinition/practice-setting`;
/** What can be chosen of a setting. */
export const SETTING_CODE = `${BASE}/CodeSystem/practice-setting`;
