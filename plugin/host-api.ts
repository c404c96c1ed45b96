/**
 * What a host (a clinical system) provides to the Online Services plugin. Types only, no code: a host implements
 * {@link HostApi} in whatever framework it uses and passes it to `activate(host)`.
 *
 * Version 1. A host states the version it implements in {@link HostApi.version}; the plugin's `engines.host`
 * range in manifest.json is checked against it. Additions raise the minor number, removals and changes of meaning the
 * major number (semantic versioning).
 */
import type { Patient } from 'fhir/r4';

/** Releases what it stands for. Calling it again does nothing. It never throws. */
export interface Disposable {
  dispose(): void;
}

/**
 * A value that changes over time. On subscribing, the listener is called at once (synchronously) with the current
 * value, then on every change, until the returned handle is disposed.
 */
export interface HostObservable<T> {
  subscribe(listener: (value: T) => void): Disposable;
}

/** The four nations' rules differ: which patient number counts, and which services exist. */
export type Nation = 'england' | 'wales' | 'scotland' | 'northern-ireland';

/** The practice the host is signed in to. It does not change while the plugin is active. */
export interface HostPractice {
  /** National practice code (ODS code in England); printed on the letter as Practice ID. */
  readonly id: string;
  readonly name: string;
  /** Postal address, one line an entry. */
  readonly address: readonly string[];
  readonly phone?: string;
  readonly nation: Nation;
}

/** A member of staff. */
export interface HostStaff {
  /** Stable identifier, e.g. the SDS user id in England. */
  readonly id: string;
  /** Name as colleagues know it, e.g. "Aled Morgan". */
  readonly name: string;
  readonly role: string;
}

/** Who is signed in and what they may do; `null` when nobody is. */
export interface HostSession {
  /** Differs for every sign-in, also of the same person. */
  readonly id: string;
  readonly staff: HostStaff;
  /** Names declared in the manifest's `permissions`, as far as this person holds them. */
  readonly permissions: readonly string[];
}

/** A way to reach the patient, as held on the host's patient record (FHIR `Patient.telecom`). */
export interface HostContact {
  /** The host's own key for this contact point; absent on one that is not saved yet. */
  readonly id?: string;
  readonly type: 'email' | 'mobile' | 'phone';
  readonly value: string;
  /** The practice has checked that it reaches this patient. Messages go to verified contacts only. */
  readonly verified: boolean;
  /** The one to use among several of its type. At most one a type. */
  readonly preferred: boolean;
  /** How it came to be verified. Since 1.2, may be left out: then that it is verified is all that is known. */
  readonly verification?: HostVerification;
}

/** When and how a contact was verified. Kept with the contact, and given back as it was. Since 1.2. */
export interface HostVerification {
  /** ISO 8601. */
  readonly at: string;
  /** `code`: the patient read out a code that was sent there. `staff`: by a tick. `website`: by the patient website. */
  readonly how: 'code' | 'staff' | 'website';
  /** Who of the practice was at the desk. */
  readonly by?: { readonly id: string; readonly name: string };
  /** Why somebody ticked it: chosen from a list. */
  readonly reason?: string;
  /** The same in their own words. */
  readonly note?: string;
}

