import type { RuleReason } from '../../domain/reason.ts';
import type { StaffSession } from '../../ports/practice-host.ts';
import { words } from '../../words/words.ts';
import { sentenceOf } from './refusal.ts';
import { COMMANDS } from './command-list.ts';
import type { PatientFacts } from './staff-action.ts';
import type { Allowed, CommandList, Rule } from './staff-command.ts';

/** What may be done to a patient by who is signed in, and why not; by names of commands. */
export function offers(
  session: StaffSession,
  facts: PatientFacts,
  commands: CommandList = COMMANDS,
): Readonly<Record<string, Allowed>> {
  const named = Object.entries(commands).flatMap(([name, command]) =>
    command.about === 'patient' ? [[name, allowed(command, session, facts)] as const] : [],
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
  if (reason === undefined) return { allowed: true };
  return { allowed: false, reason, ...(isIdentity(failure?.reason) && { needsIdentity: true }) };
}

function isIdentity(reason: RuleReason | undefined): boolean {
  return reason?.code === 'identity-not-checked' || reason?.code === 'identity-withdrawn';
}
