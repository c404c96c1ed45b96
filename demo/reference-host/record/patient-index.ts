import type { Patient } from 'fhir/r4';
import type {
  HostPageRequest,
  HostPatientPage,
  HostPatientQuery,
  HostPatientTrait,
} from '../../../plugin/host-api.ts';
import { HostRefusal } from '../base/host-refusal.ts';
import { DEMONSTRATION_PATIENT } from './demonstration-patient.ts';
import { contactsOf } from './patient-contacts.ts';
import { nameWords } from './patient-search.ts';
import { isRestricted, officialName, todayHere } from './patient-text.ts';
import { compact, folded, plainName, wordsOf } from './plain-text.ts';
import { hasLeft } from './registration-facts.ts';

const MOST_A_PAGE = 100;
const FULL_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** What is asked of a patient, made ready once. */
interface Entry {
  readonly id: string;
  readonly patient: Patient;
  /** Surname, given name and id: the place among the others, which is nobody else's. */
  readonly place: string;
  readonly words: readonly string[];
  readonly families: readonly string[];
  readonly givens: readonly string[];
  readonly numbers: readonly string[];
  /** Only a full date. */
  readonly birthDate: string | undefined;
  readonly usualGps: readonly string[];
  readonly emails: readonly string[];
  readonly hasVerifiedEmail: boolean;
}

type Condition = (entry: Entry) => boolean;

/**
 * The patients of a practice, so prepared that a question about 50,000 of them is answered at once: nothing of a record is read
 * again before it has changed.
 */
export class PatientIndex {
  readonly #practiceId: string;
  readonly #entries = new Map<string, Entry>();
  /** How many patients hold an email address. */
  readonly #holders = new Map<string, number>();
  /** By their places, once somebody asks. */
  #inOrder: Entry[] = [];
  #isInOrder = true;

  constructor(practiceId: string) {
    this.#practiceId = practiceId;
  }

  /** A patient as they are now. */
  take(patient: Patient): void {
    const entry = entryOf(patient);
    this.drop(entry.id);
    this.#entries.set(entry.id, entry);
    for (const email of entry.emails) this.#holders.set(email, (this.#holders.get(email) ?? 0) + 1);
    this.#inOrder.push(entry);
    this.#isInOrder = false;
  }

