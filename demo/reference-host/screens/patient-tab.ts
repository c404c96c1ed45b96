import type { Patient } from 'fhir/r4';
import type { Disposable } from '../../../plugin/host-api.ts';
import { Disposables } from '../base/disposables.ts';
import { make, makeButton } from '../base/dom.ts';
import { sentenceFor } from '../base/host-refusal.ts';
import type { ObservableValue } from '../base/observable-value.ts';
import type { PatientRecords } from '../record/patient-records.ts';
import {
  languages,
  officialName,
  patientNumbers,
  readableDate,
  todayHere,
} from '../record/patient-text.ts';
import {
  emergencyContact,
  interpreter,
  isForEmergencies,
  practiceOfRegistration,
  removalUnderWay,
  temporaryAddress,
} from '../record/registration-facts.ts';
import type { BackendClient } from '../session/backend-client.ts';
import type { ClinicalEntry } from '../wire.ts';

export interface PatientTabParts {
  readonly records: PatientRecords;
  readonly backend: BackendClient;
  /** Counts the entries added to clinical histories here. */
  readonly clinicalEntries: ObservableValue<number>;
  /** Lets staff correct the patient's number. */
  readonly onEditNumber: () => void;
}

/** Who the patient is, and the newest entries of the clinical history. */
export function fillPatientTab(panel: HTMLElement, parts: PatientTabParts): Disposable {
  const held = new Disposables();
  const facts = make('div', { class: 'columns' });
  const entries = make('div', { class: 'scroll' });
  panel.append(
    make('h2', {}, 'Registration details'),
    facts,
    makeButton('Correct the patient number', parts.onEditNumber, { class: 'button' }),
    make('h2', {}, 'Clinical history'),
    entries,
  );
  held.add(
    parts.records.current.subscribe((patient) => {
      if (patient !== null) facts.replaceChildren(...factLists(patient));
    }),
  );
  held.add(
    parts.clinicalEntries.subscribe(() => {
      void showEntries(entries, parts);
    }),
  );
  return held;
}

function factLists(patient: Patient): readonly HTMLElement[] {
  const { family, given = [], prefix = [] } = officialName(patient);
  const alias = patient.name?.find(({ use }) => use === 'usual');
  const today = todayHere();
  const numbers = patientNumbers(patient);
  return [
    factList([
      ['Title', prefix.join(' ')],
      ['Surname', family],
      ['Forenames', given.join(' ')],
      ...(alias === undefined
        ? []
        : [['Known as', [...(alias.given ?? []), alias.family].join(' ')] as const]),
      ['Date of birth', readableDate(patient.birthDate)],
      ['Sex', capitalised(patient.gender)],
    ]),
    factList([
      ...(numbers.length === 0
        ? [['Patient number', 'None on record'] as const]
        : numbers.map(({ label, display }) => [label, display] as const)),
      ['Registered at', practiceOfRegistration(patient, today)],
      ['Registration', patient.active === false ? 'Ended' : 'Permanent'],
      ['Removal under way', removalUnderWay(patient, today) ?? 'No'],
      ['Temporary address', temporaryAddress(patient, today)],
      ['Language', languages(patient).join(', ')],
      ['Interpreter', interpreter(patient)],
      ['Emergency contact', emergencyContact(patient)],
      ['Next of kin', nextOfKin(patient)],
    ]),
  ];
}

type Fact = readonly [label: string, value: string | undefined];

function factList(facts: readonly Fact[]): HTMLElement {
  return make(
    'dl',
    { class: 'facts' },
    ...facts.flatMap(([label, value]) => [
      make('dt', {}, label),
      make('dd', {}, value === undefined || value === '' ? '–' : value),
    ]),
  );
}

function nextOfKin({ contact = [] }: Patient): string {
  return contact
    .filter((one) => !isForEmergencies(one))
    .map(({ name, relationship }) => {
      const who = name?.text ?? [...(name?.given ?? []), name?.family].join(' ');
      const relation = relationship?.[0]?.coding?.[0]?.display ?? relationship?.[0]?.text;
      return relation === undefined ? who : `${who} (${relation})`;
    })
    .join(', ');
}

async function showEntries(place: HTMLElement, parts: PatientTabParts): Promise<void> {
  const patientId = parts.records.current.value?.id;
  if (patientId === undefined) return;
  try {
    place.replaceChildren(entryList(await parts.backend.clinicalEntries(patientId)));
  } catch (error) {
    place.replaceChildren(make('p', { class: 'fault' }, sentenceFor(error)));
  }
}

function entryList(entries: readonly ClinicalEntry[]): HTMLElement {
  if (entries.length === 0) return make('p', { class: 'empty' }, 'No entries yet.');
  const heads = ['Date', 'Entry', 'Code', 'Freetext', 'Staff'];
  return make(
    'table',
    { class: 'list', 'aria-label': 'Clinical history' },
    make('thead', {}, make('tr', {}, ...heads.map((head) => make('th', { scope: 'col' }, head)))),
    make(
      'tbody',
      {},
      ...entries.map(({ date, display, code, freetext, recordedBy }) =>
        make(
          'tr',
          {},
          ...[readableDate(date), display, code, freetext ?? '', recordedBy.name].map((text) =>
            make('td', {}, text),
          ),
        ),
      ),
    ),
  );
}

function capitalised(word: string | undefined): string | undefined {
  return word === undefined ? undefined : word.charAt(0).toUpperCase() + word.slice(1);
}
