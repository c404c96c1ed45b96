import type { Patient } from 'fhir/r4';
import type { FhirPatients } from './fhir-patients.ts';
import { PatientIndex } from './patient-index.ts';

/** Rows of a list come into view one after the other: what was read this long ago is new enough for the next. */
const FRESH_MS = 2_000;

/** What was read of a practice's patients, and until which time of the server's. */
interface Listed {
  readonly index: PatientIndex;
  /** When the newest of them was written. */
  until?: string;
  /** When they were read, by a clock that nobody sets. */
  at: number;
}

/**
 * The patients of a practice as lists need them: all are read when somebody first asks, and what has changed since when somebody
 * asks again. In memory, until it is forgotten.
 */
export class ListedPatients {
  readonly #fhir: Pick<FhirPatients, 'all' | 'changedSince'>;
  readonly #practiceId: string;
  readonly #isOurs: (patient: Patient) => boolean;
  /** One reading at a time; who asks meanwhile waits for it. */
  #reading: Promise<Listed> | undefined;
  /** Something was written here since. */
  #isOutdated = false;

  constructor(
    fhir: Pick<FhirPatients, 'all' | 'changedSince'>,
    practiceId: string,
    isOurs: (patient: Patient) => boolean,
  ) {
    this.#fhir = fhir;
    this.#practiceId = practiceId;
    this.#isOurs = isOurs;
  }

  /** As they are now. Rejects with a HostRefusal when the server refuses. */
  async now(): Promise<PatientIndex> {
    const before = this.#reading;
    this.#reading = before === undefined ? this.#readAll() : this.#readOn(before);
    const reading = this.#reading;
    try {
      return (await reading).index;
    } catch (error) {
      // What was not read is read anew the next time.
      if (this.#reading === reading) this.#reading = undefined;
      throw error;
    }
  }

  /** What was written here is to be seen by who asks next. */
  outdate(): void {
    this.#isOutdated = true;
  }

  /** Whoever signs in next has their own look. */
  forget(): void {
    this.#reading = undefined;
  }

  async #readAll(): Promise<Listed> {
    const listed: Listed = { index: new PatientIndex(this.#practiceId), at: performance.now() };
    this.#take(listed, await this.#fhir.all());
    return listed;
  }

  async #readOn(before: Promise<Listed>): Promise<Listed> {
    const listed = await before;
    const at = performance.now();
    if (at - listed.at < FRESH_MS && !this.#isOutdated) return listed;
    this.#isOutdated = false;
    // Of a practice without patients there is no newest one.
    const { until } = listed;
    const changed = until === undefined ? this.#fhir.all() : this.#fhir.changedSince(until);
    this.#take(listed, await changed);
    listed.at = at;
    return listed;
  }

  #take(listed: Listed, patients: readonly Patient[]): void {
    for (const patient of patients) {
      const written = patient.meta?.lastUpdated;
      if (written !== undefined && written > (listed.until ?? '')) listed.until = written;
      if (this.#isOurs(patient)) listed.index.take(patient);
      else listed.index.drop(patient.id ?? '');
    }
  }
}
