import type { Patient } from 'fhir/r4';
import { make, makeButton } from '../base/dom.ts';
import { sentenceFor } from '../base/host-refusal.ts';
import type { ObservableValue } from '../base/observable-value.ts';
import type { ShownView } from '../plugin-support/contributions.ts';
import type { Walkthroughs } from '../plugin-support/walkthroughs.ts';
import type { PatientRecords } from '../record/patient-records.ts';
import { findPatients, inNameOrder } from '../record/patient-search.ts';
import {
  addressLines,
  endOfRegistration,
  isRestricted,
  listName,
  patientNumbers,
  readableDate,
  todayHere,
} from '../record/patient-text.ts';
import { hashFor } from '../shell/routes.ts';
import { FrontLinks } from './front-links.ts';
import type { Screen } from './screen.ts';
import { WalkthroughCards } from './walkthrough-cards.ts';

/** In place of what a restricted record holds, until it is opened. */
const HIDDEN = 'Not shown';
const COLUMNS = ['Name', 'Born', 'Number', 'Address', ''];

/**
 * The front screen: find a patient by name, number, date of birth, postcode or email, with the keyboard alone if one
 * likes.
 */
export class FindPatientScreen implements Screen {
  readonly title = 'Find patient';
  readonly element: HTMLElement;
  readonly #records: PatientRecords;
  readonly #input = make('input', {
    id: 'find-patient',
    type: 'search',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-describedby': 'find-patient-hint',
  });
  readonly #count = make('p', { role: 'status', class: 'result-count' });
  readonly #results = make('div', { class: 'results' });
  readonly #firstSteps: WalkthroughCards;
  readonly #links: FrontLinks;
  /** Counts the searches, so that the last one asked for is the one shown. */
  #searches = 0;

  constructor(
    records: PatientRecords,
    walkthroughs: Walkthroughs,
    practiceViews: ObservableValue<readonly ShownView[]>,
  ) {
    this.#links = new FrontLinks(practiceViews);
    this.#records = records;
    this.#firstSteps = new WalkthroughCards(walkthroughs, () => {
      this.focus();
    });
    const form = make(
      'form',
      {
        role: 'search',
        class: 'find-form',
        onsubmit: (event) => {
          event.preventDefault();
          void this.#show('found');
        },
      },
      make('label', { for: 'find-patient' }, 'Find patient'),
      make(
        'div',
        { class: 'find-line' },
        this.#input,
        make('button', { type: 'submit', class: 'button primary' }, 'Find'),
        makeButton('List all', () => void this.#show('all'), { class: 'button' }),
      ),
      make(
        'p',
        { id: 'find-patient-hint', class: 'hint' },
        'Type names, a patient number or part of it, a date of birth such as 14.5.79, a postcode or an email address. Then press Enter.',
      ),
    );
    this.element = make(
      'div',
      { class: 'find-screen' },
      make('h1', {}, 'Front screen'),
      this.#links.element,
      make('div', { class: 'card' }, form),
      this.#count,
      this.#results,
      this.#firstSteps.element,
    );
    this.#results.addEventListener('keydown', (event) => {
      this.#onKey(event);
    });
  }

  focus(): void {
    this.#input.focus();
  }

  dispose(): void {
    this.#searches += 1;
    this.#firstSteps.dispose();
    this.#links.dispose();
    this.element.remove();
  }

  async #show(which: 'found' | 'all'): Promise<void> {
    this.#searches += 1;
    const search = this.#searches;
    try {
      const everybody = await this.#records.all();
      if (search !== this.#searches) return;
      const typed = this.#input.value;
      const found =
        which === 'all' ? inNameOrder(everybody) : findPatients(everybody, typed, todayHere());
      this.#render(found, which === 'found' && typed.trim() === '');
    } catch (error) {
      this.#count.textContent = sentenceFor(error);
      this.#results.replaceChildren();
    }
  }

  #render(patients: readonly Patient[], nothingTyped: boolean): void {
    this.#count.textContent = nothingTyped
      ? 'Type something to look for.'
      : countSentence(patients.length);
    if (patients.length === 0) {
      this.#results.replaceChildren();
      if (!nothingTyped) this.#results.append(nobodyFound());
      return;
    }
    const head = make('tr', {}, ...COLUMNS.map(columnHead));
    this.#results.replaceChildren(
      make(
        'table',
        { class: 'list', 'aria-label': 'Patients found' },
        make('thead', {}, head),
        make('tbody', {}, ...patients.map(row)),
      ),
    );
    this.#found()[0]?.focus();
  }

  /** Down and up go through the results; up from the first goes back to what was typed. */
  #onKey(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    const links = this.#found();
    const at = links.findIndex((link) => link === document.activeElement);
    event.preventDefault();
    if (at + step < 0) this.#input.focus();
    else links[at + step]?.focus();
  }

  #found(): HTMLElement[] {
    return [...this.#results.querySelectorAll('a')];
  }
}

function columnHead(title: string): HTMLElement {
  return title === '' ? make('td') : make('th', { scope: 'col' }, title);
}

function row(patient: Patient): HTMLElement {
  const restricted = isRestricted(patient);
  const flags = [restricted ? 'Restricted record' : undefined, endOfRegistration(patient)];
  const hash = hashFor({ screen: 'registration', patientId: patient.id ?? '' });
  return make(
    'tr',
    {},
    make('th', { scope: 'row' }, make('a', { href: hash }, listName(patient))),
    // Who merely searches must not read where somebody lives who is kept from being found.
    make('td', { class: 'nowrap' }, restricted ? HIDDEN : readableDate(patient.birthDate)),
    make('td', { class: 'nowrap' }, patientNumbers(patient)[0]?.display ?? 'None'),
    make('td', {}, restricted ? HIDDEN : addressLines(patient).slice(0, 2).join(', ')),
    make('td', {}, ...flags.flatMap((flag) => (flag === undefined ? [] : [flagFor(flag)]))),
  );
}

function flagFor(text: string): HTMLElement {
  return make('span', { class: 'flag' }, text);
}

function countSentence(count: number): string {
  if (count === 0) return 'No patients found.';
  return count === 1 ? '1 patient found.' : `${count} patients found.`;
}

function nobodyFound(): HTMLElement {
  return make(
    'p',
    { class: 'empty' },
    'Nobody at this practice fits. Check the spelling, try only the start of the surname, or look by date of birth.',
  );
}
