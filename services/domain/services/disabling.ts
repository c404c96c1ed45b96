/** Switching off as an act of its own: who switches on again ends that act, and no other one. */
import type { Disabling, Instant, ServiceEntitlement, ServiceName } from '../records.ts';
import { FailureKind, ok, refuse, type Result } from '../result.ts';
import type { PatientEnding } from '../patient/patient-ending.ts';
import { RuleDisablingReason } from './rule-reasons.ts';

/**
 * Why a member of staff switches an account or a service off, in the order of the list. Opting out and misuse: Vision's help on
 * disabling ("opts out of all or one service", "abuses the service"). Missed appointments: its DNA limit, which switches
 * Appointments off. Safeguarding: RCGP and NHS England on coercion and on children and domestic abuse in online access.
 */
export const StaffDisablingReason = {
  optedOut: 'patient-opted-out',
  misuse: 'misuse',
  missedAppointments: 'missed-appointments',
  safeguarding: 'safeguarding',
  /** Says nothing by itself: a note has to. */
  other: 'other',
} as const;
export type StaffDisablingReason = (typeof StaffDisablingReason)[keyof typeof StaffDisablingReason];

export type DisablingReason = StaffDisablingReason | RuleDisablingReason;

/** Why the account of somebody who is no patient of the practice any more is switched off. */
export function disablingReasonOf(ending: PatientEnding): RuleDisablingReason {
  if (ending === 'deceased' || ending === 'merged') return ending;
  return RuleDisablingReason.left;
}

/** One act of switching off, however many services it concerns. */
export interface DisablingAct {
  /** Unique to the act. */
  readonly id: string;
  readonly at: Instant;
}

/** What is wanted of a service, or of the whole account: as ticked. */
export interface WantedSwitch {
  readonly enabled: boolean;
  readonly notes?: string;
  /** Why it is to be off, where it was on. */
  readonly reason?: string;
}

/**
 * A switch after somebody has set it. Switching off is a new act and takes a reason, and *other* a note; what was off stays off
 * by the same act; switching on ends it, and reason and note are gone.
 */
export function switchedTo(
  name: ServiceName | 'global',
  was: ServiceEntitlement | undefined,
  wanted: WantedSwitch,
  act: DisablingAct,
): Result<ServiceEntitlement> {
  const { enabled, notes } = wanted;
  if (enabled) return ok(on(was, notes));
  const disabling =
    was?.enabled === true ? actWithReason(name, wanted.reason, act) : ok(was?.disabling);
  if (!disabling.ok) return disabling;
  const isBare = notes === undefined && disabling.value?.reason === StaffDisablingReason.other;
  return isBare
    ? refuse(
        FailureKind.invalid,
        { code: 'disabling-note-missing', service: name },
        `notes-${name}`,
      )
    : ok(off(notes, disabling.value));
}

/** A note that said why it was off says nothing any more. */
function on(was: ServiceEntitlement | undefined, notes: string | undefined): ServiceEntitlement {
  const isOld = was?.enabled === false && was.notes === notes;
  return notes === undefined || isOld ? { enabled: true } : { enabled: true, notes };
}

function off(notes: string | undefined, disabling: Disabling | undefined): ServiceEntitlement {
  return {
    enabled: false,
    ...(notes !== undefined && { notes }),
    ...(disabling !== undefined && { disabling }),
  };
}

function actWithReason(
  name: ServiceName | 'global',
  reason: string | undefined,
  { id, at }: DisablingAct,
): Result<Disabling> {
  const chosen = Object.values(StaffDisablingReason).find((known) => known === reason);
  return chosen === undefined
    ? refuse(
        FailureKind.invalid,
        { code: 'disabling-reason-missing', service: name },
        `reason-${name}`,
      )
    : ok({ id, reason: chosen, at });
}
