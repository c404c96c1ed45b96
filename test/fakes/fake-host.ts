import type { Patient } from 'fhir/r4';
import type {
  Disposable,
  HostApi,
  HostCodedEntry,
  HostContact,
  HostDocument,
  HostFile,
  HostMessage,
  HostMessages,
  HostMessageStatus,
  HostObservable,
  HostSession,
  HostStaff,
  HostView,
} from '../../plugin/host-api.ts';
import { PatientIndex } from '../../demo/reference-host/record/patient-index.ts';
import { Permission } from '../../services/domain/practice/permission.ts';
import manifest from '../../manifest.json' with { type: 'json' };
import { FakeWorkingCopies } from './fake-working-copies.ts';

/** What a host throws when it refuses something, with a sentence for staff. */
export class HostRefusal extends Error {
  override readonly name = 'HostError';
}

/** A host value a test can change; counts who listens. */
export class HostValue<T> implements HostObservable<T> {
  readonly listeners = new Set<(value: T) => void>();
  constructor(private held: T) {}

  get value(): T {
    return this.held;
  }

  set(value: T): void {
    this.held = value;
    for (const listener of [...this.listeners]) listener(value);
  }

  subscribe(listener: (value: T) => void): Disposable {
    // Its own function each time, so that one listener subscribed twice is two subscriptions.
    const own = (value: T): void => {
      listener(value);
    };
    this.listeners.add(own);
    own(this.held);
    return { dispose: () => this.listeners.delete(own) };
  }
}

export const RECEPTIONIST: HostSession = {
  id: 'session-1',
  staff: { id: 'staff-dilys', name: 'Dilys Probert', role: 'Receptionist' },
  permissions: Object.values(Permission).filter((name) => name !== Permission.administer),
};

export const SYSTEM_ADMINISTRATOR: HostSession = {
  id: 'session-2',
  staff: { id: 'staff-owen', name: 'Owen Sykes', role: 'System Administrator' },
  permissions: [Permission.view, Permission.administer],
};

export const SIAN: Patient = {
  resourceType: 'Patient',
  id: 'patient-sian',
  active: true,
  identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990000018' }],
  name: [{ use: 'official', prefix: ['Mrs'], given: ['Siân'], family: 'Morgan' }],
  birthDate: '1984-02-29',
  address: [{ use: 'home', line: ['4 Lôn y Felin'], city: 'Trefach', postalCode: 'ZZ99 3VZ' }],
};

export const TOMASZ: Patient = {
  resourceType: 'Patient',
  id: 'patient-tomasz',
  active: true,
  identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990000026' }],
  name: [{ use: 'official', given: ['Łukasz'], family: 'Żak' }],
  birthDate: '1990-07-14',
};

export const VERIFIED_EMAIL: HostContact = {
  id: 'contact-1',
  type: 'email',
  value: 'sian@post.example',
  verified: true,
  preferred: true,
};

type SettingValue = string | number | boolean;

/** What of a manifest says what may be registered. */
interface Contributes {
  readonly commands: readonly { readonly command: string }[];
  readonly registrationTabs: readonly { readonly id: string }[];
  readonly controlPanelPages: readonly { readonly id: string }[];
  readonly practiceViews?: readonly { readonly id: string }[];
}

/** Messages of a host, each of which a test lets be sent or fail. */
export class FakeMessages implements HostMessages {
  readonly accepted: (HostMessage & { readonly id: string })[] = [];
  readonly statuses = new Map<string, HostValue<HostMessageStatus>>();
  /** Sentence with which nothing is accepted. */
  refusal: string | undefined;

  constructor(private readonly isVerified: (message: HostMessage) => boolean) {}

  send(message: HostMessage): Promise<{ readonly id: string }> {
    if (this.refusal !== undefined) return Promise.reject(new HostRefusal(this.refusal));
    if (message.kind !== 'verification-code' && !this.isVerified(message)) {
      return Promise.reject(new HostRefusal('Messages go to verified contacts only.'));
    }
    const known = this.accepted.find(({ reference }) => reference === message.reference);
    const id = known?.id ?? `message-${this.accepted.length + 1}`;
    if (known === undefined) this.accepted.push({ ...message, id });
    return Promise.resolve({ id });
  }

