import type { InjectionToken } from 'tsyringe';
import type { CalendarDate } from '../domain/records.ts';
import type { ReadCodes } from '../domain/services/record-access.ts';

/** What the host tells of the clinical record, where it does. */
export interface ClinicalFacts {
  /** Entries with these codes of one system. Never rejects: what cannot be had is said so. */
  codes(patientRef: string, system: string, codes: readonly string[]): Promise<ReadCodes>;
  /** How many appointments the patient has missed on that day or later; `undefined` = nobody can say. */
  missedAppointments(patientRef: string, since: CalendarDate): Promise<number | undefined>;
}

export const CLINICAL_FACTS: InjectionToken<ClinicalFacts> = Symbol('ClinicalFacts');
