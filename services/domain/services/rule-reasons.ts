/** Why a rule does: nobody chooses these. */
export const RuleDisablingReason = {
  deceased: 'deceased',
  left: 'left',
  merged: 'merged',
  /** Every check of the patient's identity was marked as entered in error. */
  identityWithdrawn: 'identity-withdrawn',
} as const;
export type RuleDisablingReason = (typeof RuleDisablingReason)[keyof typeof RuleDisablingReason];

/** Whether a rule, and no person, switched it off for this reason. */
export function isOfRule(reason: string): boolean {
  return Object.values<string>(RuleDisablingReason).includes(reason);
}
