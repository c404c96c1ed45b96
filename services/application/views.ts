/**
 * What the screens show and ask: plain view models and the one facade. Components know nothing else of the product.
 */
import type { Observable } from 'rxjs';
import type {
  AccountStatus,
  CalendarDate,
  IdentityMethod,
  Instant,
  ServiceName,
} from '../domain/records.ts';
import type { Contact } from '../domain/contacts/contact.ts';
import type { PracticeSettings } from '../domain/practice/practice-settings.ts';
import type { Result } from '../domain/result.ts';
import type { OutboxState } from '../ports/outbox.ts';
import type { SyncPhase } from '../ports/sync-control.ts';

/** What the Online Services tab shows. */
export type TabView =
  | { readonly phase: 'loading' }
  | { readonly phase: 'no-patient' }
  | { readonly phase: 'signed-out' }
  | { readonly phase: 'not-permitted'; readonly message: string }
  /** Browser storage cannot be used right now; recovers by itself. */
  | { readonly phase: 'unavailable'; readonly message: string }
  | ({ readonly phase: 'ready' } & ReadyTabView);

export interface ReadyTabView {
  readonly patient: PatientView;
  readonly today: CalendarDate;
  readonly staff: { readonly id: string; readonly name: string };
  /** People offered as having checked the identity: the signed-in person first, then those seen on earlier checks. */
  readonly staffChoices: readonly { readonly id: string; readonly name: string }[];
  readonly contacts: readonly Contact[];
  /** The address used for messages: preferred and verified. */
  readonly preferredEmail?: Contact;
  readonly preferredMobile?: Contact;
  /** How many other patients hold the preferred (else any) email address; 0 = not shared, undefined = not known yet. */
  readonly emailSharedBy?: number;
  readonly identityChecks: readonly IdentityCheckView[];
  readonly services: readonly ServiceView[];
  readonly account?: AccountView;
  readonly letter?: LetterView;
  readonly can: {
    readonly create: Allowed;
    readonly recordIdentity: Allowed;
    readonly changeServices: Allowed;
    readonly printLetter: Allowed;
    readonly issueNewCodes: Allowed;
    readonly unlock: Allowed;
    readonly editContacts: Allowed;
  };
  readonly sync: SyncView;
}

/** Whether something may be done, and the sentence why not. `hidden` = it makes no sense here, show nothing. */
export type Allowed =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly reason: string; readonly hidden?: boolean };

export interface PatientView {
  readonly ref: string;
  readonly name: string;
  readonly birthDate?: CalendarDate;
  /** Grouped for reading; absent when the patient has none that counts. */
  readonly patientId?: string;
  readonly patientIdLabel: string;
  /** Why no account can be made, e.g. an old-style number, deceased, departed. */
  readonly ineligible?: string;
}

export interface IdentityCheckView {
  readonly id: string;
  readonly date: CalendarDate;
  readonly methodLabel: string;
  readonly staffName: string;
  readonly freetext: string;
  readonly recordedAt: Instant;
  readonly recordedByName: string;
  readonly enteredInError?: {
    readonly at: Instant;
    readonly byName: string;
    readonly reason: string;
  };
  readonly unsent: boolean;
}

export interface ServiceView {
  /** `global` is the account's own tick: off = disabled by the practice. */
  readonly name: ServiceName | 'global';
  readonly label: string;
  readonly enabled: boolean;
  readonly notes: string;
  /** The practice does not offer it (Control Panel); the tick is kept but has no effect. */
  readonly offeredByPractice: boolean;
  /** What unticking does, for the person deciding. */
  readonly effect: string;
}

export interface AccountView {
  readonly accountId: string;
  readonly status: AccountStatus;
  readonly statusLabel: string;
  /** Sentence: what the status means and what comes next. */
  readonly statusMeaning: string;
  /** In order of time: "Created", "Registered on the website", "Activated", "Locked until". */
  readonly dates: readonly { readonly label: string; readonly at: Instant }[];
  readonly disabledByPractice: boolean;
  /** Everything about the account is on the shared record. */
  readonly shared: boolean;
}

export interface LetterView {
  readonly expiresOn: CalendarDate;
  readonly expired: boolean;
  /** The codes are gone, not even sealed any more. */
  readonly wiped: boolean;
  /** Letters printed or saved with these codes. */
  readonly copies: number;
  readonly lastAt?: Instant;
  readonly lastByName?: string;
  /** The codes are on the shared record, so they work on the website. */
  readonly codesWork: boolean;
}

/** Keeping in step with the shared record, in plain words. */
export interface SyncView {
  readonly phase: SyncPhase;
  /** Sentence: "Up to date", "2 changes are waiting to be sent. They are kept on this workstation." */
  readonly summary: string;
  readonly tone: 'good' | 'neutral' | 'warning' | 'bad';
  readonly lastPulledAt?: Instant;
  /** Unsent work of this patient. */
  readonly work: readonly UnsentWorkView[];
  /** Unsent work of other patients on this workstation. */
  readonly otherWaiting: number;
  /** Unsent work of other patients that needs a person. */
  readonly otherNeedingAttention: number;
}

