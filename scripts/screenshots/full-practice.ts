/** A practice that has worked with online services for more than two years: made-up patients, and an account for each. */
import { randomUUID } from 'node:crypto';
import { madeUpPatients } from '../../demo/made-up-patients.ts';
import { PRACTICES } from '../../demo/reference-host/server/practices.ts';
import { addDays, dateOf } from '../../services/domain/calendar.ts';
import type {
  AccountRecord,
  IdentityCheckRecord,
  LetterRecord,
  RegistrationRecord,
  ServicesRecord,
  StaffMember,
} from '../../services/domain/records.ts';
import { accountToPerson } from '../../services/fhir/mapping/account.ts';
import { identityCheckToResponse } from '../../services/fhir/mapping/identity-check.ts';
import { letterToDocument } from '../../services/fhir/mapping/letter.ts';
import { registrationToTask } from '../../services/fhir/mapping/registration.ts';
import { servicesToConsent } from '../../services/fhir/mapping/services.ts';
import type { SharedRecord } from './record.ts';

const DAY_MS = 86_400_000;
/** The first account was made so many days ago. */
const SINCE = 850;
const DAYS_TO_REGISTER = 6;
const DAYS_TO_ACTIVATE = 8;
const LETTER_DAYS = 60;

const HOLLIN_BANK = PRACTICES[0];

/** Puts it on the shared record, where workstations fetch it. @returns how many letters there are. */
export async function fillPractice(record: SharedRecord, accounts: number): Promise<number> {
  let number = 0;
  let letters = 0;
  for (const patient of madeUpPatients(accounts)) {
    const { id: _id, ...nobodyYet } = patient;
    const patientRef = await record.add(nobodyYet);
    if (await addAccount(record, { patientRef, number, of: accounts })) letters += 1;
    number += 1;
  }
  return letters;
}

/** Whose account is put there: the numbered one of so many; the higher, the newer. */
export interface Holder {
  readonly patientRef: string;
  readonly number: number;
  readonly of: number;
  /** Of the first practice unless said otherwise. */
  readonly practiceId?: string;
}

/** @returns whether there is a letter. */
export async function addAccount(record: SharedRecord, holder: Holder): Promise<boolean> {
  const { account, services, check, registration, letter } = accountOf(holder);
  await record.add(accountToPerson(account, randomUUID()));
  await record.add(servicesToConsent(services, randomUUID()));
  await record.add(identityCheckToResponse(check, randomUUID()));
  await record.add(registrationToTask(registration, randomUUID()));
  if (letter === undefined) return false;
  await record.add(letterToDocument(letter, randomUUID()));
  return true;
}

/** Patients who have no account yet, and whose identity was checked. */
export async function addIdentified(record: SharedRecord, patients: number): Promise<void> {
  for (const { id: _id, ...patient } of madeUpPatients(patients)) {
    const patientRef = await record.add(patient);
    const { check } = accountOf({ patientRef, number: 0, of: 1 });
    await record.add(identityCheckToResponse(check, randomUUID()));
  }
}

interface WholeAccount {
  readonly account: AccountRecord;
  readonly services: ServicesRecord;
  readonly check: IdentityCheckRecord;
  readonly registration: RegistrationRecord;
  readonly letter?: LetterRecord;
}

/** The practice has become quicker at it; most patients have activated, and some never used their letter. */
function accountOf({ patientRef, number, of, practiceId }: Holder): WholeAccount {
  const by = receptionist();
  const day = SINCE * (1 - Math.sqrt((number + 1) / of));
  const daysAfter = (days: number): string =>
    new Date(Date.now() - (day - days) * DAY_MS).toISOString();
  const hasRegistered = number % 10 < 8 && day > DAYS_TO_REGISTER;
  const hasActivated = number % 10 < 7 && day > DAYS_TO_ACTIVATE;
  const isLocked = hasActivated && number % 37 === 4;
  const own = { practiceId: practiceId ?? HOLLIN_BANK?.id ?? '', patientRef };
  const accountKey = randomUUID();
  const registrationId = randomUUID();
  const at = daysAfter(0);
  const expiresOn = addDays(dateOf(at), LETTER_DAYS);
  return {
    account: {
      ...own,
      id: accountKey,
      accountId: String(number + 1).padStart(12, '0'),
      status: statusOf({ hasRegistered, hasActivated, isLocked }),
      createdAt: at,
      enabled: number % 23 > 0,
      ...(hasRegistered && { registeredAt: daysAfter(DAYS_TO_REGISTER) }),
      ...(hasActivated && { activatedAt: daysAfter(DAYS_TO_ACTIVATE) }),
      ...(isLocked && { lockedUntil: daysAfter(day + 1) }),
    },
    services: {
      ...own,
      id: randomUUID(),
      accountKey,
      services: {
        appointments: { enabled: true },
        repeats: { enabled: true },
        'summary-data': { enabled: number % 7 > 0 },
      },
    },
    check: {
      ...own,
      id: randomUUID(),
      date: dateOf(at),
      method: 'passport',
      staff: by,
      freetext: '',
      recordedAt: at,
      recordedBy: by,
    },
    registration: {
      ...own,
      id: registrationId,
      accountKey,
      state: stateOf(hasRegistered, day),
      issuedAt: at,
      expiresOn,
    },
    ...(number % 9 > 0 && {
      letter: {
        ...own,
        id: randomUUID(),
        accountKey,
        registrationId,
        at,
        by,
        medium: 'printed',
        copy: 0,
      },
    }),
  };
}

function receptionist(): StaffMember {
  const [somebody] = HOLLIN_BANK?.staff ?? [];
  if (somebody === undefined) throw new Error('The practice has no staff.');
  return { id: somebody.id, name: somebody.name };
}

function statusOf(account: {
  readonly hasRegistered: boolean;
  readonly hasActivated: boolean;
  readonly isLocked: boolean;
}): AccountRecord['status'] {
  if (account.isLocked) return 'locked';
  if (account.hasActivated) return 'active';
  return account.hasRegistered ? 'registered' : 'created';
}

function stateOf(hasRegistered: boolean, day: number): RegistrationRecord['state'] {
  if (hasRegistered) return 'used';
  return day > LETTER_DAYS ? 'expired' : 'pending';
}
