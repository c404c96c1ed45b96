/** Who had left, died or been merged by the record, and is a patient again: nothing is given back by itself. */
import { dateOf } from '../calendar.ts';
import { whyIncomplete, type IdentityMinimum } from '../identity/identity-minimum.ts';
import type { AccountRecord, Instant, PatientRecords } from '../records.ts';
import { RuleDisablingReason } from '../services/rule-reasons.ts';
import type { AccountRuleReason, EndedBecause } from './reasons.ts';

const ENDINGS: readonly EndedBecause[] = [
  RuleDisablingReason.left,
  RuleDisablingReason.deceased,
  RuleDisablingReason.merged,
  RuleDisablingReason.moved,
];

/**
 * Why an account that ended with the registration cannot be enabled: the patient has not been identified since then as the
 * practice asks for. Whoever comes back is registered again (Vision: never a second time beside it), and a death or a merge
 * that was undone has mixed people up once already.
 */
export function whyNotLetInAgain(
  { account, identityChecks }: Pick<PatientRecords, 'account' | 'identityChecks'>,
  minimum: IdentityMinimum,
): AccountRuleReason | undefined {
  const end = account && endOf(account);
  if (end === undefined) return undefined;
  const since = identityChecks.filter((check) => isSince(check, end.at));
  const why = whyIncomplete(since, minimum);
  return why && { ...why, code: 'identity-incomplete-since-ended', ended: end.because };
}

/** How the account ended with the registration; whatever had been disabled before it moved has ended by that all the same. */
function endOf({
  enabled,
  disabling,
  movedTo,
  resetAt,
}: AccountRecord): { readonly because: EndedBecause; readonly at: Instant } | undefined {
  if (enabled) return undefined;
  const because = ENDINGS.find((ending) => ending === disabling?.reason);
  if (because !== undefined && disabling !== undefined) return { because, at: disabling.at };
  return movedTo === undefined || resetAt === undefined
    ? undefined
    : { because: RuleDisablingReason.moved, at: resetAt };
}

/** Made since then, and not only written down. */
function isSince(
  { date, recordedAt }: PatientRecords['identityChecks'][number],
  at: Instant,
): boolean {
  return recordedAt > at && date >= dateOf(at);
}