/** The patients of the practice: the one whose Registration screen is open, and, where the host tells of them, the others. */
export interface HostPatients {
  /**
   * FHIR R4 Patient (UK Core or PDS shape), or `null` when no patient is open. Its id is the logical id of that Patient on
   * the FHIR server ({@link HostApi.fhir}): what is stored there refers to `Patient/<id>`, and servers may check that.
   */
  readonly current: HostObservable<Patient | null>;
  /** Contacts of one patient: all of them from the first value on, kept up to date. */
  contacts(patientId: string): HostObservable<readonly HostContact[]>;
  /**
   * Adds a contact, or updates the one with the same `id`. Setting `preferred` clears it on the others of that type.
   * Rejects with a {@link HostError} when the record refuses it.
   */
  saveContact(patientId: string, contact: HostContact): Promise<HostContact>;
  /** How many *other* patients of the practice hold this email address (compared without case and spaces). */
  countSharingEmail(patientId: string, email: string): Promise<number>;
  /**
   * Since 1.2, may be left out: then nothing is sent by itself to a patient who is not open. As {@link current}, of any
   * patient of the practice; `null` when there is none of that id. Opens nothing, and changes no screen.
   */
  read?(patientId: string): Promise<Patient | null>;
  /**
   * Since 1.2, may be left out: then lists of accounts name nobody. As {@link current}, those of the patients who are of the
   * practice and may be known to the person signed in, whoever is open, in any order: the others are left out. Opens nothing,
   * and changes no screen. Asked for as rows come into view, up to 100 ids at once; what is answered is kept nowhere.
   */
  describe?(patientIds: readonly string[]): Promise<readonly Patient[]>;
  /**
   * Patients of the practice, whether or not open, for whom all that is asked holds; with nothing asked, everybody. With those
   * who left or died as they are in the record. Page by page in one lasting order: by surname, given name and id.
   *
   * Rejects with a {@link HostError} when it cannot be told, also when one of the fields cannot be heeded: fewer or more than
   * asked for would be taken for the truth. Since 1.2, may be left out: then staff match applications for a basic account with
   * the patient open, and nobody is looked for in lists.
   */
  find?(query: HostPatientQuery, page?: HostPageRequest): Promise<HostPatientPage>;
  /**
   * Since 1.2, may be left out: then no list is of one GP's patients. Everybody who may be a patient's usual GP, also one who has
   * left while patients still have them; their ids are what {@link HostPatientQuery.usualGp} asks for.
   */
  usualGps?(): Promise<readonly HostStaff[]>;
  /**
   * Since 1.2, may be left out: then nobody is opened from lists. Opens the patient's Registration screen, with the plugin's tab
   * where that can be shown, once what is unsaved has been asked about. `false` when the person stayed. Rejects with a
   * {@link HostError} when there is no such patient.
   */
  open?(patientId: string): Promise<boolean>;
}

/**
 * Who is looked for: each field that is there has to hold. Names compare without case, accents, spaces, apostrophes and hyphens.
 * Since 1.2.
 */
export interface HostPatientQuery {
  /** NHS, CHI or H&C number, with or without spaces: the whole of it. */
  readonly number?: string;
  /** The whole surname, now or before. */
  readonly family?: string;
  /** The whole first given name, or all of them. */
  readonly given?: string;
  /** YYYY-MM-DD. */
  readonly birthDate?: string;
  /** YYYY-MM-DD: born on that day or later. Whose full date of birth is not known does not count. */
  readonly bornFrom?: string;
  /** YYYY-MM-DD: born on that day or before. */
  readonly bornUntil?: string;
  /** Id of the usual GP, see {@link HostPatients.usualGps}. */
  readonly usualGp?: string;
  /** What somebody typed: beginnings of parts of the name, in any order. */
  readonly name?: string;
  readonly having?: HostPatientTrait;
}

/**
 * What patients may have in common. `no-verified-email`: no email address, or none that is verified. `shared-email`: an email
 * address that another patient of the practice has too. `restricted`: a record that not everybody may see. `left`: deceased,
 * departed, merged, or no longer registered at the practice. Since 1.2.
 */
export type HostPatientTrait = 'no-verified-email' | 'shared-email' | 'restricted' | 'left';

/** Which page of what was found. Since 1.2. */
export interface HostPageRequest {
  /** `next` of the page before, of the same query; the first page where it is left out. */
  readonly after?: string;
  /** Patients at most; 100 where it is left out, and never more than that. */
  readonly size?: number;
}

/** A page of what was found. Since 1.2. */
export interface HostPatientPage {
  readonly patients: readonly Patient[];
  /**
   * Where the next page begins: opaque, and good however much the records change meanwhile. Left out on the last page. The
   * plugin gives it back and keeps it nowhere.
   */
  readonly next?: string;
}

/** One coded entry in the clinical record. */
export interface HostCodedEntry {
  readonly system: string;
  readonly code: string;
  readonly display: string;
  /** Date the thing happened, YYYY-MM-DD. */
  readonly date: string;
  readonly freetext?: string;
}

/** Which coded entries are looked for: those of one code system whose code is one of these. */
export interface HostCodesWanted {
  readonly system: string;
  readonly codes: readonly string[];
}

/** The patient's clinical history. */
export interface HostClinicalRecord {
  /** Rejects with a {@link HostError} when the record refuses it. */
  addCodedEntry(patientId: string, entry: HostCodedEntry): Promise<void>;
  /**
   * Since 1.2, may be left out: then staff are told to look in the record themselves. All entries of the patient with these codes,
   * whoever of the practice is signed in; none where there are none. Rejects when the record cannot be read just now: then
   * nobody knows what it holds.
   */
  codes?(patientId: string, wanted: HostCodesWanted): Promise<readonly HostCodedEntry[]>;
}

