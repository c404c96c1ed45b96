import { hasValidCheckDigit } from '../../services/domain/patient/patient-identifier.ts';
import { hasValidAccountId, normaliseCode } from '../../services/domain/codes/registration-code.ts';
import { ok } from '../../services/domain/result.ts';
import type { CodeKind } from './registration-task.ts';
import { failFields, type SiteResult } from './site-failure.ts';

/** What a letter says, as read from a form: one of the two ways to register. */
export interface RegistrationDetails {
  readonly practiceId: string;
  /** Which identifier finds the account: the patient's own number, or the Account ID of the letter. */
  readonly by: 'patient-id' | 'account-id';
  /** Digits only. */
  readonly identifier: string;
  readonly codeKind: CodeKind;
  /** Normalised. */
  readonly code: string;
}

/**
 * Reads the form. What can be seen to be mistyped without looking anything up is refused field by field; it tells
 * nothing about who is registered. Spaces, hyphens and lower case are welcome.
 */
export function readRegistrationDetails(
  form: Readonly<Record<string, unknown>>,
): SiteResult<RegistrationDetails> {
  const typed = (name: string): string => normaliseCode(textOf(form[name]));
  const practiceId = typed('practiceId');
  const practiceFault = practiceIdFault(practiceId);
  const byAccount = form.way === 'account-id';
  const [idField, codeField] = byAccount ? ['accountId', 'linkageKey'] : ['patientId', 'token'];
  const identifier = typed(idField);
  const code = typed(codeField);
  const errors = {
    ...(practiceFault === undefined ? {} : { practiceId: practiceFault }),
    ...fault(idField, byAccount ? accountIdFault(identifier) : patientIdFault(identifier)),
    ...fault(codeField, codeFault(code, byAccount ? 'Linkage Key' : 'Registration Token')),
  };
  if (Object.keys(errors).length > 0) return failFields(errors);
  return ok({
    practiceId,
    by: byAccount ? 'account-id' : 'patient-id',
    identifier,
    codeKind: byAccount ? 'linkage-key' : 'token',
    code,
  });
}

/** The text of a form field; nothing when it is missing or no text. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 500) : '';
}

function fault(field: string, message: string | undefined): Record<string, string> {
  return message === undefined ? {} : { [field]: message };
}

export function practiceIdFault(practiceId: string): string | undefined {
  if (practiceId === '') return 'Type the Practice ID from your letter.';
  return /^[A-Z0-9]{3,12}$/.test(practiceId)
    ? undefined
    : 'A Practice ID has letters and digits only, like A12345.';
}

function patientIdFault(patientId: string): string | undefined {
  if (patientId === '') return 'Type the Patient ID from your letter.';
  if (!/^\d{10}$/.test(patientId)) return 'A Patient ID has 10 digits.';
  return hasValidCheckDigit(patientId)
    ? undefined
    : 'This is not a Patient ID. Check each digit against your letter.';
}

function accountIdFault(accountId: string): string | undefined {
  if (accountId === '') return 'Type the Account ID from your letter.';
  if (!/^\d{12}$/.test(accountId)) return 'An Account ID has 12 digits.';
  return hasValidAccountId(accountId)
    ? undefined
    : 'This is not an Account ID. Check each digit against your letter.';
}

function codeFault(code: string, name: string): string | undefined {
  return code === '' ? `Type the ${name} from your letter.` : undefined;
}
