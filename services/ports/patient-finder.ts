import type { InjectionToken } from 'tsyringe';
import type { Candidate } from '../domain/osu/matching.ts';
import type { CalendarDate } from '../domain/records.ts';
import type { Result } from '../domain/result.ts';

/** What is known of who is looked for: by number, or by name and birth date. */
export interface PatientQuery {
  readonly number?: string;
  readonly family: string;
  readonly given?: string;
  readonly birthDate: CalendarDate;
}

/** A patient who may be meant, with the name that screens give them. */
export interface FoundPatient extends Candidate {
  /** Where they live, as far as everybody may know. */
  readonly addressLines: readonly string[];
}

/** Finding patients of the practice who are not open. */
export interface PatientFinder {
  /** Absent where the host cannot be asked. */
  readonly find?: (query: PatientQuery) => Promise<Result<readonly FoundPatient[]>>;
  /** The patient who is open, as one who may be meant. */
  open(): Promise<FoundPatient | undefined>;
}

export const PATIENT_FINDER: InjectionToken<PatientFinder> = Symbol('PatientFinder');
