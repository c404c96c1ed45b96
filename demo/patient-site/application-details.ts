import { datesIn } from '../reference-host/record/typed-date.ts';
import { isCalendarDate } from '../../services/domain/calendar.ts';
import { normaliseCode } from '../../services/domain/codes/registration-code.ts';
import { hasValidCheckDigit } from '../../services/domain/patient/patient-identifier.ts';
import { ok } from '../../services/domain/result.ts';
import { loginErrors } from './registration.ts';
import { practiceIdFault, textOf } from './registration-details.ts';
import { failFields, type SiteResult } from './site-failure.ts';

/** What somebody types who has no letter. */
export interface ApplicationDetails {
  readonly practiceId: string;
  readonly given: string;
  readonly family: string;
  readonly birthDate: string;
  /** Digits only. */
  readonly number?: string;
  readonly postcode: string;
  readonly email: string;
  readonly username: string;
  readonly password: string;
}

/** Longer names than any. */
const MOST = 100;

/** Reads the form. What is wrong with it can be seen without looking anybody up, so it tells nothing of who is known. */
export function readApplication(
  form: Readonly<Record<string, unknown>>,
  today: string,
): SiteResult<ApplicationDetails> {
  const typed = (name: string): string => textOf(form[name]).trim();
  const practiceId = normaliseCode(typed('practiceId'));
  const birthDate = birthDateIn(typed('birthDate'), today);
  const number = normaliseCode(typed('patientId'));
  const password = textOf(form.password);
  const details = {
    practiceId,
    given: typed('given'),
    family: typed('family'),
    birthDate: birthDate ?? '',
    postcode: typed('postcode').toUpperCase(),
    email: typed('email'),
    username: typed('username'),
    password,
    ...(number !== '' && { number }),
  };
  const errors = {
    ...fault('practiceId', practiceIdFault(practiceId)),
    ...fault('given', nameFault(details.given, 'Type your first name.')),
    ...fault('family', nameFault(details.family, 'Type your surname.')),
    ...fault('birthDate', birthDateFault(birthDate, today)),
    ...fault('patientId', numberFault(number)),
    ...fault('postcode', postcodeFault(details.postcode)),
    ...fault('email', emailFault(details.email)),
    ...loginErrors(details.username, password, form.terms === true),
  };
  return Object.keys(errors).length > 0 ? failFields(errors) : ok(details);
}

/** The one day that is meant: with a year of two digits it may be two. */
function birthDateIn(typed: string, today: string): string | undefined {
  const [one, other] = datesIn(typed, today);
  return one !== undefined && other === undefined && isCalendarDate(one) ? one : undefined;
}

function fault(field: string, message: string | undefined): Record<string, string> {
  return message === undefined ? {} : { [field]: message };
}

function nameFault(name: string, missing: string): string | undefined {
  if (name === '') return missing;
  return name.length > MOST ? `A name has at most ${MOST} characters.` : undefined;
}

function birthDateFault(birthDate: string | undefined, today: string): string | undefined {
  if (birthDate === undefined)
    return 'Type your date of birth with the whole year, such as 14/7/1990.';
  return birthDate > today ? 'This date is in the future.' : undefined;
}

function numberFault(number: string): string | undefined {
  if (number === '') return undefined;
  if (!/^\d{10}$/.test(number))
    return 'An NHS, CHI or H&C number has 10 digits. You may leave it empty.';
  return hasValidCheckDigit(number)
    ? undefined
    : 'This is not an NHS, CHI or H&C number. Check each digit, or leave it empty.';
}

function postcodeFault(postcode: string): string | undefined {
  if (postcode === '') return 'Type your postcode.';
  return /^[A-Z]{1,2}\d[A-Z\d]? *\d[A-Z]{2}$/.test(postcode)
    ? undefined
    : 'A postcode looks like ZZ99 3VZ.';
}

function emailFault(email: string): string | undefined {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? undefined : 'Type your email address.';
}
