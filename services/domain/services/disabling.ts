/** Switching off as an act of its own: who switches on again ends that act, and no other one. */
import type {
  AccessDecision,
  Disabling,
  Instant,
  ServiceEntitlement,
  ServiceName,
} from '../records.ts';
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
  /** Of a view of the record: what was decided about it. */
  readonly access?: AccessDecision;
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
  if (enabled) return switchedOn(name, was, wanted, act);
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
    : ok(off(was, wanted, disabling.value));
}

/**
 * A note that said why it was off says nothing any more. What missed appointments had switched off comes on again for a reason
 * alone, and they count anew from then on.
 */
function switchedOn(
  name: ServiceName | 'global',
  was: ServiceEntitlement | undefined,
  { notes, access }: WantedSwitch,
  { at }: DisablingAct,
): Result<ServiceEntitlement> {
  const isNew = notes !== undefined && !(was?.enabled === false && was.notes === notes);
  const wasMissed = was?.disabling?.reason === RuleDisablingReason.missedLimit;
  if (wasMissed && !isNew) {
    const reason = { code: 'enabling-note-missing', service: name } as const;
    return refuse(FailureKind.invalid, reason, `notes-${name}`);
  }
  const granted = access ?? (was?.enabled === true ? was.access : undefined);
  const missedFrom = wasMissed ? at : was?.missedFrom;
  return ok({
    enabled: true,
    ...(isNew && { notes }),
    ...(granted !== undefined && { access: granted }),
    ...(missedFrom !== undefined && { missedFrom }),
  });
}

/** Who is not to see the record any more has nothing granted; that they are not to see it yet stays said. */
function off(
  was: ServiceEntitlement | undefined,
  { notes, access }: WantedSwitch,
  disabling: Disabling | undefined,
): ServiceEntitlement {
  const kept = access ?? (was?.enabled === false ? was.access : undefined);
  return {
    enabled: false,
    ...(notes !== undefined && { notes }),
    ...(disabling !== undefined && { disabling }),
    ...(kept !== undefined && { access: kept }),
    ...(was?.missedFrom !== undefined && { missedFrom: was.missedFrom }),
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