  status(id: string): HostValue<HostMessageStatus> {
    const held = this.statuses.get(id) ?? new HostValue<HostMessageStatus>({ state: 'accepted' });
    this.statuses.set(id, held);
    return held;
  }
}

/** A whole host in memory, with handles for what a person at the desk would do. */
export class FakeHost implements HostApi {
  version = '1.2.0';
  readonly practice = {
    id: 'A99968',
    name: 'Bryn Awel Surgery',
    address: ['1 Heol Fawr', 'Trefach', 'ZZ99 3WZ'],
    phone: '01632 960 001',
    nation: 'england' as HostApi['practice']['nation'],
  };
  readonly session = new HostValue<HostSession | null>(RECEPTIONIST);
  readonly colleagues?: HostValue<readonly HostStaff[]>;
  readonly workingCopies?: FakeWorkingCopies;
  /** A test of a host that sends none takes it away. */
  messages?: FakeMessages;
  readonly currentPatient = new HostValue<Patient | null>(SIAN);
  readonly contactsOf = new Map<string, HostValue<readonly HostContact[]>>();
  readonly codedEntries: { readonly patientId: string; readonly entry: HostCodedEntry }[] = [];
  readonly printed: HostDocument[] = [];
  readonly saved: HostDocument[] = [];
  readonly files: HostFile[] = [];
  /** Tables about several patients that were saved. */
  readonly lists: Omit<HostFile, 'patientId'>[] = [];
  /** Letters of many that were printed. */
  readonly piles: HostDocument[] = [];
  readonly notices: string[] = [];
  readonly logLines: string[] = [];
  readonly contributed = new Map<string, HostView | ((...args: readonly unknown[]) => unknown)>();
  /** Sentence with which the host refuses everything it is asked to write. */
  refusal: string | undefined;
  /** What the user does at the host's printer. */
  userPrints = true;
  /** Button the user chooses when asked. */
  answer: string | undefined;
  /** Patients, besides those with contacts here, who share whatever email address is asked about. */
  sharingEmail = 0;
  /** Who may be found, besides the patient who is open: a host of version 1.2. */
  known: readonly Patient[] = [SIAN, TOMASZ];
  /** Whose patients they may be. */
  gps: readonly HostStaff[] = [];
  /** Ids whose registration the host refuses. */
  readonly refusedIds = new Set<string>();

  private readonly settingValues = new Map<string, SettingValue>(defaults());
  readonly settingListeners = new Set<(keys: readonly string[]) => void>();

  constructor(
    readonly workstationId: string = crypto.randomUUID(),
    private readonly contributes: Contributes = manifest.contributes,
    /** A host of version 1.0 names no colleagues, one of 1.1 does not ask before unsaved changes are lost, nor keep files that are no PDFs. */
    minor: 0 | 1 | 2 = 2,
  ) {
    this.version = `1.${minor}.0`;
    if (minor >= 2) {
      this.workingCopies = new FakeWorkingCopies();
      this.messages = new FakeMessages(({ patientId, to }) =>
        this.contacts(patientId).value.some(
          ({ value, verified }) => verified && value === to.value,
        ),
      );
      this.patients = {
        ...this.patients,
        read: (id) => Promise.resolve(this.known.find((patient) => patient.id === id) ?? null),
        describe: (ids) =>
          this.unlessRefused(() => this.known.filter(({ id }) => ids.includes(id ?? ''))),
        find: (query, page) => this.unlessRefused(() => this.index().find(query, page)),
        usualGps: () => this.unlessRefused(() => this.gps),
        open: (id) => this.unlessRefused(() => this.openPatient(id)),
      };
      this.contributions = {
        ...this.contributions,
        registerPracticeView: (id, view) =>
          this.register(idsOf(this.contributes.practiceViews ?? []), id, view),
      };
    } else this.#leaveOutWhatCame();
    if (minor >= 1)
      this.colleagues = new HostValue<readonly HostStaff[]>([
        RECEPTIONIST.staff,
        SYSTEM_ADMINISTRATOR.staff,
      ]);
  }

