import type { Extension, Person, Reference } from 'fhir/r4';
import { AccountStatus, type CalendarDate, type Instant } from '../../services/domain/records.ts';
import { ACCOUNT_EXTENSION, ACCOUNT_KEY } from '../../services/fhir/vocabulary.ts';
import type { Stored } from './fhir-gateway.ts';
import { identifierOf, partsOf, stamped, withExtension } from './resource-parts.ts';

/** What the site reads of an account: see docs/fhir-mapping.md, "Account: Person". */
export interface AccountFacts {
  readonly key: string;
  readonly status: AccountStatus;
  /** `false` = disabled by the practice. */
  readonly enabled: boolean;
  readonly registeredAt?: Instant;
  /** Until when it can be activated. */
  readonly activateBy?: Instant;
  readonly lockedUntil?: Instant;
  /** Day of the newest sign-in. */
  readonly lastUsedOn?: CalendarDate;
  /** Since when a site has kept that day: with none from then on, nobody has signed in. */
  readonly useKnownSince?: CalendarDate;
  /** From then on nobody is let in: it was set up for a child, who is 16 on that day. */
  readonly suspendOn?: CalendarDate;
  /** The practice's last reset; a login counts only while it was made after this one. */
  readonly resetId?: string;
  /** The practice to which the patient has moved, as it is called: this account is closed. */
  readonly movedTo?: string;
  /** A basic account: appointments and nothing else, without a check of identity. */
  readonly isBasic?: true;
  readonly patientRef?: string;
  readonly practiceId?: string;
}

/** What the site may change about an account; `undefined` takes a date away. */
export interface AccountChange {
  readonly status: AccountStatus;
  readonly registeredAt?: Instant;
  readonly activateBy?: Instant;
  readonly activatedAt?: Instant;
  readonly lockedAt?: Instant | undefined;
  readonly lockedUntil?: Instant | undefined;
  readonly lastUsedOn?: CalendarDate;
  readonly useKnownSince?: CalendarDate;
}

/** The account in a Person; `undefined` when the Person is no online account or its status is unknown. */
export function accountIn(person: Person): AccountFacts | undefined {
  const key = identifierOf(person, ACCOUNT_KEY);
  const parts = partsOf(person, ACCOUNT_EXTENSION);
  const status = Object.values(AccountStatus).find((known) => known === parts.status?.valueCode);
  if (key === undefined || status === undefined) return undefined;
  const registeredAt = parts.registeredAt?.valueInstant;
  const activateBy = parts.activateBy?.valueInstant;
  const lockedUntil = parts.lockedUntil?.valueInstant;
  const lastUsedOn = parts.lastUsedOn?.valueDate;
  const useKnownSince = parts.useKnownSince?.valueDate;
  const suspendOn = parts.suspendOn?.valueDate;
  const resetId = parts.resetId?.valueString;
  // Who is enabled again has come back.
  const movedTo = person.active === false ? parts.movedToName?.valueString : undefined;
  const patientRef = patientIdIn(person.link?.[0]?.target);
  const practiceId = person.managingOrganization?.identifier?.value;
  return {
    key,
    status,
    enabled: person.active !== false,
    ...(registeredAt === undefined ? {} : { registeredAt }),
    ...(activateBy === undefined ? {} : { activateBy }),
    ...(lockedUntil === undefined ? {} : { lockedUntil }),
    ...(lastUsedOn === undefined ? {} : { lastUsedOn }),
    ...(useKnownSince === undefined ? {} : { useKnownSince }),
    ...(suspendOn === undefined ? {} : { suspendOn }),
    ...(resetId === undefined ? {} : { resetId }),
    ...(movedTo === undefined ? {} : { movedTo }),
    // Of a kind that is not known, no more is opened than of the least.
    ...(parts.kind === undefined ? {} : { isBasic: true }),
    ...(patientRef === undefined ? {} : { patientRef }),
    ...(practiceId === undefined ? {} : { practiceId }),
  };
}

/** Whether something of the site's was made since the practice last reset the account; before it, nothing counts. */
export function isSinceReset(
  { resetId }: Pick<AccountFacts, 'resetId'>,
  made: { readonly resetId?: string },
): boolean {
  return resetId === made.resetId;
}

/** The id in a reference to a Patient, be it relative, absolute or of one version. */
export function patientIdIn(reference: Reference | undefined): string | undefined {
  return /(?:^|\/)Patient\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/|$)/.exec(
    reference?.reference ?? '',
  )?.[1];
}

/** The Person after a change made by `operation`. Everything else in it is kept as it was. */
export function changedPerson(
  person: Stored<Person>,
  change: AccountChange,
  operation: string,
): Stored<Person> {
  const { status, lastUsedOn, useKnownSince, ...dates } = change;
  const days = { lastUsedOn, useKnownSince };
  const old = person.extension?.find(({ url }) => url === ACCOUNT_EXTENSION)?.extension ?? [];
  const dayParts = Object.entries(days).flatMap<Extension>(([url, valueDate]) =>
    valueDate === undefined ? [] : [{ url, valueDate }],
  );
  const written = new Set(['status', ...Object.keys(dates), ...dayParts.map(({ url }) => url)]);
  const kept = old.filter(({ url }) => !written.has(url));
  const dateParts = Object.entries(dates).flatMap<Extension>(([url, valueInstant]) =>
    valueInstant === undefined ? [] : [{ url, valueInstant }],
  );
  const parts = [{ url: 'status', valueCode: status }, ...kept, ...dateParts, ...dayParts];
  const extension = withExtension(person.extension, { url: ACCOUNT_EXTENSION, extension: parts });
  return stamped({ ...person, extension }, operation);
}