export interface UnsentWorkView {
  readonly entryId: string;
  readonly description: string;
  readonly patientName: string;
  readonly authorName: string;
  readonly at: Instant;
  readonly state: OutboxState;
  /** It waits for its author to sign in here; anybody permitted may give it up instead. */
  readonly waitsForAuthor: boolean;
  /** Sentence: what is the matter and what to do. */
  readonly explanation: string;
  /** On a conflict: what differs. */
  readonly differences?: readonly {
    readonly label: string;
    readonly ours: string;
    readonly theirs: string;
  }[];
}

/** What the Control Panel page shows. */
export type SettingsView =
  | { readonly phase: 'loading' }
  | {
      readonly phase: 'ready';
      readonly practiceName: string;
      readonly settings: PracticeSettings;
      readonly services: readonly { readonly name: ServiceName; readonly label: string }[];
      readonly change: Allowed;
    };

export interface IdentityCheckInput {
  readonly operationId: string;
  readonly patientRef: string;
  readonly date: CalendarDate;
  readonly method: IdentityMethod | '';
  readonly staffId: string;
  readonly staffName: string;
  readonly freetext: string;
  /** Also add "Patient registration data verified" to the clinical record. */
  readonly addCodedEntry: boolean;
}

export interface ServiceTick {
  readonly name: ServiceName | 'global';
  readonly enabled: boolean;
  readonly notes: string;
}

/** A letter on its way to the patient: opaque bytes, gone when released. */
export interface PreparedLetter {
  readonly pdf: Blob;
  readonly title: string;
  /** "Copy 2", or `undefined` for the first. */
  readonly copyLabel?: string;
  /** Warning to show with it, e.g. the codes do not work yet. */
  readonly warning?: string;
}

/** Printing or saving the letter of a patient. */
export interface LetterHandOver {
  readonly operationId: string;
  readonly patientRef: string;
  /** The warning that goes with the letter has been shown. */
  readonly despiteWarning?: boolean;
}

/** Everything screens and commands can ask and do. Queries never error; commands never throw for expected reasons. */
export interface OnlineServices {
  /** Follows the host's current patient. */
  readonly tab$: Observable<TabView>;
  readonly settings$: Observable<SettingsView>;
  /** Methods offered in the Identification dialog, in order. */
  readonly identityMethods: readonly {
    readonly method: IdentityMethod;
    readonly label: string;
    readonly group: string;
    /** What must be written in the free text, if anything. */
    readonly freetextHint?: string;
  }[];

  /** Loads what commands need. Called when somebody starts to work in a screen, so that it is there when they act. */
  prepare(): void;

  /** A new id for a form about to open: makes every command of that form happen at most once. */
  newOperationId(): string;

  saveContact(input: {
    readonly patientRef: string;
    readonly contact: Contact;
  }): Promise<Result<Contact>>;
  recordIdentityCheck(
    input: IdentityCheckInput,
  ): Promise<Result<{ readonly codedEntryFailure?: string }>>;
  markIdentityCheckEnteredInError(input: {
    readonly operationId: string;
    readonly patientRef: string;
    readonly checkId: string;
    readonly reason: string;
  }): Promise<Result<void>>;
  /**
   * Refused with `needs-confirmation` and the exact question when there is no verified preferred email and
   * `withoutEmail` is not set.
   */
  createAccount(input: {
    readonly operationId: string;
    readonly patientRef: string;
    readonly services: readonly ServiceTick[];
    readonly withoutEmail?: boolean;
  }): Promise<Result<void>>;
  changeServices(input: {
    readonly operationId: string;
    readonly patientRef: string;
    readonly services: readonly ServiceTick[];
  }): Promise<Result<void>>;
  unlockAccount(input: {
    readonly operationId: string;
    readonly patientRef: string;
  }): Promise<Result<void>>;
  /**
   * New codes for an account whose letter expired, was lost, was seen by others or cannot be printed. Refused with
   * `needs-confirmation` while the codes of the current letter still work and `replaceWorking` is not set.
   */
  issueNewCodes(input: {
    readonly operationId: string;
    readonly patientRef: string;
    readonly replaceWorking?: boolean;
  }): Promise<Result<void>>;

  /** Makes the letter to look at. Audited as a preview. */
  previewLetter(input: { readonly patientRef: string }): Promise<Result<PreparedLetter>>;
  /**
   * Makes the letter anew, hands it to the host, records it. `false` = the user cancelled at the host. Refused with
   * `needs-confirmation` and the warning when there is one and `despiteWarning` is not set.
   */
  printLetter(input: LetterHandOver): Promise<Result<boolean>>;
  saveLetter(input: LetterHandOver): Promise<Result<boolean>>;

  retryWork(entryId: string): Promise<Result<void>>;
  discardWork(entryId: string): Promise<Result<void>>;
  resolveConflict(entryId: string, choice: 'ours' | 'theirs'): Promise<Result<void>>;
  /** Looks at the shared record now. */
  refresh(): void;

  saveSettings(changes: Partial<PracticeSettings>): Promise<Result<void>>;
}
