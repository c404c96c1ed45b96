import { firstValueFrom } from 'rxjs';
import { ContactType } from '../../domain/contacts/contact.ts';
import type { PatientQuestion } from '../../domain/patient/reasons.ts';
import type { QuestionReason } from '../../domain/reason.ts';
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import type { CommandPorts } from './command-ports.ts';
import type { PatientFacts } from './staff-action.ts';
import type { AnsweredOperation } from './staff-command.ts';
import { whyUnreachable, type Unreachable } from '../../domain/contacts/unreachable.ts';
import { questionsBeforeCodes } from '../../domain/patient/questions-before-codes.ts';

/** Refuses with the first question that has not been answered. */
export function allAnswered(
  questions: readonly QuestionReason[],
  { answered = [] }: Pick<AnsweredOperation, 'answered'>,
): Result<void> {
  const open = questions.find(({ code }) => !answered.includes(code));
  return open === undefined ? ok() : refuse(FailureKind.needsConfirmation, open);
}

/** What is asked before codes are made for this patient. */
export function aboutPatient({ patient, today }: PatientFacts): readonly PatientQuestion[] {
  return questionsBeforeCodes(patient, today);
}

/** An address that is held is not denied: it may only have to be verified. */
const EMAIL_QUESTIONS: Readonly<Record<Unreachable, QuestionReason>> = {
  'none-held': { code: 'no-preferred-email' },
  'none-preferred': { code: 'no-preferred-email' },
  'not-verified': { code: 'email-not-verified' },
};

/** What is asked before this patient is to register on the website, for the first time or again. */
export async function beforeRegistering(
  facts: PatientFacts,
  { patients }: Pick<CommandPorts, 'patients'>,
): Promise<readonly QuestionReason[]> {
  const contacts = await firstValueFrom(patients.contacts$(facts.patient.ref));
  const why = whyUnreachable(contacts, ContactType.email);
  return [...aboutPatient(facts), ...(why === undefined ? [] : [EMAIL_QUESTIONS[why]])];
}
