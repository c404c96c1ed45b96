/**
 * The seven kinds of record that practice and website share. Each is plain data, one FHIR resource on the server, one row
 * in browser storage. The online account a screen shows is put together from six of them; the seventh is the practice's
 * settings.
 */
import type { PracticeSettingsRecord } from './practice/shared-settings.ts';
import type { CalendarDate, Instant, ServiceName, StaffMember } from './terms.ts';

export { ServiceName, type CalendarDate, type Instant, type StaffMember } from './terms.ts';

/** The four statuses of an account. "Disabled by practice" and "not shared yet" are separate facts, never statuses. */
export const AccountStatus = {
  /** The practice made it; a letter's codes wait to be used. */
  created: 'created',
  /** The patient used the codes and chose a username; activation is still to come. */
  registered: 'registered',
  /** In use. */
  active: 'active',
  /** Too many failed log-ins; ends by itself after four hours, or a member of staff ends it. */
  locked: 'locked',
} as const;
export type AccountStatus = (typeof AccountStatus)[keyof typeof AccountStatus];

/** The account itself. Written by the practice and by the website. */
export interface AccountRecord {
  /** UUID made when the account is created; the same everywhere, for ever. */
  readonly id: string;
  readonly practiceId: string;
  /** The host's logical patient id. Never the NHS number: that can change. */
  readonly patientRef: string;
  /** Printed on the letter: twelve digits, the last a check digit. Text, may start with 0. */
  readonly accountId: string;
  readonly status: AccountStatus;
  readonly createdAt: Instant;
  readonly registeredAt?: Instant;
  readonly activatedAt?: Instant;
  readonly lockedAt?: Instant;
  /** When a lock ends by itself. */
  readonly lockedUntil?: Instant;
  /** Until when a registered account can be activated; set by the website from the registration's `activationDays`. */
  readonly activateBy?: Instant;
  /** Day of the patient's newest sign-in; set by the website, at most once a day. */
  readonly lastUsedOn?: CalendarDate;
  /** Since when the website has kept that day: with none, nobody has signed in since. Older websites keep neither. */
  readonly useKnownSince?: CalendarDate;
  /** When the practice last reset it: whoever had registered with it before is unlinked. */
  readonly resetAt?: Instant;
  /** UUID of that reset. A login of the website counts only while it belongs to this one. */
  readonly resetId?: string;
  readonly resetBy?: StaffMember;
  /**
   * A basic account, made by the patient without a letter: it books appointments and nothing else, and nobody has checked
   * whose it is. Not there on a full account. Source: Vision, Online Services User.
   */
  readonly kind?: 'osu';
  /** Where it was made, where that was not at the practice: by the patient at the website, or by another system. */
  readonly origin?: AccountOrigin;
  /** When the practice first saw one that was made by another system. */
  readonly firstSeenAt?: Instant;
  /** When a basic account was made a full one. */
  readonly upgradedAt?: Instant;
  /** Tells whether a name, in lower case, is the username that the patient chose when they made a basic account. */
  readonly usernameVerifier?: Verifier;
  /** The practice's Global tick. `false` = disabled by the practice: nobody can sign in to it. */
  readonly enabled: boolean;
  /** Note on the Global tick, practice only. */
  readonly enabledNotes?: string;
  /** The act by which it is disabled; not there when it is enabled, or was disabled before acts were kept. */
  readonly disabling?: Disabling;
}

/** Who made an account that the practice did not. */
export interface AccountOrigin {
  readonly by: 'website' | 'elsewhere';
  /** As the other system calls itself, such as "NHS login". Text of others: shown as text, never as markup. */
  readonly name?: string;
}

/** One act of switching an account or a service off. Practice only: never printed, never shown to the patient. */
export interface Disabling {
  /** Unique to the act: who ends one has seen this one. */
  readonly id: string;
  /**
   * A code of `services/disabling.ts`. One of a later version is kept as it is; it is sealed in browser storage, as it says
   * something of the patient.
   */
  readonly reason: string;
  readonly at: Instant;
}

export const RegistrationState = {
  pending: 'pending',
  used: 'used',
  expired: 'expired',
  withdrawn: 'withdrawn',
} as const;
export type RegistrationState = (typeof RegistrationState)[keyof typeof RegistrationState];

/** Salted SHA-256 of a code, so that the website can check what a patient types without anybody holding the code. */
export interface Verifier {
  /** 16 random bytes, base64url. */
  readonly salt: string;
  /** SHA-256 over salt bytes followed by the UTF-8 bytes of the normalised code, base64url. */
  readonly hash: string;
}

/** One issue of registration codes: what a letter carries. */
export interface RegistrationRecord {
  readonly id: string;
  /** {@link AccountRecord.id} */
  readonly accountKey: string;
  readonly practiceId: string;
  readonly patientRef: string;
  readonly state: RegistrationState;
  readonly issuedAt: Instant;
  /** Last day the codes work. */
  readonly expiresOn: CalendarDate;
  /** Days a patient has to activate after using the codes. */
  readonly activationDays?: number;
  /** The codes as a JWE under the practice key; gone once used, expired or withdrawn. */
  readonly sealedCodes?: string;
  /** Gone together with the sealed codes. */
  readonly verifiers?: { readonly token: Verifier; readonly linkageKey: Verifier };
}

