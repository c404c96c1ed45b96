import { hasLapsed } from '../../domain/account/account-state.ts';
import { hasExpired, pendingRegistration } from '../../domain/codes/pending-codes.ts';
import { lettersOf } from '../../domain/letter/letter-rules.ts';
import {
  AccountStatus,
  RegistrationState,
  type AccountRecord,
  type CalendarDate,
  type Instant,
  type PatientRecords,
  type RegistrationRecord,
} from '../../domain/records.ts';
import { groupAccountId } from '../../domain/codes/registration-code.ts';
import { OutboxState, type OutboxEntry } from '../../ports/outbox.ts';
import { areCodesShared } from '../letter/shared-codes.ts';
import type { AccountView, LetterView } from '../views.ts';
import { statusNow } from './status-now.ts';

const STATUS_LABEL: Readonly<Record<AccountStatus, string>> = {
  created: 'Created',
  registered: 'Registered',
  active: 'Active',
  locked: 'Locked',
};

const STATUS_MEANING: Readonly<Record<AccountStatus, string>> = {
  created: 'The patient has not used the codes of the letter yet.',
  registered:
    'The patient has registered on the website and still has to follow the link in the activation email.',
  active: 'The patient can sign in.',
  locked:
    'Five failed log-ins in a row locked the account. It opens by itself after four hours, or you can unlock it now.',
};

const LAPSED =
  'The patient registered on the website but did not activate the account in time. Issue new codes and print a new letter, so that they can register again.';

/** The account panel. */
export function accountView(
  records: PatientRecords,
  entries: readonly OutboxEntry[],
  now: Instant,
): AccountView | undefined {
  const { account } = records;
  if (account === undefined) return undefined;
  const status = statusNow(account, now);
  return {
    accountId: groupAccountId(account.accountId),
    status,
    statusLabel: STATUS_LABEL[status],
    statusMeaning: hasLapsed(account, now) ? LAPSED : STATUS_MEANING[status],
    dates: datesOf(account, status),
    disabledByPractice: !account.enabled,
    shared: !entries.some((entry) => concerns(entry, account.id)),
  };
}

function datesOf(account: AccountRecord, status: AccountStatus): AccountView['dates'] {
  const isLocked = status === AccountStatus.locked;
  const dates: readonly { readonly label: string; readonly at: Instant | undefined }[] = [
    { label: 'Created', at: account.createdAt },
    { label: 'Registered on the website', at: account.registeredAt },
    { label: 'Activated', at: account.activatedAt },
    { label: 'Locked', at: isLocked ? account.lockedAt : undefined },
    { label: 'Locked until', at: isLocked ? account.lockedUntil : undefined },
  ];
  return dates.flatMap(({ label, at }) => (at === undefined ? [] : [{ label, at }]));
}

/** The letter of the codes that wait to be used, or that expired unused. */
export function letterView(
  records: PatientRecords,
  entries: readonly OutboxEntry[],
  today: CalendarDate,
): LetterView | undefined {
  const registration = pendingRegistration(records) ?? expiredUnused(records);
  if (registration === undefined || records.account === undefined) return undefined;
  const letters = lettersOf(records, registration);
  const last = letters[0];
  return {
    expiresOn: registration.expiresOn,
    expired: registration.state === RegistrationState.expired || hasExpired(registration, today),
    wiped: registration.sealedCodes === undefined,
    copies: letters.length,
    ...(last === undefined ? {} : { lastAt: last.at, lastByName: last.by.name }),
    codesWork: areCodesShared(registration.id, records.account.id, entries),
  };
}

function expiredUnused({ account, registrations }: PatientRecords): RegistrationRecord | undefined {
  const newest = registrations[0];
  const isUnused =
    account?.status === AccountStatus.created && newest?.state === RegistrationState.expired;
  return isUnused ? newest : undefined;
}

function concerns(entry: OutboxEntry, accountKey: string): boolean {
  if (entry.state === OutboxState.superseded) return false;
  return (
    (entry.kind === 'account' && entry.recordId === accountKey) ||
    ((entry.after.kind === 'registration' || entry.after.kind === 'services') &&
      entry.after.body.accountKey === accountKey)
  );
}
