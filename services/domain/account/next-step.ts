import { hasWorkingCodes } from '../codes/codes-rules.ts';
import { whyIdentityUnknown } from '../identity/identity-check.ts';
import { AccountStatus, type Instant, type PatientRecords } from '../records.ts';
import { hasLapsed } from './account-state.ts';

/** What practices do next with an account, by the name of the command. A reset is never a matter of course. */
export type NextStep =
  'createAccount' | 'upgradeAccount' | 'printLetter' | 'issueNewCodes' | 'unlockAccount';

/**
 * What comes next for this patient, if it is the practice's turn: not while the patient is to register or activate, nor
 * for an account that is in use, disabled, or of somebody whom nobody knows for certain. What else stands against it the
 * command's own rule says.
 */
export function nextStep(state: PatientRecords, at: Instant): NextStep | undefined {
  const { account } = state;
  if (whyIdentityUnknown(state.identityChecks) !== undefined) return undefined;
  if (account === undefined) return 'createAccount';
  if (!account.enabled) return undefined;
  if (account.kind === 'osu') return 'upgradeAccount';
  if (account.status === AccountStatus.locked) return 'unlockAccount';
  if (account.status === AccountStatus.created) {
    return hasWorkingCodes(state, at) ? 'printLetter' : 'issueNewCodes';
  }
  return hasLapsed(account, at) ? 'issueNewCodes' : undefined;
}
