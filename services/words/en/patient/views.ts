import type { PatientReason } from '../../../domain/patient/reasons.ts';
import type { IdentifierScheme } from '../../../domain/patient/patient-identifier.ts';
import type { Sentences } from '../../sentences.ts';

const NUMBER: Readonly<Record<IdentifierScheme, string>> = {
  nhs: 'NHS number',
  chi: 'CHI number',
  hc: 'H&C number',
};

const OUT_OF_RANGE: Readonly<Record<IdentifierScheme, string>> = {
  nhs: 'is not one issued in England or Wales',
  chi: 'does not start with a date of birth',
  hc: 'is outside the numbers used in Northern Ireland',
};

export const patient = {
  number: NUMBER,
  nameNotRecorded: 'Name not recorded',
};

export const patientReasons: Sentences<PatientReason> = {
  deceased: 'This patient is recorded as deceased. Accounts, letters and codes are not issued.',
  departed:
    'This patient is no longer registered here. Register them again before giving online access.',
  merged:
    'This record was replaced by another of the same patient. Open that one: online access is given there.',
  removal:
    'This patient is being removed from the practice’s list. Settle that first: nobody is given online access meanwhile.',
  'registered-elsewhere':
    'Another practice is named as this patient’s. Online access is given where they are registered: if here, correct it on the Patient tab.',
  'name-missing':
    'This patient’s record holds no name. Record it on the Patient tab, then create the account.',
  'birth-date-missing':
    'This patient’s record holds no date of birth, or one that cannot be. Record it on the Patient tab, then create the account.',
  'no-patient-number': ({ scheme }) =>
    `This patient has no ${NUMBER[scheme]} on their record. Add it on the Patient tab, then create the account.`,
  'old-style-number': ({ number }) =>
    `This patient has an old-style NHS number (${number}). Online accounts need the new ten-digit number: find it and add it on the Patient tab.`,
  'not-ten-digits': ({ scheme, number }) =>
    `The ${NUMBER[scheme]} on this patient's record (${number}) does not have ten digits. Correct it on the Patient tab.`,
  'number-mistyped': ({ scheme, number }) =>
    `The ${NUMBER[scheme]} on this patient's record (${number}) is mistyped: its check digit is wrong. Correct it on the Patient tab.`,
  'number-out-of-range': ({ scheme, number }) =>
    `The ${NUMBER[scheme]} on this patient's record (${number}) ${OUT_OF_RANGE[scheme]}. Correct it on the Patient tab.`,
  'number-ended': ({ scheme, number }) =>
    `The ${NUMBER[scheme]} on this patient's record (${number}) is marked as no longer theirs. Find the one they have now and add it on the Patient tab.`,
  'number-unverified': ({ scheme, number }) =>
    `The ${NUMBER[scheme]} on this patient's record (${number}) has not been verified, so it may be somebody else's. Trace the patient first, then create the account.`,
};
