import type { InjectionToken } from 'tsyringe';
import type { Observable } from 'rxjs';
import type { Result } from '../domain/result.ts';
import type { CalendarDate, Instant, StaffMember } from '../domain/records.ts';
import type {
  HostChoices,
  HostSettings,
  PracticeSettings,
} from '../domain/practice/practice-settings.ts';
import type { PatientEnding } from '../domain/patient/patient-ending.ts';
import type { Nation, PatientIdentifier } from '../domain/patient/patient-identifier.ts';
import type { Contact } from '../domain/contacts/contact.ts';
import type { Permission } from '../domain/practice/permission.ts';

/** The practice the host is signed in to. Fixed while the plugin is active. */
export interface Practice {
  readonly id: string;
  readonly name: string;
  readonly address: readonly string[];
  readonly phone?: string;
  readonly nation: Nation;
}

/** The patient as registration needs them. */
export interface Patient {
  /** The host's logical id. */
  readonly ref: string;
  /** "Morgan, Siân (Mrs)" style for screens; `undefined` where the record holds no name. */
  readonly displayName: string | undefined;
  /** As printed on a letter: "Mrs Siân Morgan". */
  readonly letterName: string | undefined;
  /** As apps ask for it. */
  readonly surname?: string;
  readonly birthDate?: CalendarDate;
  /** Where letters go; `undefined` where the record holds no address that counts today. */
  readonly address?: PostalAddress;
  readonly identifiers: readonly PatientIdentifier[];
  /** First day of their registration with this practice, where the record says it. */
  readonly registeredSince?: CalendarDate;
  /** Why they are no longer a patient of this practice. */
  readonly ending?: PatientEnding;
  /** Earlier records of theirs that this one has replaced, by their logical ids. */
  readonly replaces?: readonly string[];
  /** Since when they have been registered at this practice, where the record says so. */
  readonly registeredOn?: CalendarDate;
  /** Not everybody may know where they live, or that they are a patient here at all. */
  readonly restricted: boolean;
  /** How to talk and write to them. */
  readonly needs?: CommunicationNeeds;
}

/** An address in force, as lines of an envelope. */
export interface PostalAddress {
  readonly kind: 'correspondence' | 'temporary' | 'home';
  readonly lines: readonly string[];
}

/** What the record says of how to reach a person; each only where it says something out of the ordinary. */
export interface CommunicationNeeds {
  /** Preferred language by its name, where it is not English. */
  readonly language?: string;
  readonly interpreter?: true;
  /** Preferred format of letters, such as "Large print". */
  readonly format?: string;
}

export interface StaffSession {
  /** Differs for every sign-in. */
  readonly id: string;
  readonly staff: StaffMember;
  readonly permissions: readonly Permission[];
}

/** The patient's record in the host. */
export interface PatientRecord {
  /** The patient whose Registration screen is open. */
  readonly current$: Observable<Patient | null>;
  /** Messages can be sent to patients. */
  readonly sendsMessages: boolean;
  /** Somebody of the practice who is not open; `undefined` where the host does not say. Refused when it cannot tell now. */
  find(patientRef: string): Promise<Result<Patient | undefined>>;
  /** Contacts of a patient, kept up to date. */
  contacts$(patientRef: string): Observable<readonly Contact[]>;
  saveContact(patientRef: string, contact: Contact): Promise<Result<Contact>>;
  countSharingEmail(patientRef: string, email: string): Promise<Result<number>>;
  /** Adds "Patient registration data verified" to the clinical history. */
  addIdentityVerifiedEntry(
    patientRef: string,
    date: CalendarDate,
    freetext: string,
  ): Promise<Result<void>>;
}

/** Who is signed in. */
export interface StaffSessions {
  readonly session$: Observable<StaffSession | null>;
  /** People of the practice who may be named as having done something; none where the host does not say. */
  readonly colleagues$: Observable<readonly StaffMember[]>;
  /** Who is signed in at this moment. */
  current(): StaffSession | null;
}

/** What the host holds of the practice's choices. */
export interface HostConfiguration {
  readonly settings$: Observable<HostSettings>;
  current(): HostSettings;
  save(changes: Partial<HostChoices>): Promise<Result<void>>;
}

/** The practice's own choices as they hold: the host's, and those of the shared record. */
export interface SettingsStore {
  /** Says nothing before it is known what this workstation holds of the shared record's. */
  readonly settings$: Observable<PracticeSettings>;
}

/** What a document is, for its file's name; a letter unless it is said. */
export type DocumentKind = 'letter' | 'history';

export type FiguresFormat = 'csv' | 'pdf';

/** Paper and files, by the host. */
export interface DocumentOutput {
  /** `false` = the user cancelled. The host's dialogs name the patient. */
  print(
    patientRef: string,
    pdf: Blob,
    title: string,
    kind?: DocumentKind,
  ): Promise<Result<boolean>>;
  save(patientRef: string, pdf: Blob, title: string, kind?: DocumentKind): Promise<Result<boolean>>;
  /** The host keeps files that are no PDFs. */
  readonly keepsFiles: boolean;
  /** A history as a CSV file. Refused (`files-not-kept`) by a host that keeps PDFs only. */
  saveFile(patientRef: string, csv: Blob, title: string): Promise<Result<boolean>>;
  /** The host keeps tables that are not about one patient. */
  readonly keepsLists: boolean;
  /** A table about several patients as a CSV file. Refused (`files-not-kept`) by a host that keeps none. */
  saveList(csv: Blob, title: string): Promise<Result<boolean>>;
  /** Figures of the practice, which name nobody. As a table refused like {@link saveList}. */
  saveFigures(file: Blob, title: string, format: FiguresFormat): Promise<Result<boolean>>;
  /** The host prints what is about several patients. */
  readonly printsLists: boolean;
  /** Letters of several patients. Refused (`letters-not-printed`) by a host that prints none. */
  printList(pdf: Blob, title: string): Promise<Result<boolean>>;
}

/** Time, ids and network, so that rules can be tested at any hour. */
export interface Environment {
  /** The time as well as it is known: the server's where that can be told, else this workstation's own clock. */
  now(): Instant;
  /** Today as the practice sees it (Europe/London). */
  today(): CalendarDate;
  /**
   * Whether {@link now} follows the server. While it does not, the workstation's clock may be months off, so nothing is
   * done that cannot be undone.
   */
  isTimeTrusted(): boolean;
  /**
   * Milliseconds since some moment, by a clock that nobody sets: for how long something takes, never for when it was.
   */
  elapsed(): number;
  newId(): string;
  /** Whether the browser believes it has a network. Only a hint. */
  readonly online$: Observable<boolean>;
}

export const PRACTICE: InjectionToken<Practice> = Symbol('Practice');
export const PATIENT_RECORD: InjectionToken<PatientRecord> = Symbol('PatientRecord');
export const STAFF_SESSIONS: InjectionToken<StaffSessions> = Symbol('StaffSessions');
export const HOST_CONFIGURATION: InjectionToken<HostConfiguration> = Symbol('HostConfiguration');
export const SETTINGS_STORE: InjectionToken<SettingsStore> = Symbol('SettingsStore');
export const DOCUMENT_OUTPUT: InjectionToken<DocumentOutput> = Symbol('DocumentOutput');
export const ENVIRONMENT: InjectionToken<Environment> = Symbol('Environment');
