import type { DirectoryReason, PatientQuestion } from '../../../domain/patient/reasons.ts';
import type { QuestionCode } from '../../../domain/reason.ts';
import type { Sentences } from '../../sentences.ts';

export const patientQuestions: Sentences<PatientQuestion> = {
  'restricted-record':
    'This record is restricted: somebody may be looking for this patient. Whoever holds the letter, or reads the mailbox, learns that they are a patient here. Have you made sure that it reaches nobody else, and do you want to go on?',
  'patient-under-16':
    'The patient is under 16: they have to ask for it themselves, and a clinician has to judge that they understand what it means. A parent’s email address would show the parent what is private. Do you want to go on?',
  'patient-under-11':
    'The patient is under 11: somebody with parental responsibility asks for it, and the letter is addressed to the child’s parent or guardian. Make sure that this person has the right to it and that nothing speaks against it. Do you want to go on?',
};

export const directoryReasons: Sentences<DirectoryReason> = {
  'patients-not-told':
    'Your clinical system does not say who these patients are, or who of them fits. Find the patient there, and open their registration.',
};

const ANSWERED: Readonly<Record<QuestionCode, string>> = {
  'codes-not-shared': 'codes not shared yet',
  'email-lost': 'no email for messages any more',
  'email-not-verified': 'preferred email address not verified',
  'offered-email-shared': 'email address held by other patients',
  'no-preferred-email': 'no verified preferred email address',
  'patient-under-11': 'patient under 11',
  'patient-under-16': 'patient under 16',
  'restricted-record': 'restricted record',
};

/**
 * What was done, and what somebody had said yes to, for the audit: "Online account created (asked: patient under 16)".
 */
export function afterAsking(done: string, answered: readonly QuestionCode[]): string {
  if (answered.length === 0) return done;
  return `${done} (asked: ${answered.map((code) => ANSWERED[code]).join('; ')})`;
}