/** An appointment that the patient neither kept nor cancelled. Since 1.2. */
export interface HostMissedAppointment {
  /** When it was to begin: an ISO 8601 instant, or the day alone. */
  readonly at: string;
}

/** The practice's appointment book. Since 1.2. */
export interface HostAppointments {
  /**
   * Since 1.2, may be left out: then missed appointments switch nothing off. Those that the patient has missed from the day
   * `since` (YYYY-MM-DD) on, or how many they are. Rejects when the book cannot be read just now.
   */
  missed?(
    patientId: string,
    wanted: { readonly since: string },
  ): Promise<number | readonly HostMissedAppointment[]>;
}

/** A message to a patient. Since 1.2. */
export interface HostMessage {
  /** Id of the patient whom it is for. */
  readonly patientId: string;
  /** Where it goes: a verified contact of the patient's, but for a message that verifies it. */
  readonly to: { readonly type: 'email' | 'mobile'; readonly value: string };
  readonly kind: 'activation-reminder' | 'verification-code';
  /** Left out by what has none, such as an SMS. Names nobody. */
  readonly subject: string;
  /** Plain text. A verification code in it is for the patient alone: it is to be kept nowhere that staff can read. */
  readonly text: string;
  /** Unique to the message. Asked to send one again, the host sends nothing and gives the id of the first. */
  readonly reference: string;
}

/** How far a message has come. */
export interface HostMessageStatus {
  /** `accepted`: it waits to be sent, or nobody knows what became of it. `sent`: it left for the patient. */
  readonly state: 'accepted' | 'sent' | 'failed';
  /** Why it failed, as a sentence for staff. */
  readonly why?: string;
}

/** Sending messages to patients. Since 1.2. */
export interface HostMessages {
  /**
   * Resolves when the message is *accepted*, which says nothing of whether it will be sent. Rejects with a
   * {@link HostError} when it is not.
   */
  send(message: HostMessage): Promise<{ readonly id: string }>;
  /** What became of a message, at any workstation of the practice; `accepted` while that is not known. */
  status(id: string): HostObservable<HostMessageStatus>;
}

/** Settings contributed in the manifest (`contributes.configuration`), held by the host for the whole practice. */
export interface HostSettings {
  /** The value set, or the manifest's default; of the type the manifest declares. */
  get(key: string): unknown;
  /** Rejects with a {@link HostError} when it is not allowed or not a value of the declared type. */
  update(key: string, value: unknown): Promise<void>;
  /** Calls the listener with the keys that changed, here or at another workstation. */
  onDidChange(listener: (keys: readonly string[]) => void): Disposable;
}

/**
 * Context keys for `when` and `enablement` clauses. The host itself provides `patientOpen` (a patient's Registration
 * screen is open) and `config.<setting>` for every setting.
 */
export interface HostContextKeys {
  set(key: string, value: string | number | boolean | undefined): void;
}

/**
 * What a contributed tab, page or practice view is built from. The element gets its data from the plugin; the host only
 * places it.
 */
export interface HostView {
  /** Creates the element (its tag is the manifest's `element`). Called each time the host shows the view. */
  createElement(): Promise<HTMLElement>;
}

/** Registering what the manifest contributes. Registering an id the manifest lacks is an error that names the id. */
export interface HostContributions {
  registerCommand(id: string, run: (...args: readonly unknown[]) => Promise<unknown>): Disposable;
  registerRegistrationTab(id: string, view: HostView): Disposable;
  registerControlPanelPage(id: string, view: HostView): Disposable;
  /** A view of the whole practice, shown without a patient. Since 1.2, may be left out: then such views are. */
  registerPracticeView?(id: string, view: HostView): Disposable;
}

/**
 * Changes in a contributed view that are not saved: an editor of VS Code that is dirty. What the person sees of it is
 * the host's: a mark on the tab, the question before leaving.
 */
export interface HostWorkingCopy {
  /** What is not saved, in a few words for the question: "Services". Without the patient's name. */
  readonly name: string;
  /** Id of the patient whose record it belongs to; none for settings of the practice. */
  readonly patientId?: string;
  /**
   * Saves it. `false` when it was refused, or has to be answered first: the view says why, and the host leaves nothing.
   * Never rejects.
   */
  save(): Promise<boolean>;
  /**
   * Gives it up: the view shows what is saved. Waits for what is being saved at that moment, and tells what came of it.
   * Never rejects.
   */
  revert(): Promise<void>;
}

