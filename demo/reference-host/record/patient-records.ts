import type { Patient } from 'fhir/r4';
import type {
  Disposable,
  HostContact,
  HostObservable,
  HostPageRequest,
  HostPatientPage,
  HostPatientQuery,
  HostPatients,
  HostSession,
} from '../../../plugin/host-api.ts';
import { HostRefusal } from '../base/host-refusal.ts';
import { ObservableValue } from '../base/observable-value.ts';
import type { FhirPatients } from './fhir-patients.ts';
import { EDIT_CONTACTS } from '../permission-names.ts';
import { ListedPatients } from './listed-patients.ts';
import { contactsOf, holdsEmail, withContact } from './patient-contacts.ts';
import type { PatientIndex } from './patient-index.ts';
import { practiceOf } from './practice-of-patient.ts';

const POLL_MS = 1_500;
const TRIES = 5;

export interface PatientRecordsOptions {
  readonly practiceId: string;
  readonly practiceIds: readonly string[];
  readonly fhir: FhirPatients;
  readonly session: HostObservable<HostSession | null>;
}

/**
 * The patients of one practice, held on the FHIR server. What others change shows within two seconds on the patient
 * that is open.
 */
export class PatientRecords implements Omit<HostPatients, 'open' | 'usualGps'>, Disposable {
  readonly current = new ObservableValue<Patient | null>(null);
  readonly #options: PatientRecordsOptions;
  readonly #contacts = new Map<string, ObservableValue<readonly HostContact[]>>();
  /** When the version on screen was written, by the server's clock; a late answer with an older one is dropped. */
  readonly #newest = new Map<string, string>();
  readonly #listed: ListedPatients;
  #session: HostSession | null = null;
  /** Counts openings, so that the patient asked for last wins whichever answer comes last. */
  #openings = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #sessionSubscription: Disposable;

