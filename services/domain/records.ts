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
  /** The newest reminder to activate it. */
  readonly reminder?: Reminder;
  /** When the practice last reset it: whoever had registered with it before is unlinked. */
  readonly resetAt?: Instant;
  /** UUID of that reset. A login of the website counts only while it belongs to this one. */
  readonly resetId?: string;
  readonly resetBy?: StaffMember;
  /** Where it was set up for a child, the 16th birthday, or a day some weeks after it: from then on the website lets nobody in. */
  readonly suspendOn?: CalendarDate;
  /** What was asked when it was set up for a child. Practice only. */
  readonly child?: ChildSetup;
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
  /** Code of the practice to which the patient took it: it is closed here, and is there no more once it is enabled again. */
  readonly movedTo?: string;
  /** What that practice is called. */
  readonly movedToName?: string;
  /** When its patient had come back from there, and was let in here again. */
  readonly cameBackAt?: Instant;
  /** The email address that the patient typed at the website, until somebody at the practice has decided about it. */
  readonly offeredEmail?: OfferedContact;
  /** The mobile number likewise. */
  readonly offeredMobile?: OfferedContact;
}

/** What the patient typed at the website of how to reach them. It says nothing of whose address or number it is. */
export interface OfferedContact {
  /** The address or number as it was typed; sealed in browser storage. */
  readonly offered: string;
  readonly at: Instant;
}

/** Who asked for an account of somebody under 16, and what they were asked. Never printed, never shown to the patient. */
export interface ChildSetup {
  readonly group: 'under-11' | 'under-16';
  /** A code of `account/child-setup.ts`; sealed in browser storage, with the name. */
  readonly relation: string;
  /** Name of who asked; not there where it was the young person. */
  readonly askedBy?: string;
  /** Who asked holds parental responsibility. */
  readonly responsibility?: boolean;
  /** From 11 on: somebody judged that the young person understands what it means. */
  readonly competence?: 'assessed';
  readonly decidedBy: StaffMember;
  readonly at: Instant;
}

export const ReminderState = {
  /** Somebody's workstation has taken it up, and no message service has accepted it yet. */
  due: 'due',
  /** The message service has it. Whether it was sent is not known. */
  accepted: 'accepted',
  sent: 'sent',
  failed: 'failed',
} as const;
export type ReminderState = (typeof ReminderState)[keyof typeof ReminderState];

/** A reminder to activate a registered account. The ones before it are in the history. */
export interface Reminder {
  /** Made when it was taken up, and the reference of its message: however often it is sent, it is one. */
  readonly id: string;
  /** Day it was taken up; the next is counted from it. */
  readonly day: CalendarDate;
  readonly state: ReminderState;
  /** When it came to that. */
  readonly at: Instant;
  /** Where the message service knows it. */
  readonly messageId?: string;
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
  /** Of a view of the record: what somebody decided about this patient. Practice only. */
  readonly access?: AccessDecision;
  /** Since when missed appointments count anew: somebody switched it on again after a rule had switched it off. */
  readonly missedFrom?: Instant;
}

/** What somebody decided before a patient was to see their record online, or not yet. Never printed, never shown to the patient. */
export interface AccessDecision {
  readonly outcome: 'granted' | 'not-now';
  readonly at: Instant;
  /** Who decided; who typed it is in the audit. */
  readonly by: StaffMember;
  /**
   * Codes of what spoke for care then, with spaces between: `services/record-access.ts`. Sealed in browser storage, as they say
   * something of the patient.
   */
  readonly considered?: string;
  /** In the words of who decided. */
  readonly reason?: string;
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
  /** Of a vouch: the voucher recorded it, and might manage accounts then. Left out = that is not known. */
  readonly vouchedAs?: 'account-manager';
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
  /**
   * A mark of what it says of the patient, by which a change is seen: `letter/letter-details.ts`. Sealed in browser storage.
   * Letters of earlier versions have none.
   */
  readonly madeFor?: string;
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
  /** There are accounts beside this one, which the server was to let nobody have: what is done to this one leaves them as they are. */
  readonly isDoubled?: true;
}
