import type { Patient } from 'fhir/r4';
import type { HostPractice } from '../../../plugin/host-api.ts';
import { Disposables } from '../base/disposables.ts';
import { make } from '../base/dom.ts';
import type { ObservableValue } from '../base/observable-value.ts';
import type { PatientRecords } from '../record/patient-records.ts';
import {
  ageOn,
  endOfRegistration,
  isRestricted,
  listName,
  patientNumbers,
  readableDate,
} from '../record/patient-text.ts';
import type { Contributions } from '../plugin-support/contributions.ts';
import type { WorkingCopies } from '../plugin-support/working-copies.ts';
import type { BackendClient } from '../session/backend-client.ts';
import { ActionsMenu } from '../shell/actions-menu.ts';
import { placeView } from '../shell/contributed-view.ts';
import { printedStrip } from '../shell/printed-strip.ts';
import type { Printer } from '../shell/printer.ts';
import { type Tab, TabList } from '../shell/tab-list.ts';
import { fillAddressTab } from './address-tab.ts';
import { showNumberDialog } from './number-dialog.ts';
import { fillPatientTab } from './patient-tab.ts';
import type { Screen } from './screen.ts';

export interface RegistrationParts {
  readonly practice: HostPractice;
  readonly records: PatientRecords;
  readonly backend: BackendClient;
  readonly contributions: Contributions;
  readonly clinicalEntries: ObservableValue<number>;
  readonly printer: Printer;
  readonly runCommand: (id: string) => void;
  readonly workingCopies: WorkingCopies;
  /** Asked before another tab is shown: `false` stays. */
  readonly mayLeave: () => Promise<boolean>;
  /** Told which tab is shown, for the address. */
  readonly onTab: (id: string) => void;
}

/** A patient's Registration screen: banner, tabs of the host, and the tabs that the plugin contributes. */
export class RegistrationScreen implements Screen {
  readonly title = 'Registration';
  readonly element: HTMLElement;
  readonly #tabs: TabList;
  readonly #heading = make('h1', { tabindex: '-1' });
  readonly #held = new Disposables();

  /** The patient must be open already. */
  constructor(parts: RegistrationParts) {
    const { records, contributions } = parts;
    const banner = make('div', { class: 'banner-facts' });
    const menu = this.#held.add(new ActionsMenu(contributions.registrationMenu, parts.runCommand));
    this.#tabs = this.#held.add(new TabList('Registration', parts));
    this.element = make(
      'div',
      { class: 'registration-screen' },
      make(
        'section',
        { class: 'banner', 'aria-label': 'Patient' },
        make('div', { class: 'banner-name' }, this.#heading, banner),
        menu.element,
        make('a', { class: 'button', href: '#/' }, 'Close'),
      ),
      this.#held.add(printedStrip(parts.printer)).element,
      this.#tabs.element,
    );
    this.#held.add(
      records.current.subscribe((patient) => {
        if (patient === null) return;
        this.#heading.textContent = listName(patient);
        banner.replaceChildren(...bannerFacts(patient));
      }),
    );
    const own: readonly Tab[] = [
      {
        id: 'patient',
        title: 'Patient',
        fill: (panel) =>
          fillPatientTab(panel, {
            ...parts,
            onEditNumber: () =>
              void showNumberDialog(parts.practice.nation, records, parts.workingCopies),
          }),
      },
      {
        id: 'address',
        title: 'Address',
        fill: (panel) => fillAddressTab(panel, records, parts.workingCopies),
      },
    ];
    this.#held.add(
      contributions.registrationTabs.subscribe((views) => {
        const contributed = views.map((view) => ({
          id: view.id,
          title: view.title,
          fill: (panel: HTMLElement) => placeView(view, panel),
        }));
        this.#tabs.setTabs([...own, ...contributed]);
      }),
    );
  }

  showTab(id: string): void {
    this.#tabs.show(id);
  }

  focus(): void {
    this.#heading.focus();
  }

  dispose(): void {
    this.#held.dispose();
    this.element.remove();
  }
}

function bannerFacts(patient: Patient): readonly HTMLElement[] {
  const age = ageOn(patient.birthDate, new Date().toISOString().slice(0, 10));
  const number = patientNumbers(patient)[0];
  const end = endOfRegistration(patient);
  const born = `Born ${readableDate(patient.birthDate)}${age === undefined ? '' : ` (${age})`}`;
  return [
    make('span', {}, born),
    make(
      'span',
      {},
      number === undefined ? 'No patient number' : `${number.label} ${number.display}`,
    ),
    ...(isRestricted(patient) ? [make('span', { class: 'flag' }, 'Restricted record')] : []),
    ...(end === undefined ? [] : [make('span', { class: 'flag' }, end)]),
  ];
}
