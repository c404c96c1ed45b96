import type { Extension, Person, PersonLink } from 'fhir/r4';
import {
  AccountStatus,
  ReminderState,
  type AccountRecord,
  type Reminder,
} from '../../domain/records.ts';
import {
  ACCOUNT_EXTENSION,
  ACCOUNT_ID,
  ACCOUNT_KEY,
  ACCOUNT_OF_PATIENT,
  DISABLING_EXTENSION,
  NOTES_EXTENSION,
  ODS_CODE,
} from '../vocabulary.ts';
import { childExtension, childIn } from './child-setup.ts';
import { verifier, verifierText } from './verifier.ts';
import { disablingExtension, disablingIn } from './disabling.ts';
import { offeredTelecom, offersFrom } from './offered-contacts.ts';
import {
  calendarDate,
  complete,
  extension,
  identifierValue,
  instant,
  listed,
  object,
  objects,
  oneOf,
  optional,
  patientRef,
  staff,
  text,
  type Json,
  type Reading,
} from './reading.ts';
import {
  partsOf,
  patientReference,
  practiceMeta,
  replaceExtensions,
  staffReference,
  withExtensions,
  withIdentifiers,
} from './writing.ts';

/** Days of the first two the website writes; they are kept as they are. */
const DAYS = ['lastUsedOn', 'useKnownSince', 'suspendOn'] as const;
const DATES = [
  'registeredAt',
  'activatedAt',
  'lockedAt',
  'lockedUntil',
  'activateBy',
  'resetAt',
  'firstSeenAt',
  'upgradedAt',
  ...DAYS,
] as const;
type DateName = (typeof DATES)[number];

/** Value of the identifier that makes the account the only one of its patient at its practice. */
export function accountOfPatient(account: AccountRecord): string {
  return `${account.practiceId}.${account.patientRef}`;
}

/** The account as a Person, on top of `base`. */
export function accountToPerson(
  account: AccountRecord,
  operationId: string,
  base?: Person,
): Person {
  const { telecom, ...kept } = base ?? {};
  return {
    ...kept,
    ...offeredTelecom(telecom, account),
    resourceType: 'Person',
    meta: practiceMeta(base?.meta, account.practiceId),
    extension: withExtensions(base?.extension, operationId, {
      [ACCOUNT_EXTENSION]: { extension: stateParts(account, base) },
      [NOTES_EXTENSION]:
        account.enabledNotes === undefined ? undefined : { valueString: account.enabledNotes },
      [DISABLING_EXTENSION]: disablingExtension(account.disabling),
      ...childExtension(account.child),
    }),
    identifier: withIdentifiers(base?.identifier, [
      { system: ACCOUNT_KEY, value: account.id },
      { system: ACCOUNT_ID, value: account.accountId },
      { system: ACCOUNT_OF_PATIENT, value: accountOfPatient(account) },
    ]),
    active: account.enabled,
    managingOrganization: {
      ...base?.managingOrganization,
      identifier: { system: ODS_CODE, value: account.practiceId },
    },
    link: withPatientLink(base?.link, account),
  };
}

function stateParts(account: AccountRecord, base: Person | undefined): Extension[] {
  const dates = DATES.map((name) => {
    const at = account[name];
    const part = isDay(name) ? { valueDate: at } : { valueInstant: at };
    return [name, at === undefined ? undefined : part] as const;
  });
  return replaceExtensions(partsOf(base?.extension, ACCOUNT_EXTENSION), {
    status: { valueCode: account.status },
    createdAt: { valueInstant: account.createdAt },
    ...Object.fromEntries(dates),
    reminder: account.reminder && { extension: reminderParts(account.reminder) },
    resetId: account.resetId === undefined ? undefined : { valueString: account.resetId },
    resetBy: account.resetBy && { valueReference: staffReference(account.resetBy) },
    kind: account.kind && { valueCode: account.kind },
    origin: account.origin && { valueCode: account.origin.by },
    originName: stringPart(account.origin?.name),
    usernameVerifier: stringPart(
      account.usernameVerifier && verifierText(account.usernameVerifier),
    ),
  });
}

function reminderParts({ id, day, state, at, messageId }: Reminder): Extension[] {
  return replaceExtensions(undefined, {
    id: { valueString: id },
    day: { valueDate: day },
    state: { valueCode: state },
    at: { valueInstant: at },
    messageId: messageId === undefined ? undefined : { valueString: messageId },
  });
}

function stringPart(valueString: string | undefined): { valueString: string } | undefined {
  return valueString === undefined ? undefined : { valueString };
}

