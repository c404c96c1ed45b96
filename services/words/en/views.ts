import type { ReasonAtOnce } from '../../domain/reason.ts';
import type { Sentences } from '../sentences.ts';
import { sixteenReasons } from './account/views.ts';
import { identityUnknownReasons } from './identity/views.ts';
import { patientReasons } from './patient/views.ts';
import { programReasons } from './tab/views.ts';

/** What is said of what there is, by subject. */
export { account } from './account/views.ts';
export { dates } from './dates.ts';
export { identity } from './identity/views.ts';
export { patient } from './patient/views.ts';
export { practice } from './practice/views.ts';
export { services } from './services/views.ts';
export { tab } from './tab/views.ts';
export { sealed } from './unsent-work/sealed.ts';
export { unsentWork } from './unsent-work/views.ts';

export const reasons: Sentences<ReasonAtOnce> = {
  ...identityUnknownReasons,
  ...patientReasons,
  ...programReasons,
  ...sixteenReasons,
};