/** Which services an account may use; one set, changed as one. */
export interface ServicesRecord {
  readonly id: string;
  readonly accountKey: string;
  readonly practiceId: string;
  readonly patientRef: string;
  readonly services: Readonly<Partial<Record<ServiceName, ServiceEntitlement>>>;
}

export interface ServiceEntitlement {
  readonly enabled: boolean;
  /** Practice only; never printed, never shown to the patient. */
  readonly notes?: string;
  /** The act by which it is off; not there when it is on, was never on, or was switched off before acts were kept. */
  readonly disabling?: Disabling;
}

/** How a patient's identity was checked, once. Never edited, never deleted; a wrong one is marked entered in error. */
export interface IdentityCheckRecord {
  readonly id: string;
  readonly practiceId: string;
  readonly patientRef: string;
  /** Day of the check. */
  readonly date: CalendarDate;
  readonly method: IdentityMethod;
  /** Who checked. */
  readonly staff: StaffMember;
  readonly freetext: string;
  readonly recordedAt: Instant;
  /** Who typed it in. */
  readonly recordedBy: StaffMember;
  readonly enteredInError?: {
    readonly at: Instant;
    readonly by: StaffMember;
    readonly reason: string;
  };
}

/** The documents and vouching methods a practice may accept. */
export const IdentityMethod = {
  personalVouch: 'personal-vouch',
  informationConfirmation: 'information-confirmation',
  remoteVouch: 'remote-vouch',
  nhsLogin: 'nhs-login',
  passport: 'passport',
  drivingLicence: 'driving-licence',
  nationalIdentityCard: 'national-identity-card',
  residencePermit: 'residence-permit',
  forcesOrPoliceCard: 'forces-or-police-card',
  passCard: 'pass-card',
  birthCertificate: 'birth-certificate',
  marriageCertificate: 'marriage-certificate',
  bankStatement: 'bank-statement',
  councilTaxBill: 'council-tax-bill',
  utilityBill: 'utility-bill',
  benefitsLetter: 'benefits-letter',
  tenancyAgreement: 'tenancy-agreement',
} as const;
export type IdentityMethod = (typeof IdentityMethod)[keyof typeof IdentityMethod];

/** A letter handed to a printer or saved. Metadata only: the letter itself is never kept. */
export interface LetterRecord {
  readonly id: string;
  readonly accountKey: string;
  readonly registrationId: string;
  readonly practiceId: string;
  readonly patientRef: string;
  readonly at: Instant;
  readonly by: StaffMember;
  readonly medium: 'printed' | 'saved';
  /** 0 for the first letter of a set of codes, 1 for its first copy, and so on. */
  readonly copy: number;
}

/** Who did, or was refused, what, when and why. Append-only. */
export interface AuditRecord {
  readonly id: string;
  readonly practiceId: string;
  readonly at: Instant;
  readonly by: StaffMember;
  /** Who sends it to the shared record: whoever is signed in when it goes. Said on the way, never kept here. */
  readonly sentBy?: StaffMember;
  /** Nobody asked for it: a rule did it, while {@link by} was signed in and allowed to. */
  readonly byRule?: true;
  readonly patientRef?: string;
  readonly accountKey?: string;
  readonly action: AuditAction;
  readonly outcome: 'done' | 'refused';
  /** Sentence for practice managers. Holds no code, token, key, note or free text. */
  readonly summary: string;
  /** Why, as it was chosen from a list: a code that is kept for ever. */
  readonly reasonCode?: string;
  /**
   * Why, in the words of who did it: that somebody else's switch-off was discarded, that an account was reset or new
   * codes were issued; or the notes that went with switching off, and those that ended with switching on. The one free
   * text of the audit.
   */
  readonly reason?: string;
}

/**
 * What was done, or refused, as a verb and its object in kebab-case: "unlock-account". Each command declares its own,
 * and as rows are kept for ever it stays what it is.
 */
export type AuditAction = `${string}-${string}`;

/** Record kind -> its shape. */
export interface SharedRecords {
  readonly account: AccountRecord;
  readonly registration: RegistrationRecord;
  readonly services: ServicesRecord;
  readonly 'identity-check': IdentityCheckRecord;
  readonly letter: LetterRecord;
  readonly audit: AuditRecord;
  readonly 'practice-settings': PracticeSettingsRecord;
}
export type RecordKind = keyof SharedRecords;
/** Kinds that may wait on this workstation to be sent: settings are saved while connected, or not at all. */
export type WorkKind = Exclude<RecordKind, 'practice-settings'>;

/** A record together with its kind, so that code can tell them apart. */
export type TaggedRecord = {
  [K in WorkKind]: { readonly kind: K; readonly body: SharedRecords[K] };
}[WorkKind];

/** All that is known here about one patient's online services, unsent changes included. */
export interface PatientRecords {
  readonly account?: AccountRecord;
  /** Newest issue first. */
  readonly registrations: readonly RegistrationRecord[];
  readonly services?: ServicesRecord;
  /** Newest first by date, then by when they were recorded. */
  readonly identityChecks: readonly IdentityCheckRecord[];
  /** Newest first. */
  readonly letters: readonly LetterRecord[];
}
