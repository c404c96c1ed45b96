import type { IdentityCheckRecord, StaffMember } from '../records.ts';

/** Earlier versions took any name for somebody's; this marked it, so that it could not pass for an identifier. */
const BY_NAME_ONLY = 'name:';

/**
 * Who may be named as having checked an identity: the person signed in, their colleagues as the host knows them, and
 * whoever is named on earlier checks, each once.
 */
export function staffChoices(
  signedIn: StaffMember,
  colleagues: readonly StaffMember[],
  checks: readonly IdentityCheckRecord[],
): readonly StaffMember[] {
  const known = checks.map(({ staff }) => staff).filter(({ id }) => !id.startsWith(BY_NAME_ONLY));
  const everyone = [signedIn, ...colleagues, ...known];
  return everyone.filter(({ id }, index) => everyone.findIndex((one) => one.id === id) === index);
}
