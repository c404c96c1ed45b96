import type { CalendarDate, Instant, Verifier } from '../records.ts';

/**
 * What somebody typed at the website to have a basic account, and what became of it. It is nobody's record: until a member
 * of staff, or the rule for exact matches, has found whose it is, it belongs to no patient. Source: Vision, Online Services
 * User; domain of matching is our own, as no source has it.
 */
export interface OsuApplication {
  /** UUID, made by the website. */
  readonly id: string;
  readonly practiceId: string;
  /** UUID that the account will have: two workstations that make it at once make one. */
  readonly accountKey: string;
  readonly state: ApplicationState;
  readonly appliedAt: Instant;
  /** Gone once it has been dealt with. */
  readonly typed?: TypedDetails;
  /** Tells whether a name is the username chosen. */
  readonly usernameVerifier?: Verifier;
  /** Whose account it becomes; there once it is decided. */
  readonly patientRef?: string;
}

export const ApplicationState = {
  /** Nobody has decided yet. */
  waiting: 'waiting',
  /** It is decided whose it is, and the account is being made. */
  claimed: 'claimed',
  matched: 'matched',
  rejected: 'rejected',
} as const;
export type ApplicationState = (typeof ApplicationState)[keyof typeof ApplicationState];

/** The applicant's own words. */
export interface TypedDetails {
  readonly given: string;
  readonly family: string;
  readonly birthDate: CalendarDate;
  /** As typed. */
  readonly number?: string;
  readonly postcode: string;
}

/** Days after which one that nobody dealt with ends by itself. Source: EMIS, online requests: reject after 3 months. */
export const APPLICATION_DAYS = 90;

/** The application as that of a patient, with the account still to be made. */
export function claimedFor(application: OsuApplication, patientRef: string): OsuApplication {
  return { ...application, state: ApplicationState.claimed, patientRef };
}

/** Nobody's again: the patient turned out to have an account. */
export function givenBack({ patientRef: _ref, ...application }: OsuApplication): OsuApplication {
  return { ...application, state: ApplicationState.waiting };
}

/** Dealt with: what was typed is not needed any more, and goes. */
export function dealtWith(
  { typed: _typed, usernameVerifier: _name, ...application }: OsuApplication,
  state: 'matched' | 'rejected',
): OsuApplication {
  return { ...application, state };
}