  /** Somebody is not of this practice any more. */
  drop(id: string): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    this.#entries.delete(id);
    for (const email of entry.emails) this.#holders.set(email, (this.#holders.get(email) ?? 1) - 1);
    this.#isInOrder = false;
  }

  get(id: string): Patient | undefined {
    return this.#entries.get(id)?.patient;
  }

  /**
   * Those for whom all that is asked holds, by surname, given name and id, from behind a place on.
   * @throws {HostRefusal} when something is asked that cannot be heeded.
   */
  find(
    query: HostPatientQuery,
    { after = '', size = MOST_A_PAGE }: HostPageRequest = {},
  ): HostPatientPage {
    const conditions = this.#conditionsOf(query);
    const most = Math.min(Math.max(size, 1), MOST_A_PAGE);
    const found: Entry[] = [];
    for (const entry of this.#from(after)) {
      if (!conditions.every((holds) => holds(entry))) continue;
      if (found.length === most) return pageOf(found, found.at(-1)?.place);
      found.push(entry);
    }
    return pageOf(found);
  }

  *#from(after: string): Iterable<Entry> {
    const entries = this.#ordered();
    let [low, high] = [0, entries.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((entries[middle]?.place ?? '') > after) high = middle;
      else low = middle + 1;
    }
    for (let at = low; at < entries.length; at += 1) {
      const entry = entries[at];
      if (entry !== undefined) yield entry;
    }
  }

  /** What has come since stands at the end: little is moved. */
  #ordered(): readonly Entry[] {
    if (!this.#isInOrder) {
      this.#inOrder = this.#inOrder
        .filter((entry) => this.#entries.get(entry.id) === entry)
        .sort((a, b) => (a.place < b.place ? -1 : 1));
      this.#isInOrder = true;
    }
    return this.#inOrder;
  }

  #conditionsOf(query: HostPatientQuery): readonly Condition[] {
    const asked = Object.entries(query).filter(([, wanted]) => wanted !== undefined);
    // What is read in the record itself comes last: of those who are left.
    asked.sort(([one], [other]) => Number(one === 'having') - Number(other === 'having'));
    return asked.map(([field, wanted]) => {
      const condition = Object.hasOwn(CONDITIONS, field)
        ? CONDITIONS[field as Exclude<keyof HostPatientQuery, 'having'>](String(wanted))
        : undefined;
      if (condition !== undefined) return condition;
      if (field === 'having') return this.#having(String(wanted));
      throw new HostRefusal(`This clinical system does not look for patients by ${field}.`);
    });
  }

  #having(wanted: string): Condition {
    const today = todayHere();
    const traits: Readonly<Record<HostPatientTrait, Condition>> = {
      'no-verified-email': ({ hasVerifiedEmail }) => !hasVerifiedEmail,
      'shared-email': ({ emails }) => emails.some((email) => (this.#holders.get(email) ?? 0) > 1),
      restricted: ({ patient }) => isRestricted(patient),
      left: ({ patient }) => hasLeft(patient, this.#practiceId, today),
    };
    if (Object.hasOwn(traits, wanted)) return traits[wanted as HostPatientTrait];
    throw new HostRefusal('This clinical system does not know what these patients have in common.');
  }
}

/** What each field asks, but for what takes knowing the others. */
const CONDITIONS: Readonly<
  Record<Exclude<keyof HostPatientQuery, 'having'>, (wanted: string) => Condition>
> = {
  number: (wanted) => {
    const number = compact(wanted);
    return ({ numbers }) => numbers.includes(number);
  },
  family: (wanted) => {
    const family = plainName(wanted);
    return ({ families }) => families.includes(family);
  },
  given: (wanted) => {
    const given = plainName(wanted);
    return ({ givens }) => givens.includes(given);
  },
  birthDate: (wanted) => (entry) => entry.birthDate === wanted,
  bornFrom:
    (wanted) =>
    ({ birthDate }) =>
      birthDate !== undefined && birthDate >= wanted,
  bornUntil:
    (wanted) =>
    ({ birthDate }) =>
      birthDate !== undefined && birthDate <= wanted,
  usualGp:
    (wanted) =>
    ({ usualGps }) =>
      usualGps.includes(wanted),
  name: (typed) => {
    const wanted = wordsOf(typed);
    return ({ words }) => wanted.every((word) => words.some((part) => part.startsWith(word)));
  },
};

function pageOf(found: readonly Entry[], next?: string): HostPatientPage {
  const patients = found.map(({ patient }) => patient);
  return next === undefined ? { patients } : { patients, next };
}

function entryOf(patient: Patient): Entry {
  const { id = '', name = [], identifier = [], birthDate = '' } = patient;
  const official = officialName(patient);
  const contacts = contactsOf(patient).filter(({ type }) => type === 'email');
  const given = official.given?.join(' ') ?? '';
  return {
    id,
    patient,
    place: [folded(official.family ?? official.text ?? ''), folded(given), id].join('\u0000'),
    words: nameWords(patient),
    families: name.flatMap(({ family }) => (family === undefined ? [] : [plainName(family)])),
    givens: name.flatMap(({ given = [] }) => [
      plainName(given[0] ?? ''),
      plainName(given.join(' ')),
    ]),
    numbers: identifier
      .filter(({ system }) => system !== DEMONSTRATION_PATIENT)
      .map(({ value = '' }) => compact(value)),
    birthDate: FULL_DATE.test(birthDate) ? birthDate : undefined,
    usualGps: usualGpsOf(patient),
    emails: [...new Set(contacts.map(({ value }) => compact(value)))],
    hasVerifiedEmail: contacts.some(({ verified }) => verified),
  };
}

function usualGpsOf({ generalPractitioner = [] }: Patient): readonly string[] {
  return generalPractitioner
    .filter(({ type }) => type === 'Practitioner')
    .flatMap(({ identifier }) => identifier?.value ?? []);
}