/** Unsaved changes, so that a host asks before they are lost. Since 1.2. */
export interface HostWorkingCopies {
  /**
   * Says that a view holds unsaved changes, until the handle is disposed: saved, given up, or something else unsaved.
   *
   * While there are any, the host asks before another patient, tab, page, person or practice is shown, and before
   * signing out: *Save* calls `save` of each and goes on when all were saved; *Don't save* calls `revert` of each and
   * goes on; *Cancel* stays. A session that ends by itself (a smartcard taken out) needs no answer: the plugin drops
   * what is unsaved.
   */
  markDirty(copy: HostWorkingCopy): Disposable;
}

/** Asking and telling as the host does it. */
export interface HostDialogs {
  /** Brief message that needs no answer. The host announces it to assistive technology. */
  notify(kind: 'info' | 'warning' | 'error', message: string): void;
  /** A question in the host's own dialog; resolves to the label of the chosen button, or `undefined` on Escape. */
  ask(question: {
    readonly title: string;
    readonly message: string;
    readonly buttons: readonly string[];
  }): Promise<string | undefined>;
}

/** A finished PDF. The host must not keep it: letters hold codes to a medical record. */
export interface HostDocument {
  /** Suggested file name, without patient names or numbers. */
  readonly fileName: string;
  /** For the print queue and the dialog's title. */
  readonly title: string;
  /**
   * Id of the patient whom it is about: the host's dialogs name the patient. Since 1.2 left out only by figures of the whole
   * practice, which name nobody.
   */
  readonly patientId?: string;
  readonly pdf: Blob;
}

/** A finished file that is no PDF, such as a table. Since 1.2. */
export interface HostFile {
  /** Suggested file name with its ending, without patient names or numbers. */
  readonly fileName: string;
  /** For the dialog's title. */
  readonly title: string;
  /** Id of the patient whom it is about: the host's dialogs name the patient. */
  readonly patientId: string;
  /** The content; its `type` says what it is, e.g. `text/csv;charset=utf-8`. */
  readonly file: Blob;
}

/** Paper and files. */
export interface HostDocuments {
  /** Resolves `true` when handed to the printer, `false` when the user cancelled; rejects with a {@link HostError}. */
  print(document: HostDocument): Promise<boolean>;
  /** Resolves `true` when saved, `false` when the user cancelled; rejects with a {@link HostError}. */
  save(document: HostDocument): Promise<boolean>;
  /**
   * Since 1.2, may be left out: then what is no PDF is not offered. As `save`, for other files; what they hold about a
   * patient is the practice's to look after from then on. Rejects with a {@link HostError} when another patient is
   * open.
   */
  saveFile?(file: HostFile): Promise<boolean>;
  /**
   * Since 1.2, may be left out: then no list of patients is offered as a file, and figures only as a PDF. As `saveFile`, for a
   * table about several patients, or of figures that name nobody, whoever is open. Who may have one is asked before; the host may
   * ask for more.
   */
  saveList?(file: Omit<HostFile, 'patientId'>): Promise<boolean>;
  /**
   * Since 1.2, may be left out: then no letters are printed for many at once. As `print`, for one document about several
   * patients, whoever is open: it belongs into nobody's record. `true` only when the printer has it, or will have it.
   */
  printList?(document: Omit<HostDocument, 'patientId'>): Promise<boolean>;
}

/** The shared record: any HL7 FHIR R4 server. */
export interface HostFhir {
  /** Base address, without a trailing slash. */
  readonly baseUrl: string;
  /**
   * Since 1.2, may be left out: address (`wss:`) of the WebSocket of a server that tells of changes as FHIR R4 has it,
   * `bind <id>` and `ping <id>`, such as HAPI FHIR's. A server that gives binding tokens says by itself where it is.
   */
  readonly webSocketUrl?: string;
  /**
   * Since 1.2, may be left out: then each change is a request of its own. Say `true` of a server that heeds `ifMatch` and
   * `ifNoneExist` of each entry of a batch, as `npm run fhir:check` finds out; one that takes batches and heeds neither would
   * lose changes. Unsent work then goes up to twelve changes a request.
   */
  readonly takesBatchedWrites?: boolean;
  /**
   * A bearer token for the signed-in person. `fresh` asks for a new one after the server refused the last. Calls may
   * overlap: several that ask for a fresh one at the same time are to be given the same.
   * Rejects with a {@link HostError} when nobody is signed in or the token service cannot be reached.
   */
  accessToken(options?: { readonly fresh?: boolean }): Promise<string>;
}

