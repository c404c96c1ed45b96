import type { Extension, Person, PersonLink } from 'fhir/r4';
import { AccountStatus, ReminderState, type AccountRecord } from '../../domain/records.ts';
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
import { partsExtension, readParts, writeParts } from './parts.ts';
import {
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
  text,
  type Json,
  type Reading,
} from './reading.ts';
import {
  partsOf,
  patientReference,
  practiceMeta,
  replaceExtensions,
  withExtensions,
  withIdentifiers,
} from './writing.ts';

/** Days of the first two the website writes; they are kept as they are. */
const DATES = {
  registeredAt: 'instant?',
  activatedAt: 'instant?',
  lockedAt: 'instant?',
  lockedUntil: 'instant?',
  activateBy: 'instant?',
  resetAt: 'instant?',
  firstSeenAt: 'instant?',
  upgradedAt: 'instant?',
  lastUsedOn: 'day?',
  useKnownSince: 'day?',
  suspendOn: 'day?',
  // Which reset the account has been through, and whose; and the practice to which it has moved.
  resetId: 'string?',
  resetBy: 'staff?',
  movedTo: 'string?',
  movedToName: 'string?',
  cameBackAt: 'instant?',
} as const;
const REMINDER = {
  id: 'string',
  day: 'day',
  state: 'code',
  at: 'instant',
  messageId: 'string?',
} as const;

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
  return replaceExtensions(partsOf(base?.extension, ACCOUNT_EXTENSION), {
    status: { valueCode: account.status },
    createdAt: { valueInstant: account.createdAt },
    ...writeParts(DATES, account),
    reminder: partsExtension(REMINDER, account.reminder),
    kind: account.kind && { valueCode: account.kind },
    origin: account.origin && { valueCode: account.origin.by },
    originName: stringPart(account.origin?.name),
    usernameVerifier: stringPart(
      account.usernameVerifier && verifierText(account.usernameVerifier),
    ),
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
      dates: readParts(DATES, state, true),
      origin: origin(state),
    },
    (found) => ({
      id: found.accountKey,
      practiceId: found.practice,
      patientRef: found.patient,
      accountId: found.accountId,
      status: found.status,
      createdAt: found.createdAt,
      ...withoutMove(found.dates, found.enabled),
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

/** Whoever is let in here has not moved, whatever was left standing by who enabled it. */
function withoutMove<D extends Pick<AccountRecord, 'movedTo' | 'movedToName'>>(
  dates: D,
  enabled: boolean,
): Omit<D, 'movedTo' | 'movedToName'> {
  if (!enabled) return dates;
  const { movedTo: _to, movedToName: _name, ...rest } = dates;
  return rest;
}

/** The newest reminder; one that makes no sense counts as not there, and the next is due by the registration. */
function reminder(state: Json): Pick<AccountRecord, 'reminder'> {
  const held = readParts(REMINDER, extension(state, 'reminder'));
  const stage = oneOf(ReminderState, held?.state);
  return held === undefined || stage === undefined ? {} : { reminder: { ...held, state: stage } };
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