  /** What version 1.2 brought. */
  #leaveOutWhatCame(): void {
    const { addCodedEntry } = this.clinicalRecord;
    this.documents = { print: this.documents.print, save: this.documents.save };
    this.clinicalRecord = { addCodedEntry };
    delete this.appointments;
  }

  patients: HostApi['patients'] = {
    current: this.currentPatient,
    contacts: (patientId) => this.contacts(patientId),
    saveContact: (patientId, contact) => this.saveContact(patientId, contact),
    countSharingEmail: (patientId, email) =>
      this.unlessRefused(() => this.sharingEmail + this.othersWith(patientId, email)),
  };

  /** What is coded in clinical records; an error = they cannot be read. */
  recordCodes: readonly HostCodedEntry[] | Error = [];
  /** Days of appointments that patients missed; an error = the book cannot be read. */
  missedOn: readonly string[] | Error = [];

  appointments?: NonNullable<HostApi['appointments']> = {
    missed: (_patientId, { since }) =>
      this.missedOn instanceof Error
        ? Promise.reject(this.missedOn)
        : Promise.resolve(this.missedOn.filter((at) => at >= since).map((at) => ({ at }))),
  };

  clinicalRecord: HostApi['clinicalRecord'] = {
    codes: (patientId, { system, codes }) => {
      if (this.recordCodes instanceof Error) return Promise.reject(this.recordCodes);
      const added = this.codedEntries.filter((each) => each.patientId === patientId);
      const entries = [...this.recordCodes, ...added.map(({ entry }) => entry)];
      return Promise.resolve(
        entries.filter((each) => each.system === system && codes.includes(each.code)),
      );
    },
    addCodedEntry: (patientId, entry) =>
      this.unlessRefused(() => {
        this.codedEntries.push({ patientId, entry });
      }),
  };

  readonly settings: HostApi['settings'] = {
    get: (key) => this.settingValues.get(key),
    update: (key, value) =>
      this.unlessRefused(() => {
        this.settingValues.set(key, declaredValue(key, value));
        for (const listener of [...this.settingListeners]) listener([key]);
      }),
    onDidChange: (listener) => {
      const own = (keys: readonly string[]): void => {
        listener(keys);
      };
      this.settingListeners.add(own);
      return { dispose: () => this.settingListeners.delete(own) };
    },
  };

  readonly contextKeys: HostApi['contextKeys'] = { set: () => undefined };

  contributions: HostApi['contributions'] = {
    registerCommand: (id, run) =>
      this.register(
        this.contributes.commands.map(({ command }) => command),
        id,
        run,
      ),
    registerRegistrationTab: (id, view) =>
      this.register(idsOf(this.contributes.registrationTabs), id, view),
    registerControlPanelPage: (id, view) =>
      this.register(idsOf(this.contributes.controlPanelPages), id, view),
  };

  readonly dialogs: HostApi['dialogs'] = {
    notify: (kind, message) => {
      this.notices.push(`${kind}: ${message}`);
    },
    ask: () => Promise.resolve(this.answer),
  };

  documents: HostApi['documents'] = {
    print: (document) => this.handOver(document, this.printed),
    save: (document) => this.handOver(document, this.saved),
    saveFile: (file) =>
      file.patientId === this.currentPatient.value?.id
        ? this.handOver(file, this.files)
        : Promise.reject(new HostRefusal('Another patient is open.')),
    saveList: (file) => this.handOver(file, this.lists),
    printList: (document) => this.handOver(document, this.piles),
  };

  fhir: HostApi['fhir'] = {
    baseUrl: new URL(`/test-fhir/${crypto.randomUUID()}`, location.href).href,
    accessToken: () =>
      this.session.value === null
        ? Promise.reject(new HostRefusal('Nobody is signed in.'))
        : Promise.resolve('test-token'),
  };

  /** Whoever is signed in has it; a host before 1.2 has none. */
  keys: HostApi['keys'] = {
    practiceKey: () => practiceKey,
    storageKey: () =>
      this.session.value === null
        ? Promise.reject(new HostRefusal('Nobody is signed in.'))
        : storageKey,
  };

  readonly log: HostApi['log'] = {
    write: (level, message, details) => {
      this.logLines.push(`${level} ${message} ${JSON.stringify(details ?? {})}`);
    },
  };

  readonly theme = new HostValue<'light' | 'dark'>('light');
  readonly appearance: HostApi['appearance'] = {
    locale: new HostValue('en-GB'),
    theme: this.theme,
  };

  /** Everything that still listens to this host: nothing, once the plugin is deactivated. */
  get listenerCount(): number {
    const contacts = [...this.contactsOf.values()].map(({ listeners }) => listeners.size);
    return [
      this.session.listeners.size,
      this.theme.listeners.size,
      this.colleagues?.listeners.size ?? 0,
      this.currentPatient.listeners.size,
      this.settingListeners.size,
      this.contributed.size,
      this.workingCopies?.dirty.size ?? 0,
      ...contacts,
    ].reduce((sum, count) => sum + count, 0);
  }

  contacts(patientId: string): HostValue<readonly HostContact[]> {
    const held = this.contactsOf.get(patientId) ?? new HostValue<readonly HostContact[]>([]);
    this.contactsOf.set(patientId, held);
    return held;
  }

  private saveContact(patientId: string, contact: HostContact): Promise<HostContact> {
    return this.unlessRefused(() => {
      const saved = { ...contact, id: contact.id ?? crypto.randomUUID() };
      const others = this.contacts(patientId)
        .value.filter(({ id }) => id !== saved.id)
        .map((other) =>
          saved.preferred && other.type === saved.type ? { ...other, preferred: false } : other,
        );
      this.contacts(patientId).set([...others, saved]);
      return saved;
    });
  }

  private othersWith(patientId: string, email: string): number {
    const others = [...this.contactsOf].filter(([id]) => id !== patientId);
    return others.filter(([, { value }]) =>
      value.some(
        (contact) => contact.type === 'email' && comparable(contact.value) === comparable(email),
      ),
    ).length;
  }

  private index(): PatientIndex {
    const index = new PatientIndex(this.practice.id);
    for (const patient of this.known) index.take(patient);
    return index;
  }

  /** Asks before what is unsaved is lost, as its dialog is answered. */
  private openPatient(id: string): boolean {
    const patient = this.known.find((one) => one.id === id);
    if (patient === undefined) throw new HostRefusal('There is no such patient.');
    if ((this.workingCopies?.dirty.size ?? 0) > 0) return false;
    this.currentPatient.set(patient);
    return true;
  }

  private handOver<D>(document: D, pile: D[]): Promise<boolean> {
    return this.unlessRefused(() => {
      if (this.userPrints) pile.push(document);
      return this.userPrints;
    });
  }

  private register(
    declared: readonly string[],
    id: string,
    what: HostView | ((...args: readonly unknown[]) => unknown),
  ): Disposable {
    if (!declared.includes(id) || this.refusedIds.has(id)) {
      throw new HostRefusal(`The host does not know ${id}.`);
    }
    this.contributed.set(id, what);
    let held = true;
    return {
      dispose: () => {
        if (held) this.contributed.delete(id);
        held = false;
      },
    };
  }

  private unlessRefused<T>(act: () => T): Promise<T> {
    return this.refusal === undefined
      ? Promise.resolve().then(act)
      : Promise.reject(new HostRefusal(this.refusal));
  }
}

