/**
 * A patient's account on its way from one practice code to another, as a split or a merge of practices needs it. What is
 * written once it is handed over is all that the new practice goes by: nobody needs rights in both places.
 */
import type { Nation, PatientId } from '../patient/patient-identifier.ts';
import type {
  CalendarDate,
  ChildSetup,
  Disabling,
  IdentityCheckRecord,
  Instant,
  StaffMember,
} from '../records.ts';
import type { ServiceSet } from '../services/change-services.ts';

/** A practice by its code, and what it is called. */
export interface NamedPractice {
  readonly id: string;
  readonly name: string;
}

/** Where patients are to go. */
export interface NewPractice extends NamedPractice {
  readonly nation: Nation;
  /** Day of the split or merge. */
  readonly on: CalendarDate;
}

export const TransferState = {
  /** The old practice has written it; nobody at the new one has taken it up. */
  handedOver: 'handed-over',
  /** It is decided there whose it is, and the account is being made. */
  claimed: 'claimed',
  /** The account at the new practice is on the shared record. */
  takenIn: 'taken-in',
  /** By the old practice. */
  takenBack: 'taken-back',
  /** By the new practice, which has nobody of whom it could be. */
  givenBack: 'given-back',
} as const;
export type TransferState = (typeof TransferState)[keyof typeof TransferState];

/** What came of a transfer that was taken in. */
export type TransferOutcome = 'made' | 'had-one';

export interface Transfer {
  /** Operation that hands it over, `<job>.<patient>`: of one there is one. */
  readonly id: string;
  readonly from: NamedPractice;
  readonly to: NamedPractice;
  readonly state: TransferState;
  readonly handedOverAt: Instant;
  /** Who handed it over. */
  readonly by: StaffMember;
  /** UUID of the act that closes the account at the old practice: see {@link closedBy}. */
  readonly closing: string;
  /** UUID that the account at the new practice will have: two workstations that make it at once make one. */
  readonly accountKey: string;
  /** What moves; gone once the transfer is over. */
  readonly content?: TransferContent;
  /** Who it is at the new practice; there once it is decided. */
  readonly claimedFor?: string;
  readonly outcome?: TransferOutcome;
  /** A code of {@link GIVE_BACK_REASONS}. */
  readonly givenBackBecause?: string;
}

/** What the new practice is given. No codes, nothing that checks them, and no way to reach the patient. */
export interface TransferContent {
  readonly person: TransferredPerson;
  readonly enabled: boolean;
  readonly enabledNotes?: string;
  readonly disabling?: Disabling;
  readonly services: ServiceSet;
  readonly child?: ChildSetup;
  /** How the patient was identified, oldest first; those entered in error are not among them. */
  readonly identityChecks: readonly HandedCheck[];
}

/** Who moves, as the old practice knows them. */
export interface TransferredPerson {
  readonly number: Pick<PatientId, 'scheme' | 'value'>;
  readonly birthDate: CalendarDate;
  readonly surname: string;
  /** As screens give it, "MORGAN, Siân (Mrs)". */
  readonly name: string;
}

/** A check of identity without what somebody typed about it, which may name documents. */
export type HandedCheck = Pick<
  IdentityCheckRecord,
  'date' | 'method' | 'staff' | 'recordedAt' | 'vouchedAs'
>;

/** Why the new practice gives one back, in the order of its list. */
export const GIVE_BACK_REASONS = ['not-registered-here', 'details-differ', 'duplicate'] as const;
export type GiveBackReason = (typeof GIVE_BACK_REASONS)[number];

/** The patient of the old practice whose transfer has this id. */
export function oldPatientOf({ id }: Pick<Transfer, 'id'>): string {
  return id.slice(id.indexOf('.') + 1);
}

/** Whether nobody has it to do any more. */
export function isOver({ state }: Pick<Transfer, 'state'>): boolean {
  return state !== TransferState.handedOver && state !== TransferState.claimed;
}

/** It is this patient's of the new practice. */
export function claimedFor(transfer: Transfer, patientRef: string): Transfer {
  return { ...transfer, state: TransferState.claimed, claimedFor: patientRef };
}

/** Taken in: what it said of the patient is not needed any more, and goes. */
export function takenInAs(
  { content: _content, ...rest }: Transfer,
  outcome: TransferOutcome,
): Transfer {
  return { ...rest, state: TransferState.takenIn, outcome };
}

/** By the old practice, before anybody took it up. */
export function takenBack({ content: _content, ...rest }: Transfer): Transfer {
  return { ...rest, state: TransferState.takenBack };
}

/** By the new practice. */
export function givenBack(
  { content: _content, ...rest }: Transfer,
  because: GiveBackReason,
): Transfer {
  return { ...rest, state: TransferState.givenBack, givenBackBecause: because };
}
