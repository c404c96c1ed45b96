/** What records of every kind are written with; `records.ts` passes it on. */

/** ISO 8601 instant in UTC, e.g. "2026-03-01T09:30:00.000Z". */
export type Instant = string;
/** Calendar date as the practice sees it, YYYY-MM-DD. */
export type CalendarDate = string;

/** A member of staff as an author: kept with everything they do. */
export interface StaffMember {
  readonly id: string;
  readonly name: string;
}

/** Services in the order of the tab. */
export const ServiceName = {
  appointments: 'appointments',
  repeats: 'repeats',
  acutes: 'acutes',
  messaging: 'messaging',
  summaryData: 'summary-data',
  detailedCodedRecord: 'detailed-coded-record',
  pharmacyNominationView: 'pharmacy-nomination-view',
  pharmacyNominationUpdate: 'pharmacy-nomination-update',
} as const;
export type ServiceName = (typeof ServiceName)[keyof typeof ServiceName];
