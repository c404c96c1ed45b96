/** What a rule does about an account that was set up for a child. */
import { endPendingCodes } from '../codes/ending-codes.ts';
import type { DisablingAct } from '../services/disabling.ts';
import { RuleDisablingReason } from '../services/rule-reasons.ts';
import { RegistrationState, type AccountRecord, type PatientRecords } from '../records.ts';
import { dayToSuspend, whyNotAtSixteen, type AgeFacts } from './child-account.ts';

/**
 * The records with the day that the website is to go by and, once that has come, with the account disabled and no codes left. The
 * act has one name wherever it is done, so that two workstations do it once.
 */
export function atSixteen(facts: AgeFacts, { at }: Pick<DisablingAct, 'at'>): PatientRecords {
  const { account } = facts.records;
  if (account === undefined) return facts.records;
  const due = whyNotAtSixteen(facts);
  const told = { ...facts.records, account: suspendedOn(account, facts) };
  if (due?.code !== 'set-up-for-child') return told;
  const disabling = {
    id: `sixteen-${account.id}-${account.resetId ?? due.on}`,
    at,
    reason: RuleDisablingReason.turnedSixteen,
  };
  const ended = endPendingCodes(told, RegistrationState.withdrawn);
  return account.enabled
    ? { ...ended, account: { ...told.account, enabled: false, disabling } }
    : ended;
}

function suspendedOn(account: AccountRecord, facts: AgeFacts): AccountRecord {
  const day = dayToSuspend(facts);
  if (account.suspendOn === day) return account;
  const { suspendOn: _before, ...rest } = account;
  return day === undefined ? rest : { ...rest, suspendOn: day };
}
