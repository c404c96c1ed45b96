/** Missed appointments over the practice's limit switch Appointments off (Vision, Online DNAs). */
import { addDays, dateOf } from '../calendar.ts';
import { addMonths } from '../calendar-months.ts';
import { TEXT_LIMITS } from '../limited-text.ts';
import type { SharedSettings } from '../practice/shared-settings.ts';
import { ServiceName, type CalendarDate, type PatientRecords } from '../records.ts';
import type { DisablingAct } from './disabling.ts';
import { RuleDisablingReason } from './rule-reasons.ts';

/** What the rule goes by. */
export interface MissedFacts {
  readonly records: PatientRecords;
  readonly settings: Pick<SharedSettings, 'missedAppointmentsLimit' | 'missedAppointmentsMonths'>;
  readonly today: CalendarDate;
}

/**
 * First day from which missed appointments count; `undefined` = nothing is to be counted. After somebody has switched Appointments on
 * again, those of the next day on.
 */
export function countedSince({ records, settings, today }: MissedFacts): CalendarDate | undefined {
  const held = records.services?.services[ServiceName.appointments];
  const isOn = records.account !== undefined && held?.enabled === true;
  if (!isOn || settings.missedAppointmentsLimit === 0) return undefined;
  const window = addMonths(today, -settings.missedAppointmentsMonths);
  const anew = held.missedFrom === undefined ? window : addDays(dateOf(held.missedFrom), 1);
  return anew > window ? anew : window;
}

/** Whether so many are more than the practice allows: as many as the limit still pass. */
export function isOverLimit(missed: number, { settings }: Pick<MissedFacts, 'settings'>): boolean {
  return settings.missedAppointmentsLimit > 0 && missed > settings.missedAppointmentsLimit;
}

/**
 * The records with Appointments switched off, and a note of why, before what was noted. The act has one name wherever it is done, so
 * that two workstations do it once.
 */
export function withoutAppointments(
  records: PatientRecords,
  note: string,
  { at }: Pick<DisablingAct, 'at'>,
): PatientRecords {
  const { services } = records;
  const held = services?.services[ServiceName.appointments];
  if (services === undefined || held?.enabled !== true) return records;
  const both = held.notes === undefined ? note : `${note} ${held.notes}`;
  const off = {
    enabled: false,
    notes: both.length > TEXT_LIMITS.notes ? note : both,
    disabling: {
      id: `missed-${services.id}-${held.missedFrom ?? 'first'}`,
      at,
      reason: RuleDisablingReason.missedLimit,
    },
    ...(held.missedFrom !== undefined && { missedFrom: held.missedFrom }),
  };
  return {
    ...records,
    services: { ...services, services: { ...services.services, [ServiceName.appointments]: off } },
  };
}
