import { nextStep } from '../../domain/account/next-step.ts';
import type { RuleReason } from '../../domain/reason.ts';
import type { StaffSession } from '../../ports/practice-host.ts';
import { words } from '../../words/words.ts';
import { sentenceOf } from './refusal.ts';
import { PATIENT_COMMANDS } from './patient-commands.ts';
import { asOfNow } from './rules.ts';
import type { PatientFacts } from './staff-action.ts';
import type { Allowed, CommandList, Rule } from './staff-command.ts';

/** What may be done to a patient by who is signed in, and why not; by names of commands. */
export function offers(
  session: StaffSession,
  facts: PatientFacts,
  commands: CommandList = PATIENT_COMMANDS,
): Readonly<Record<string, Allowed>> {
  const next = nextStep(asOfNow(facts), facts.now);
  const named = Object.entries(commands).flatMap(([name, command]) => {
    if (command.about !== 'patient') return [];
    const offer = { ...allowed(command, session, facts), ...noteOf(command, facts) };
    return [[name, offer.allowed && name === next ? { ...offer, ...RECOMMENDED } : offer] as const];
  });
  return Object.fromEntries(named);
}

const RECOMMENDED = { allowed: true, recommended: true } as const;

function noteOf({ note }: Rule, facts: PatientFacts): Pick<Allowed, 'note'> {
  const reason = note?.(facts);
  return reason === undefined ? {} : { note: sentenceOf(reason) };
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

const OF_IDENTITY: readonly (RuleReason['code'] | undefined)[] = [
  'identity-not-checked',
  'identity-withdrawn',
  'identity-incomplete',
];

function isIdentity(reason: RuleReason | undefined): boolean {
  return OF_IDENTITY.includes(reason?.code);
}
