/** Who is handed over, who is taken in, and why not. */
import { whyNotCreate, whyNotOfAge } from '../account/account-rules.ts';
import { sixteenthBirthday } from '../account/child-account.ts';
import { whyNoAccount } from '../account/account-state.ts';
import type { AccountRuleReason } from '../account/reasons.ts';
import { hasExpired, pendingRegistration } from '../codes/pending-codes.ts';
import type { IdentityMinimum } from '../identity/identity-minimum.ts';
import type { LeftOutReason } from '../jobs/reasons.ts';
import { eligiblePatientId, type EligibilityFacts } from '../patient/eligibility.ts';
import { ageGroupOf } from '../patient/patient-questions.ts';
import type { PatientReason } from '../patient/reasons.ts';
import type { SharedSettings } from '../practice/shared-settings.ts';
import { AccountStatus, type CalendarDate, type PatientRecords } from '../records.ts';
import { FailureKind, ok, refuse, type Failure, type Result } from '../result.ts';
import type { Foreseen } from './foreseen.ts';
import { hasMoved, wasDisabled } from './moved-away.ts';
import type { KnownPerson } from './handed-over.ts';
import type { SplitReason } from './reasons.ts';
import type { NewPractice, TransferContent } from './transfer.ts';

/** What is looked at of a patient. */
export interface MovingFacts {
  readonly patient: Omit<EligibilityFacts, 'nation'> & {
    readonly surname?: string;
    readonly restricted: boolean;
  };
  readonly records: PatientRecords;
}

type OutReason = AccountRuleReason | PatientReason | SplitReason;

/** Who moves, all that has to be known of them known; or why they stay for now. */
export function movingPerson(
  { patient, records }: MovingFacts,
  { to, restricted }: { readonly to: NewPractice; readonly restricted: boolean },
): Result<KnownPerson, Failure<OutReason>> {
  const none = whyNoAccount(records);
  if (none !== undefined) return no(none);
  const { account } = records;
  if (hasMoved(account)) {
    return no({ code: 'moved-already', to: account.movedToName ?? '' });
  }
  const number = eligiblePatientId({ ...patient, nation: to.nation });
  if (!number.ok) return number;
  if (account?.kind === 'osu') return no({ code: 'basic-not-moved' });
  if (records.isDoubled === true) return no({ code: 'two-accounts' });
  if (patient.restricted && !restricted) return no({ code: 'restricted-not-moved' });
  const { birthDate, surname, displayName: name } = patient;
  if (birthDate === undefined) return no({ code: 'birth-date-missing' });
  if (surname === undefined || name === undefined) return no({ code: 'name-missing' });
  return ok({ number: number.value, birthDate, surname, name });
}

function no(reason: OutReason): { readonly ok: false; readonly failure: Failure<OutReason> } {
  return refuse(FailureKind.notAllowed, reason);
}

/** What somebody who hands accounts over wants to know of those that go: each is a list of its own. */
export type Notice = MovingNotice | 'no-verified-email';
type MovingNotice = Exclude<Foreseen, 'has-account'>;

export function noticesOf(
  { patient, records: { account, registrations } }: MovingFacts,
  today: CalendarDate,
): readonly MovingNotice[] {
  const notices: MovingNotice[] = [];
  if (account !== undefined && wasDisabled(account)) notices.push('disabled');
  const pending =
    account && pendingRegistration({ account, registrations, identityChecks: [], letters: [] });
  if (account?.status === AccountStatus.created && pending && !hasExpired(pending, today)) {
    notices.push('codes-unused');
  }
  if (patient.restricted) notices.push('restricted');
  if (ageGroupOf(patient, today) !== 'adult') notices.push('child');
  return notices;
}

/** What the new practice goes by. */
export interface ArrivalFacts {
  readonly patient: { readonly birthDate?: CalendarDate };
  readonly records: PatientRecords;
  readonly settings: IdentityMinimum & Pick<SharedSettings, 'childrenUnder11' | 'children11To15'>;
  readonly today: CalendarDate;
}

/** Why a transfer is not taken in for this patient, whoever it is matched to. */
export function whyNotTakenIn(
  { patient, records, settings, today }: ArrivalFacts,
  content: TransferContent,
): AccountRuleReason | LeftOutReason | undefined {
  if (records.account !== undefined) return undefined;
  const age = ageGroupOf(patient, today);
  const refused = whyNotOfAge(age, settings);
  if (refused !== undefined) return refused;
  const isChild = age !== 'adult';
  // Who asked for it was asked at the old practice; where nobody was, somebody asks.
  if (isChild && content.child === undefined) return { code: 'child-left-out' };
  if (!isChild && content.child !== undefined && patient.birthDate !== undefined) {
    return { code: 'set-up-for-child', on: sixteenthBirthday(patient.birthDate) };
  }
  const known = [...content.identityChecks].map((check, index) => ({
    ...check,
    id: String(index),
    practiceId: '',
    patientRef: '',
    freetext: '',
    recordedBy: check.staff,
  }));
  return whyNotCreate(
    { ...records, identityChecks: [...known, ...records.identityChecks] },
    settings,
  );
}

/** Why a person decides about an account that is here already. */
export function whyForAPerson(
  records: Pick<PatientRecords, 'account'>,
  content: TransferContent,
): SplitReason | undefined {
  if (isOpenAgainst(records, content)) return { code: 'disabled-there-open-here' };
  const { account } = records;
  if (!hasMoved(account)) return undefined;
  return { code: wasDisabled(account) ? 'moved-away-disabled-here' : 'moved-away-here' };
}

/** An account here that lets somebody in whom the old practice had shut out. */
export function isOpenAgainst(
  { account }: Pick<PatientRecords, 'account'>,
  content: TransferContent,
): boolean {
  return account?.enabled === true && !content.enabled;
}
