import type { ReasonAtOnce, RuleReason } from '../../domain/reason.ts';
import type { Sentences } from '../sentences.ts';
import { accountRuleReasons } from './account/offers.ts';
import { codesRuleReasons } from './codes/offers.ts';
import { identityRuleReasons } from './identity/offers.ts';
import { letterRuleReasons } from './letter/offers.ts';

export { roleMayNot } from './tab/offers.ts';

export const reasons: Sentences<Exclude<RuleReason, ReasonAtOnce>> = {
  ...accountRuleReasons,
  ...codesRuleReasons,
  ...identityRuleReasons,
  ...letterRuleReasons,
  'messages-not-offered': 'This system cannot send messages to patients.',
};
