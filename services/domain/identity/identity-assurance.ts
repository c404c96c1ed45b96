import { IdentityMethod, type IdentityCheckRecord } from '../records.ts';
import { describeMethod } from './identity-methods.ts';

const STRONG: ReadonlySet<IdentityMethod> = new Set([
  IdentityMethod.personalVouch,
  IdentityMethod.passport,
  IdentityMethod.drivingLicence,
  IdentityMethod.nationalIdentityCard,
  IdentityMethod.residencePermit,
  IdentityMethod.forcesOrPoliceCard,
  IdentityMethod.passCard,
]);

/** FHIR's identity assurance levels: 1 little or no confidence, 2 some, 3 high, 4 very high. */
export type IdentityAssurance = 'level1' | 'level2' | 'level3' | 'level4';

/**
 * How sure the checks that stand make the practice, in FHIR's levels: NHS login at P9, or photo identity together with
 * proof of address, is very high; photo identity or a personal vouch high; anything else some; nothing none.
 *
 * Derived wherever it is asked for and kept nowhere: two checks made at two workstations are no conflict, and together
 * they give the level that both give.
 */
export function assuranceOf(checks: readonly IdentityCheckRecord[]): IdentityAssurance {
  const methods = checks.flatMap(({ method, enteredInError }) =>
    enteredInError === undefined ? [method] : [],
  );
  if (methods.length === 0) return 'level1';
  const groups = new Set(methods.map((method) => describeMethod(method)?.group));
  const isVeryHigh =
    groups.has('nhs-login') || (groups.has('photo-identity') && groups.has('proof-of-address'));
  if (isVeryHigh) return 'level4';
  return methods.some((method) => STRONG.has(method)) ? 'level3' : 'level2';
}
