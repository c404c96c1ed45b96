/**
 * What the screens show and ask: plain view models and the one facade. Components know nothing else of the product.
 */
import type { AccountView, LetterView } from './account/account-panel.ts';
import type { WaitingAccount } from './reminders/activation-form.ts';
import type { Observable } from 'rxjs';
import type { CalendarDate, Instant, ServiceName } from '../domain/records.ts';
import type { Result } from '../domain/result.ts';
import type { Contact } from '../domain/contacts/contact.ts';
import type { Offer } from '../domain/contacts/offered-contact.ts';
import type { PracticeSettings } from '../domain/practice/practice-settings.ts';
import type { ServerFinding } from '../domain/practice/server-findings.ts';
import type { OutboxState } from '../ports/outbox.ts';
import type { CommunicationNeeds } from '../ports/practice-host.ts';
import type { SyncPhase } from '../ports/sync-control.ts';
import type { COMMANDS } from './commands/command-list.ts';
import type { Refusal } from './commands/refusal.ts';
import type { DisablingView } from './services/disabling-views.ts';
import type { Allowed, AllowedOf, MethodsOf } from './commands/staff-command.ts';

export { isSealedText } from '../domain/sealed-text.ts';
export type { ServerFinding } from '../domain/practice/server-findings.ts';
export type { CommunicationNeeds } from '../ports/practice-host.ts';
export type { Refusal } from './commands/refusal.ts';
export type { Allowed } from './commands/staff-command.ts';
export type { AccountView, LetterView } from './account/account-panel.ts';
export type { HistoryKind } from '../domain/history/history-kind.ts';
export type { HistoryFilter } from '../domain/history/history-filter.ts';
export type { HistoryExport } from './history/export-history.ts';
export type {
  HistoryDays,
  HistoryEntry,
  HistoryPerson,
  HistoryReading,
  HistoryView,
} from './history/history-view.ts';
export type { IdentityCheckInput } from './identity/record-identity-check.ts';
export type { ApplicationsView, ApplicationView, CandidateView } from './osu/applications-view.ts';
export type {
  AccountsView,
  ListedPatient,
  UnmatchedView,
  Worklist,
  WorklistCounts,
  WorklistDivision,
  WorklistLine,
  WorklistLines,
  WorklistRows,
} from './practice/worklists-view.ts';
export type {
  BatchView,
  Chosen,
  ElsewhereJob,
  GroupView,
  JobsElsewhere,
  JobsHere,
  JobsView,
  JobView,
  PlanView,
  ReportView,
  SavingView,
  ServiceSetView,
} from './jobs/jobs-view.ts';
export type {
  Agreement,
  ArrivalCandidate,
  ArrivalView,
  Finishing,
  InPlan,
  OnTheWay,
  OutInput,
  OutPlan,
  SplitView,
  WayRow,
} from './split/split-view.ts';
export type {
  RecordAccess,
  Uptake,
  UptakeCount,
  UptakeFigures,
  UptakePart,
  UptakeRow,
} from './practice/uptake-view.ts';
export type { LetterHandOver } from './letter/hand-over.ts';
export type { LetterChoices } from './letter/registration-letter.ts';
export type { PreparedLetter } from './letter/registration-letter.ts';
export type { DisablingView } from './services/disabling-views.ts';
export type { ChildAnswers } from '../domain/account/child-setup.ts';
export type { AccessReview } from './services/record-access.ts';
export type { ServiceTick } from './services/service-ticks.ts';

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
  /** Who may be named as having checked the identity: the signed-in person, colleagues, people on earlier checks. */
  readonly staffChoices: readonly { readonly id: string; readonly name: string }[];
  readonly contacts: readonly Contact[];
  /** The address used for messages: preferred and verified. */
  readonly preferredEmail?: Contact;
  readonly preferredMobile?: Contact;
  /** How many other patients hold the preferred (else any) email address; 0 = not shared, undefined = not known yet. */
  readonly emailSharedBy?: number;
  readonly identityChecks: readonly IdentityCheckView[];
  readonly services: readonly ServiceView[];
  /** Ticks that the practice sets in one click; absent where it has no presets. */
  readonly presets?: PracticeSettings['presets'];
  readonly account?: AccountView;
  /** No account is here, but not everything has been fetched to this workstation yet: there may be one. */
  readonly accountMayExist?: true;
  readonly letter?: LetterView;
  /** The account waits to be activated: how the patient is reminded. */
  readonly activation?: WaitingAccount;
  /** What the patient changed at the website and somebody is to look at; absent where there is nothing. */
  readonly offeredContacts?: readonly Offer[];
  /** Why nobody is let in to this patient's account, or to more of it; the gravest thing there is to say. */
  readonly nobodyLetIn?: string;
  /** The practice limits missed appointments: they are counted once an opening. */
  readonly countsMissed?: true;
  /** What is due by itself: the facade does it. */
  readonly upkeep?: Upkeep;
  /** What may be done, by names of commands; empty for the moment until their rules have loaded. */
  readonly can: AllowedOf<typeof COMMANDS>;
  /** What staff can do could not be loaded, so nothing is offered; it is tried again by itself. */
  readonly commandsMissing?: true;
  /** What makes letters has been fetched: one can be printed without the network. */
  readonly letterAtHand: boolean;
  readonly sync: SyncView;
}

