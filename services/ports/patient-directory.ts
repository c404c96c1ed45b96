import type { InjectionToken } from 'tsyringe';
import type { PatientEnding } from '../domain/patient/patient-ending.ts';
import type { PatientId } from '../domain/patient/patient-identifier.ts';
import type { CalendarDate } from '../domain/records.ts';
import type { Result } from '../domain/result.ts';

/** What a row of a list shows of a patient who is not open. Nothing here says where somebody lives. */
export interface DescribedPatient {
  /** The host's logical id. */
  readonly ref: string;
  /** "MORGAN, Siân (Mrs)", as the tab shows it; `undefined` where the record holds no name. */
  readonly displayName: string | undefined;
  readonly birthDate?: CalendarDate;
  /** The number that the nation's patients are known by, checked; absent where the record has none that counts. */
  readonly number?: PatientId;
  /** Name of the usual GP, where the record names one. */
  readonly usualGp?: string;
  /** Not everybody may know where they live, or that they are a patient here at all: marked as such wherever shown. */
  readonly restricted: boolean;
  /** Why they are no longer a patient of this practice. */
  readonly ending?: PatientEnding;
  /** Whether an email address of theirs is verified; absent where the host does not say. */
  readonly hasVerifiedEmail?: boolean;
}

/** What the host can tell of its patients that no account does. */
export type Having =
  | 'no-verified-email'
  /** An email address of theirs is another patient's, too. */
  | 'shared-email'
  | 'restricted'
  /** Deceased, departed, merged or no longer registered here. */
  | 'left';

/** Who is looked for: everybody for whom all that is said holds; with nothing said, every patient of the practice. */
export interface DirectoryQuery {
  /** What somebody typed: parts of a name in any order. */
  readonly name?: string;
  /** The whole patient number, with or without spaces. */
  readonly number?: string;
  /** Born on this day or later. */
  readonly bornFrom?: CalendarDate;
  /** Born on this day or before. */
  readonly bornUntil?: CalendarDate;
  /** Id of the usual GP. */
  readonly usualGp?: string;
  readonly having?: Having;
}

/** Behind which place the next page begins. Opaque; holds for the query that it came from. */
export type DirectoryPlace = string;

export interface DirectoryPageRequest {
  /** The beginning where it is left out. */
  readonly after?: DirectoryPlace;
  /** Patients a page, {@link MOST_DESCRIBED} at most. */
  readonly size: number;
}

/** Patients by surname, given name and id: an order that lasts, whatever changes between two pages. */
export interface DescribedPage {
  readonly patients: readonly DescribedPatient[];
  /** Absent on the last page. A page that is not full, even an empty one, may have one after it. */
  readonly next?: DirectoryPlace;
}

/** A GP whose patients can be asked for. */
export interface UsualGp {
  readonly id: string;
  readonly name: string;
}

/** So many patients are asked for at once. */
export const MOST_DESCRIBED = 100;

/**
 * The patients of the practice, whoever is open, as far as the host tells. One look a call: nothing is kept of anybody here,
 * and a list asks for its rows as they come into view.
 */
export interface PatientDirectory {
  /** Patients who are not open can be described. Where not, {@link describe} is refused. */
  readonly describes: boolean;
  /**
   * Those of the patients whom the host knows, by their refs; asked {@link MOST_DESCRIBED} at a time. Whoever is not in the
   * answer is not of this practice, or not for this person to see.
   */
  describe(refs: readonly string[]): Promise<Result<ReadonlyMap<string, DescribedPatient>>>;
  /** Absent where the host cannot be asked. Refused for a question that it cannot answer. */
  readonly find?: (
    query: DirectoryQuery,
    page: DirectoryPageRequest,
  ) => Promise<Result<DescribedPage>>;
  /** Whose patients can be asked for, by name. Absent where the host does not say. */
  readonly usualGps?: () => Promise<Result<readonly UsualGp[]>>;
  /**
   * Opens the patient's registration, with the Online Services tab where the host can. `false`: the person stayed, because of
   * unsaved changes. Absent where the host opens nobody.
   */
  readonly open?: (ref: string) => Promise<Result<boolean>>;
}

export const PATIENT_DIRECTORY: InjectionToken<PatientDirectory> = Symbol('PatientDirectory');