function withPatientLink(
  existing: readonly PersonLink[] | undefined,
  { patientRef: ref }: AccountRecord,
): PersonLink[] {
  const [first, ...others] = listed(existing);
  return [{ ...first, target: { ...first?.target, ...patientReference(ref) } }, ...others];
}

/** A Person back into an account. */
export function personToAccount(person: Json): Reading<AccountRecord> {
  const state = extension(person, ACCOUNT_EXTENSION) ?? {};
  const notes = extension(person, NOTES_EXTENSION);
  const link = objects(person.link)[0];
  return complete(
    {
      accountKey: identifierValue(person.identifier, ACCOUNT_KEY),
      accountId: identifierValue(person.identifier, ACCOUNT_ID),
      practice: identifierValue(object(person.managingOrganization).identifier, ODS_CODE),
      patient: patientRef(link?.target),
      status: oneOf(AccountStatus, extension(state, 'status')?.valueCode),
      createdAt: instant(extension(state, 'createdAt')?.valueInstant),
      enabled: typeof person.active === 'boolean' ? person.active : undefined,
      notes: optional(notes, () => text(notes?.valueString)),
      dates: dates(state),
      reset: reset(state),
      origin: origin(state),
    },
    (found) => ({
      id: found.accountKey,
      practiceId: found.practice,
      patientRef: found.patient,
      accountId: found.accountId,
      status: found.status,
      createdAt: found.createdAt,
      ...found.dates,
      ...found.reset,
      ...reminder(state),
      ...found.origin,
      enabled: found.enabled,
      ...(found.notes === null ? {} : { enabledNotes: found.notes }),
      ...childIn(person),
      ...disablingIn(person, found.enabled),
      ...offersFrom(person),
    }),
  );
}

/** Those dates that are there; `undefined` if one of them cannot be read. */
function dates(state: Json): Partial<Record<DateName, string>> | undefined {
  const found: Partial<Record<DateName, string>> = {};
  for (const name of DATES) {
    const part = extension(state, name);
    if (part === undefined) continue;
    const at = isDay(name) ? calendarDate(part.valueDate) : instant(part.valueInstant);
    if (at === undefined) return undefined;
    found[name] = at;
  }
  return found;
}

function isDay(name: DateName): boolean {
  return DAYS.some((day) => day === name);
}

/** Which reset the account has been through, and whose; `undefined` if that cannot be read. */
function reset(state: Json): Pick<AccountRecord, 'resetId' | 'resetBy'> | undefined {
  const [resetId, resetBy] = [extension(state, 'resetId'), extension(state, 'resetBy')];
  const id = text(resetId?.valueString);
  const by = staff(resetBy?.valueReference);
  const isUnreadable =
    (resetId !== undefined && id === undefined) || (resetBy !== undefined && by === undefined);
  if (isUnreadable) return undefined;
  return { ...(id !== undefined && { resetId: id }), ...(by && { resetBy: by }) };
}

/** The newest reminder; one that makes no sense counts as not there, and the next is due by the registration. */
function reminder(state: Json): Pick<AccountRecord, 'reminder'> {
  const parts = extension(state, 'reminder') ?? {};
  const id = text(extension(parts, 'id')?.valueString);
  const day = calendarDate(extension(parts, 'day')?.valueDate);
  const stage = oneOf(ReminderState, extension(parts, 'state')?.valueCode);
  const at = instant(extension(parts, 'at')?.valueInstant);
  if (id === undefined || day === undefined || stage === undefined || at === undefined) return {};
  const messageId = text(extension(parts, 'messageId')?.valueString);
  return { reminder: { id, day, state: stage, at, ...(messageId !== undefined && { messageId }) } };
}

/**
 * Who made the account and what kind it is; `undefined` where that cannot be read: an account of a kind that is not known
 * must not be taken for a full one.
 */
function origin(
  state: Json,
): Pick<AccountRecord, 'kind' | 'origin' | 'usernameVerifier'> | undefined {
  const kind = optional(extension(state, 'kind')?.valueCode, osu);
  const by = optional(extension(state, 'origin')?.valueCode, text);
  const name = text(extension(state, 'originName')?.valueString);
  const usernameVerifier = optional(extension(state, 'usernameVerifier')?.valueString, verifier);
  if (kind === undefined || by === undefined || usernameVerifier === undefined) return undefined;
  return {
    ...(kind !== null && { kind }),
    // Whoever a later version knows of: not the practice, and not its website.
    ...(by !== null && {
      origin: { by: by === 'website' ? by : 'elsewhere', ...(name !== undefined && { name }) },
    }),
    ...(usernameVerifier !== null && { usernameVerifier }),
  };
}

function osu(code: unknown): 'osu' | undefined {
  return code === 'osu' ? code : undefined;
}
