import type { Instant, ServiceName, StaffMember } from '../terms.ts';

/** Ticks of services under a name, to be set in one click. */
export interface ServicesPreset {
  readonly name: string;
  /** Those that are ticked; the others are not. */
  readonly services: readonly ServiceName[];
}

/** To whom the letter of a child is addressed. */
export type ChildAddressee = 'child' | 'parent-or-guardian';
/** What happens when an account is to be made for a child. */
export type ChildAccounts = 'ask' | 'refuse';
/** Which documents are enough to prove who somebody is. */
export type IdentityDocuments = 'photo-and-address' | 'photo' | 'any';
/** Whose vouching is enough instead: nobody's, that of who may record identity, of who may manage accounts. */
export type IdentityVouching = 'nobody' | 'recorders' | 'account-managers';

/**
 * The practice's own choices that every workstation and the website go by: on the shared record. Services the practice
 * offers are among them, each by itself.
 */
export interface SharedSettings {
  /** Days until unused registration codes stop working. */
  readonly letterExpiryDays: number;
  /** Days a patient has to activate a registered account. */
  readonly activationDays: number;
  /** Patients may make a basic account at the website, without a letter. */
  readonly osuAllowed: boolean;
  /** Who has registered and not activated is reminded. */
  readonly remindersEnabled: boolean;
  readonly reminderEveryDays: number;
  readonly presets: readonly ServicesPreset[];
  /** Shown by the website after sign-in, as plain text; nothing when empty. */
  readonly welcomeMessage: string;
  readonly childrenUnder11: ChildAccounts;
  readonly children11To15: ChildAccounts;
  /** Who is under 11; from 11 to 15 a letter is the young person's own. */
  readonly lettersOfChildren: ChildAddressee;
  /** An account that was set up for a child is suspended on the 16th birthday. */
  readonly suspendAtSixteen: boolean;
  /** Days before that from which on staff and patient are told. */
  readonly warnBeforeSixteenDays: number;
  /** Missed appointments over which Appointments is switched off for a patient; 0 = never. */
  readonly missedAppointmentsLimit: number;
  /** Months back in which they are counted. */
  readonly missedAppointmentsMonths: number;
  readonly identityDocuments: IdentityDocuments;
  readonly identityVouching: IdentityVouching;
  /** A reset takes another identity check. */
  readonly resetNeedsIdentityCheck: boolean;
  /** Months of registration before record services are ticked without a warning; 0 = at once. */
  readonly recordAccessWaitMonths: number;
}

/** What holds where nobody has decided: of two ways the safer one, or else the one most practices have. */
export const DEFAULT_SETTINGS: SharedSettings = {
  letterExpiryDays: 14,
  activationDays: 14,
  remindersEnabled: true,
  reminderEveryDays: 7,
  presets: [],
  welcomeMessage: '',
  resetNeedsIdentityCheck: true,
  childrenUnder11: 'ask',
  children11To15: 'ask',
  lettersOfChildren: 'parent-or-guardian',
  suspendAtSixteen: true,
  warnBeforeSixteenDays: 60,
  missedAppointmentsLimit: 0,
  missedAppointmentsMonths: 12,
  recordAccessWaitMonths: 3,
  // As it was before practices could decide: an update refuses nobody an account whom the day before would have given one.
  identityDocuments: 'any',
  identityVouching: 'recorders',
  osuAllowed: false,
};

/** Each setting with its value; of services, whether the practice offers them. */
export type SettingValues = SharedSettings & {
  readonly [S in ServiceName as `services.${S}`]: boolean;
};
/** What a setting is called, here and on the shared record: never changed. */
export type SettingName = keyof SettingValues;

/** Who changed a setting last, and when. */
export interface SettingChange {
  readonly at: Instant;
  readonly by: StaffMember;
}

/** What the shared record holds of the practice's settings: one record a practice. */
export interface PracticeSettingsRecord {
  /** The practice's, as there is one for each. */
  readonly id: string;
  readonly practiceId: string;
  /** Never there: they are nobody's. */
  readonly patientRef?: string;
  readonly savedAt: Instant;
  readonly savedBy: StaffMember;
  /** What has been decided. What is unusable has its default here. */
  readonly values: Partial<SettingValues>;
  /** Of those that somebody has changed since the practice's settings were taken over from the host. */
  readonly changes: Readonly<Partial<Record<SettingName, SettingChange>>>;
  /** Of these the shared record holds something that makes no sense. */
  readonly unusable: readonly SettingName[];
}