/** What is done without having been asked for, for whoever may manage accounts. */
export type Upkeep =
  'expire-codes' | 'end-access' | 'turn-sixteen' | 'count-missed-appointments' | 'note-first-seen';

export interface PatientView {
  readonly ref: string;
  readonly name: string;
  readonly birthDate?: CalendarDate;
  /** Grouped for reading; absent when the patient has none that counts. */
  readonly patientId?: string;
  readonly patientIdLabel: string;
  /** Why no account can be made, e.g. an old-style number, deceased, departed. */
  readonly ineligible?: string;
  /** The record is not for everybody's eyes. */
  readonly restricted?: true;
  /** How to talk and write to the patient. */
  readonly needs?: CommunicationNeeds;
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
  /**
   * Sealed where they cannot be read on this workstation: never shown then, and left as they are until others are
   * typed.
   */
  readonly notes: string;
  /** The practice does not offer it (Control Panel); the tick is kept but has no effect. */
  readonly offeredByPractice: boolean;
  /** What unticking does, for the person deciding. */
  readonly effect: string;
  /** Why it cannot be ticked for this patient's kind of account. */
  readonly unavailable?: string;
  /** Why it is off, and since when; not there where it is on, was never on, or nobody has said. */
  readonly disabling?: DisablingView;
  /** Of the account's own tick: what the practice is called to which the account has gone. */
  readonly movedTo?: string;
  /** It shows the patient their record: ticking it takes a decision. */
  readonly showsRecord?: true;
  /** What was decided, where somebody has. */
  readonly access?: {
    readonly outcome: 'granted' | 'not-now';
    readonly at: Instant;
    readonly byName: string;
    readonly reason: string;
  };
}

/** Keeping in step with the shared record, in plain words. */
export interface SyncView {
  readonly phase: SyncPhase;
  /** Sentence: "Up to date", "2 changes are waiting to be sent. They are kept on this workstation." */
  readonly summary: string;
  readonly tone: 'good' | 'neutral' | 'warning' | 'bad';
  readonly lastPulledAt?: Instant;
  /** What who is signed in must be told of work of theirs that was discarded; with the list of unsent work. */
  readonly notices: readonly NoticeView[];
  /** Unsent work of this patient, once what describes it has loaded; until then it is only counted. */
  readonly work: readonly UnsentWorkView[];
  /** Which there is, listed or not. */
  readonly workIds: readonly string[];
  /** What describes it could not be loaded; it is tried again by itself. */
  readonly listMissing?: true;
  /** Unsent work of other patients on this workstation. */
  readonly otherWaiting: number;
  /** Unsent work of other patients that needs a person. */
  readonly otherNeedingAttention: number;
  /** Audit rows of this workstation, whoever's and whichever patient's, that wait to be sent. */
  readonly auditRowsWaiting: number;
}

export interface NoticeView {
  /** For taking note of it. */
  readonly noticeId: string;
  /** What, whose, when, by whom and why, in one sentence or two. */
  readonly text: string;
}

export interface UnsentWorkView {
  /** For what staff decide about it: the whole of a change at once. */
  readonly workId: string;
  readonly description: string;
  readonly patientName: string;
  readonly authorName: string;
  readonly at: Instant;
  readonly state: OutboxState;
  /** It waits for its author to sign in here; whoever may do the same may give it up instead. */
  readonly waitsForAuthor: boolean;
  /** Sentence: what is the matter and what to do. */
  readonly explanation: string;
  /** Why who is signed in may not decide about it. */
  readonly refused?: string;
  /** It can only be sent again: an audit row. */
  readonly stays?: true;
  /** Giving it up takes a reason, for it takes access away and is somebody else's. */
  readonly takesReason?: true;
  /** On a conflict: by what acts something is off in the version made elsewhere; given back by who keeps ours. */
  readonly seen?: readonly string[];
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
      /** Who is signed in; empty when nobody is. */
      readonly staffId: string;
      readonly settings: PracticeSettings;
      readonly services: readonly { readonly name: ServiceName; readonly label: string }[];
      readonly change: Allowed;
      /** What the shared record's server does not do, for who may change the settings, until it is taken note of. */
      readonly server?: ServerView;
    };

/** What was found at the shared record's server. */
export interface ServerView {
  /** As it names itself, with its version; empty where it does not say. */
  readonly software: string;
  readonly findings: readonly ServerFinding[];
  /** Some of it keeps the product from working. */
  readonly isGrave: boolean;
}

/** Everything screens can ask. Never errors. */
export interface Queries {
  /** Follows the host's current patient. */
  readonly tab$: Observable<TabView>;
  readonly settings$: Observable<SettingsView>;

  /** Loads what commands need. Called when somebody starts to work in a screen, so that it is there when they act. */
  prepare(): void;

  /** A new id for a form about to open: makes every command of that form happen at most once. */
  newOperationId(): string;

  /**
   * Notes in the audit that the patient's tab, of which {@link tab$} has just told, is being shown: once an opening.
   * Nothing is noted of anybody else.
   */
  noteOpening(patientRef: string): Promise<Result<void, Refusal>>;

  /** Looks at the shared record now. */
  refresh(): void;
}

/** A method for each command of the list. They never throw for expected reasons. */
export type Commands = MethodsOf<typeof COMMANDS>;

/** The one facade: everything screens can ask and do. */
export type OnlineServices = Queries & Commands;
