import { dateOf } from '../../domain/calendar.ts';
import { hasLapsed, isReset, statusNow } from '../../domain/account/account-state.ts';
import { hasExpired, pendingRegistration } from '../../domain/codes/pending-codes.ts';
import { whyIdentityUnknown } from '../../domain/identity/identity-check.ts';
import {
  AccountStatus,
  RegistrationState,
  type AccountRecord,
  type CalendarDate,
  type Instant,
  type PatientRecords,
  type RegistrationRecord,
} from '../../domain/records.ts';
import { groupAccountId } from '../../domain/codes/code-groups.ts';
import { OutboxState, type OutboxEntry } from '../../ports/outbox.ts';
import { visibleText, words, type Words } from '../../words/words.ts';
import { areCodesShared } from '../letter/shared-codes.ts';
import type { AccountView, LetterView } from './account-panel.ts';
import { shownText } from '../shown-text.ts';
import { disablingView } from '../services/disabling-views.ts';
import { lettersOf } from '../../domain/letter/letters-of.ts';

/** The account panel. */
export function accountView(
  records: PatientRecords,
  entries: readonly OutboxEntry[],
  now: Instant,
): AccountView | undefined {
  const { account } = records;
  if (account === undefined) return undefined;
  const status = statusNow(account, now);
  const lapsed = hasLapsed(account, now);
  const said = words('views').account;
  const disabling = disablingView(account);
  return {
    accountId: groupAccountId(account.accountId),
    status,
    statusLabel: said.status[status],
    statusMeaning: said.meaning[meaningOf(records, { status, lapsed, entries })],
    dates: datesOf(account, status),
    ...lastUsed(account, status),
    ...(lapsed && { lapsed }),
    ...(entries.some(endsCodes) && { endedCodesWork: true }),
    disabledByPractice: !account.enabled,
    ...(disabling && { disabling }),
    identityWithdrawn: whyIdentityUnknown(records.identityChecks)?.code === 'identity-withdrawn',
    ...kindOf(account),
    shared: !entries.some((entry) => concerns(entry, account.id)),
  };
}

/** What the status means, given whatever else is true of the account. */
function meaningOf(
  records: PatientRecords,
  { status, lapsed, entries }: Standing,
): keyof Words['views']['account']['meaning'] {
  const isDisabled = records.account?.enabled === false;
  if (entries.some(isUnsentReset)) return 'resetUnsent';
  if (lapsed) return 'lapsed';
  if (records.account?.kind === 'osu' && status === AccountStatus.active) return 'basic';
  if (!isDisabled) return status;
  if (status === AccountStatus.locked) return 'lockedAndDisabled';
  // They ended with the account: nobody can use them any more.
  const haveEnded = status === AccountStatus.created && !pendingRegistration(records);
  return haveEnded ? 'codesEnded' : status;
}

function kindOf({
  kind,
  origin,
  firstSeenAt,
  createdAt,
}: AccountRecord): Pick<AccountView, 'basic' | 'madeElsewhere'> {
  const said = words('views').account;
  return {
    ...(kind === 'osu' && { basic: true }),
    ...(origin?.by === 'elsewhere' && {
      madeElsewhere: said.madeElsewhere(origin.name && shownText(origin.name), {
        createdAt,
        firstSeenAt,
      }),
    }),
  };
}

/** What else is known of an account at this moment. */
interface Standing {
  readonly status: AccountStatus;
  readonly lapsed: boolean;
  readonly entries: readonly OutboxEntry[];
}

function lastUsed(
  { lastUsedOn, useKnownSince, resetAt }: AccountRecord,
  status: AccountStatus,
): Pick<AccountView, 'lastUsed'> {
  // Who used it before it was reset may have been somebody else.
  if (lastUsedOn !== undefined && resetAt !== undefined && lastUsedOn < dateOf(resetAt)) return {};
  if (lastUsedOn !== undefined) return { lastUsed: { on: lastUsedOn } };
  const isUnused = status === AccountStatus.active && useKnownSince !== undefined;
  return isUnused ? { lastUsed: {} } : {};
}

/** Until it is sent, whoever could sign in still can. */
function isUnsentReset({ before, after, state }: OutboxEntry): boolean {
  return (
    state !== OutboxState.superseded &&
    after.kind === 'account' &&
    before !== undefined &&
    'accountId' in before &&
    isReset(before, after.body)
  );
}

function datesOf(account: AccountRecord, status: AccountStatus): AccountView['dates'] {
  const labels = words('views').account.dates;
  const isLocked = status === AccountStatus.locked;
  const dates: readonly { readonly label: string; readonly at: Instant | undefined }[] = [
    { label: labels.created, at: account.createdAt },
    { label: labels.reset, at: account.resetAt },
    { label: labels.registered, at: account.registeredAt },
    {
      label: labels.activateBy,
      at: status === AccountStatus.registered ? account.activateBy : undefined,
    },
    { label: labels.activated, at: account.activatedAt },
    { label: labels.upgraded, at: account.upgradedAt },
    { label: labels.locked, at: isLocked ? account.lockedAt : undefined },
    { label: labels.lockedUntil, at: isLocked ? account.lockedUntil : undefined },
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
    registrationId: registration.id,
    expiresOn: registration.expiresOn,
    expired: registration.state === RegistrationState.expired || hasExpired(registration, today),
    wiped: registration.sealedCodes === undefined,
    copies: letters.length,
    ...(last === undefined ? {} : { lastAt: last.at, lastByName: visibleText(last.by.name) }),
    codesWork: areCodesShared(registration.id, records.account.id, entries),
  };
}

/** Codes that worked, ended here and not on the shared record yet. */
function endsCodes({ before, after }: OutboxEntry): boolean {
  return (
    after.kind === 'registration' &&
    after.body.state === RegistrationState.withdrawn &&
    before !== undefined
  );
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
