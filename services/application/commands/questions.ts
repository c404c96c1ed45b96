import { questionsBeforeCodes } from '../../domain/patient/patient-questions.ts';
import type { PatientQuestion } from '../../domain/patient/reasons.ts';
import type { QuestionReason } from '../../domain/reason.ts';
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import type { PatientFacts } from './staff-action.ts';
import type { AnsweredOperation } from './staff-command.ts';

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
