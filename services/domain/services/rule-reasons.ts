/** Why a rule does: nobody chooses these. */
export const RuleDisablingReason = {
  deceased: 'deceased',
  left: 'left',
  merged: 'merged',
  /** The account was handed over to another practice. */
  moved: 'moved',
  /** Every check of the patient's identity was marked as entered in error. */
  identityWithdrawn: 'identity-withdrawn',
  /** More appointments were missed than the practice's limit allows (Vision, Online DNAs); of one service. */
  missedLimit: 'missed-appointments-limit',
  /** The account was set up for a child, who is 16 now (DAPB3051, 7.2). */
  turnedSixteen: 'turned-sixteen',
} as const;
export type RuleDisablingReason = (typeof RuleDisablingReason)[keyof typeof RuleDisablingReason];

/** Whether a rule, and no person, switched it off for this reason. */
export function isOfRule(reason: string): boolean {
  return Object.values<string>(RuleDisablingReason).includes(reason);
}