/** Keys the practice owns. */
export interface HostKeys {
  /**
   * AES-GCM key of 256 bits, not extractable, usages encrypt and decrypt, the same at every workstation of the
   * practice. Registration codes are sealed with it. Rejects with a {@link HostError} when there is none.
   */
  practiceKey(): Promise<CryptoKey>;
  /**
   * Since 1.2. HKDF key of 256 bits or more, not extractable, usage deriveKey, the same whoever of the practice is
   * signed in; another one than the practice key. What people typed about patients is sealed with it before it is kept
   * in this browser. Asked for once a session; what is derived from it is forgotten with the session, so the host keeps
   * it nowhere in the browser either. Rejects with a {@link HostError} when nobody is signed in or it cannot be had:
   * then nothing can be saved. When it becomes another, what was shared is fetched again, and unsent notes and free
   * text cannot be read any more.
   */
  storageKey?(): Promise<CryptoKey>;
}

/** Technical log. The plugin never puts names, numbers, codes or tokens into it. */
export interface HostLog {
  write(
    level: 'debug' | 'info' | 'warn' | 'error',
    message: string,
    details?: Readonly<Record<string, string | number | boolean>>,
  ): void;
}

/** How the host looks and speaks. */
export interface HostAppearance {
  readonly locale: HostObservable<string>;
  readonly theme: HostObservable<'light' | 'dark'>;
}

/** Everything a host provides. */
export interface HostApi {
  /** Semantic version of this interface that the host implements, e.g. "1.2.0". */
  readonly version: string;
  /** Stable name of this workstation; browser storage is kept apart by it. */
  readonly workstationId: string;
  readonly practice: HostPractice;
  readonly session: HostObservable<HostSession | null>;
  /** People of the practice who may be named as having done something. Since 1.1. */
  readonly colleagues?: HostObservable<readonly HostStaff[]>;
  readonly patients: HostPatients;
  readonly clinicalRecord: HostClinicalRecord;
  /** The appointment book. Since 1.2, may be left out. */
  readonly appointments?: HostAppointments;
  readonly settings: HostSettings;
  readonly contextKeys: HostContextKeys;
  readonly contributions: HostContributions;
  /** Unsaved changes. Without it what was typed is kept for the same person till their session ends. Since 1.2. */
  readonly workingCopies?: HostWorkingCopies;
  readonly dialogs: HostDialogs;
  readonly documents: HostDocuments;
  /** Sending messages. Since 1.2, may be left out: then nobody is reminded, and contacts are verified by hand. */
  readonly messages?: HostMessages;
  readonly fhir: HostFhir;
  readonly keys: HostKeys;
  readonly log: HostLog;
  readonly appearance: HostAppearance;
}

/** An expected refusal by the host, with a sentence for staff. Anything else a host throws is treated as a bug. */
export interface HostError extends Error {
  readonly name: 'HostError';
}

/** What the plugin's main module exports. */
export interface PluginModule {
  /**
   * Registers the contributions and returns; loads nothing heavy. Rejects, having rolled everything back, when the
   * host does not fit or a registration fails.
   */
  activate(host: HostApi): Promise<void>;
  /** Releases everything. Safe to call at any time, also twice, also while activating. */
  deactivate(): Promise<void>;
  /**
   * Since 1.2. Clears everything that is kept in this browser for the host's practice and workstation, e.g. before a
   * workstation is given away. Safe to call at any time, also when the plugin is not active; while it is, with nobody
   * signed in, or it fetches anew what was shared. With unsent work nothing is done, and the answer says how much there
   * is, unless it is to be dropped. Rejects when the browser's storage fails.
   */
  clearWorkstation(
    host: HostOfStorage,
    options?: { readonly dropUnsent?: boolean },
  ): Promise<ClearedWorkstation>;
}

/** What tells whose storage is meant. */
export type HostOfStorage = Pick<HostApi, 'practice' | 'workstationId' | 'log'>;

/** What became of clearing a workstation. */
export interface ClearedWorkstation {
  /** `false`: there is unsent work, and nothing was done. */
  readonly cleared: boolean;
  /** Changes and audit rows that had not reached the shared record: kept, or dropped as was asked. */
  readonly unsent: number;
}