const storageKey = crypto.subtle.importKey(
  'raw',
  crypto.getRandomValues(new Uint8Array(32)),
  'HKDF',
  false,
  ['deriveKey'],
);

const practiceKey = crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
  'encrypt',
  'decrypt',
]);

function idsOf(views: readonly { readonly id: string }[]): readonly string[] {
  return views.map(({ id }) => id);
}

const { configuration } = manifest.contributes;

function defaults(): readonly (readonly [string, SettingValue])[] {
  return Object.entries(configuration.properties).map(
    ([key, setting]) => [key, setting.default] as const,
  );
}

/** The value, if the manifest declares a setting of that name and type. */
function declaredValue(key: string, value: unknown): SettingValue {
  const declared = Object.entries(configuration.properties).find(([name]) => name === key)?.[1];
  if (declared === undefined) throw new HostRefusal(`There is no setting ${key}.`);
  if (!isSettingValue(value) || !isOfType(value, declared.type)) {
    throw new HostRefusal(`This is no value for ${key}.`);
  }
  return value;
}

function isSettingValue(value: unknown): value is SettingValue {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function isOfType(value: SettingValue, type: string): boolean {
  return type === 'integer' ? Number.isInteger(value) : typeof value === type;
}

function comparable(email: string): string {
  return email.replace(/\s/g, '').toLowerCase();
}
