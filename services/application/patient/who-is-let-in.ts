/** Whether the patient, or somebody with their codes, may get in to the account: asked by views and commands alike. */
import { whyNotAtSixteen } from '../../domain/account/child-account.ts';
import type { SixteenReason } from '../../domain/account/reasons.ts';
import { whyIdentityUnknown } from '../../domain/identity/identity-check.ts';
import type { IdentityUnknownReason } from '../../domain/identity/reasons.ts';
import { whyNoPatientOfOurs } from '../../domain/patient/eligibility.ts';
import type { PatientReason } from '../../domain/patient/reasons.ts';
import type { PatientFacts } from '../commands/staff-action.ts';
import { isUncheckedKind } from '../../domain/account/account-state.ts';
import { whyNotWithdrawAccess } from '../../domain/account/open-access.ts';

type Who = Pick<PatientFacts, 'patient' | 'records'>;
type WhoAndWhen = Who & Pick<PatientFacts, 'settings' | 'today'>;

/**
 * Why nobody is let in to the account, or to more of it: the person is no patient of the practice any more, nobody
 * knows for certain who they are, or it was set up for a child who is 16 now. Shutting somebody out is never refused for it.
 */
export function whyNobodyIsLetIn(
  facts: WhoAndWhen,
): PatientReason | IdentityUnknownReason | SixteenReason | undefined {
  const gone = whyNoPatientOfOurs(facts.patient);
  // Whoever made a basic account is let in to book appointments, whether or not anybody knows them.
  if (gone !== undefined || isUncheckedKind(facts.records)) return gone;
  return whyIdentityUnknown(facts.records.identityChecks) ?? whyNotAtSixteen(facts);
}

/** Whether somebody who is no patient of the practice any more could still get in. */
export function mustEndAccess({ patient, records }: Who): boolean {
  return whyNoPatientOfOurs(patient) !== undefined && whyNotWithdrawAccess(records) === undefined;
}
