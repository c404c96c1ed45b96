import type { StaffSession } from '../../ports/practice-host.ts';
import { words } from '../../words/words.ts';
import { sentenceOf } from './refusal.ts';
import { RULES, type Rule } from './rules.ts';
import type { PatientFacts } from './staff-action.ts';
import type { Allowed } from './staff-command.ts';

/** What may be done to a patient by who is signed in, and why not; by names of commands. */
export function offers(
  session: StaffSession,
  facts: PatientFacts,
): Readonly<Record<string, Allowed>> {
  const named = Object.entries<Rule>(RULES).map(
    ([name, rule]) => [name, allowed(rule, session, facts)] as const,
  );
  return Object.fromEntries(named);
}

function allowed(
  { permission, whyNot, hidden }: Rule,
  session: StaffSession,
  facts: PatientFacts,
): Allowed {
  const mayDo = session.permissions.includes(permission);
  const failure = mayDo ? whyNot?.(facts) : undefined;
  const reason = mayDo ? failure && sentenceOf(failure.reason) : words('offers').roleMayNot;
  if (hidden?.(facts) === true) return { allowed: false, reason: reason ?? '', hidden: true };
  return reason === undefined ? { allowed: true } : { allowed: false, reason };
}