  constructor(options: PatientRecordsOptions) {
    this.#options = options;
    this.#listed = new ListedPatients(options.fhir, options.practiceId, (patient) =>
      this.#isOurs(patient),
    );
    this.#sessionSubscription = options.session.subscribe((session) => {
      if (session?.staff.id !== this.#session?.staff.id) this.#listed.forget();
      this.#session = session;
    });
    this.#schedule();
  }

  /** Everybody registered at the practice, as the server has them now. Rejects with a {@link HostRefusal}. */
  async all(): Promise<readonly Patient[]> {
    const patients = await this.#options.fhir.all();
    return patients.filter((patient) => this.#isOurs(patient));
  }

  /** Opens a patient's record. Rejects with a {@link HostRefusal} when there is none of that id at this practice. */
  async open(id: string): Promise<void> {
    this.#openings += 1;
    const opening = this.#openings;
    const patient = await this.#read(id);
    if (opening !== this.#openings) return;
    this.#take(id, patient);
    this.current.set(patient);
  }

  /** A patient of the practice, without opening them. Rejects with a {@link HostRefusal} when the server refuses. */
  async read(id: string): Promise<Patient | null> {
    const patient = await this.#options.fhir.read(id);
    if (patient === undefined || !this.#isOurs(patient)) return null;
    this.#take(id, patient);
    return patient;
  }

  close(): void {
    this.#openings += 1;
    this.current.set(null);
  }

  contacts(patientId: string): HostObservable<readonly HostContact[]> {
    const contacts = this.#contactsValue(patientId);
    return {
      subscribe: (listener) => {
        const subscription = contacts.subscribe(listener);
        if (this.current.value?.id !== patientId) void this.#refresh(patientId);
        return subscription;
      },
    };
  }

  async saveContact(patientId: string, contact: HostContact): Promise<HostContact> {
    // The id stays the same while we try again, so that a lost race cannot add the contact twice.
    const newId = crypto.randomUUID();
    let saved = contact;
    await this.change(patientId, (patient) => {
      // A save that was stored and whose answer was lost looks like a lost race: then the contact is there already.
      const isStored = patient.telecom?.some(({ id }) => id === newId) === true;
      const asked = isStored ? { ...contact, id: newId } : contact;
      const change = withContact(patient, asked, () => newId);
      saved = change.saved;
      return change.patient;
    });
    return saved;
  }

  /**
   * Changes a patient's record, again on the newest version when somebody else was faster. Rejects with a
   * {@link HostRefusal} when this person may not, or the record refuses it.
   */
  async change(patientId: string, change: (patient: Patient) => Patient): Promise<void> {
    const session = this.#session;
    if (session === null) throw new HostRefusal('Nobody is signed in.');
    if (!session.permissions.includes(EDIT_CONTACTS)) {
      throw new HostRefusal(`A ${session.staff.role} may not change a patient’s record.`);
    }
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const changed = change(await this.#read(patientId));
      // Sent now, it would be in the name of whoever sits here by this time.
      if (this.#session?.staff.id !== session.staff.id) {
        throw new HostRefusal('Somebody else has signed in meanwhile. Nothing was saved.');
      }
      const stored = await this.#options.fhir.replace(patientId, changed);
      if (stored !== undefined) {
        this.#listed.outdate();
        this.#take(patientId, stored);
        return;
      }
    }
    throw new HostRefusal('Others keep changing this record. Wait a moment and try again.');
  }

  async countSharingEmail(patientId: string, email: string): Promise<number> {
    const patients = await this.all();
    return patients.filter(({ id }) => id !== patientId).filter((other) => holdsEmail(other, email))
      .length;
  }

  async describe(patientIds: readonly string[]): Promise<readonly Patient[]> {
    const listed = await this.#list();
    return patientIds.flatMap((id) => listed.get(id) ?? []);
  }

  async find(query: HostPatientQuery, page?: HostPageRequest): Promise<HostPatientPage> {
    return (await this.#list()).find(query, page);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#sessionSubscription.dispose();
  }

  /** In the name of whoever is signed in, and for nobody else. */
  async #list(): Promise<PatientIndex> {
    const asking = this.#session?.id;
    if (asking === undefined) throw new HostRefusal('Nobody is signed in.');
    const listed = await this.#listed.now();
    if (this.#session?.id !== asking)
      throw new HostRefusal('Somebody else has signed in meanwhile.');
    return listed;
  }

  async #read(id: string): Promise<Patient> {
    const patient = await this.#options.fhir.read(id);
    if (patient === undefined || !this.#isOurs(patient)) {
      throw new HostRefusal('There is no such patient at this practice.');
    }
    return patient;
  }

  #contactsValue(patientId: string): ObservableValue<readonly HostContact[]> {
    const known = this.#contacts.get(patientId);
    if (known !== undefined) return known;
    const { value } = this.current;
    const made = new ObservableValue(value?.id === patientId ? contactsOf(value) : []);
    this.#contacts.set(patientId, made);
    return made;
  }

  /** Takes over a newer version; what has not changed is not told again. */
  #take(id: string, patient: Patient): void {
    const written = patient.meta?.lastUpdated ?? '';
    if (written < (this.#newest.get(id) ?? '')) return;
    this.#newest.set(id, written);
    const before = this.current.value;
    if (before?.id === id && before.meta?.versionId !== patient.meta?.versionId) {
      this.current.set(patient);
    }
    const contacts = this.#contactsValue(id);
    const next = contactsOf(patient);
    if (JSON.stringify(next) !== JSON.stringify(contacts.value)) contacts.set(next);
  }

  async #refresh(id: string): Promise<void> {
    try {
      this.#take(id, await this.#read(id));
    } catch (error) {
      // Out of reach or signed out: what is on screen stays, and the next look comes in a moment.
      if (!(error instanceof HostRefusal)) throw error;
    }
  }

  #schedule(): void {
    this.#timer = setTimeout(() => {
      void this.#poll();
    }, POLL_MS);
  }

  async #poll(): Promise<void> {
    const watched = new Set<string>();
    const openId = this.current.value?.id;
    if (openId !== undefined) watched.add(openId);
    for (const [id, value] of this.#contacts) if (value.listenerCount > 0) watched.add(id);
    if (this.#session !== null) await Promise.all([...watched].map((id) => this.#refresh(id)));
    if (this.#timer !== undefined) this.#schedule();
  }

  #isOurs(patient: Patient): boolean {
    const { practiceId, practiceIds } = this.#options;
    return practiceOf(patient, practiceIds) === practiceId;
  }
}
