import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { defineElements } from '../../components/define.ts';
import type { OsOnlineApplications } from '../../components/osu/os-online-applications.ts';
import {
  SPLIT_ELEMENTS,
  type OsPracticeSplit,
} from '../../components/practice/split/os-practice-split.ts';
import type { OsPracticeAccounts } from '../../components/practice/accounts/os-practice-accounts.ts';
import type { OsPracticeUptake } from '../../components/practice/uptake/os-practice-uptake.ts';
import type { OsOnlineServicesSettings } from '../../components/practice/os-online-services-settings.ts';
import type { OsOnlineServicesTab } from '../../components/tab/os-online-services-tab.ts';
import { unsavedWorkOf } from '../../components/unsaved/unsaved-work.ts';
import type { SettingsView, TabView } from '../../services/application/views.ts';
import { loadWords } from '../../services/words/words.ts';
import { fakeOnlineServices, type FakeOnlineServices } from '../fakes/fake-online-services.ts';
import { ELEMENTS } from './elements.ts';
import { waitUntil } from '../wait-until.ts';

/** What a person sees and does on a screen under test, whatever shadow roots it is made of. */
export class Screen {
  readonly element: HTMLElement;
  readonly services: FakeOnlineServices;

  constructor(element: HTMLElement, services: FakeOnlineServices) {
    this.element = element;
    this.services = services;
  }

  /** The element, across shadow roots; fails the test when it is not there or not of this kind. */
  get(selector: string): HTMLElement;
  get<E extends HTMLElement>(selector: string, kind: new () => E): E;
  get(selector: string, kind: new () => HTMLElement = HTMLElement): HTMLElement {
    const [found] = this.all(selector);
    if (!(found instanceof kind)) throw new Error(`No ${kind.name} matches ${selector}`);
    return found;
  }

  all(selector: string): readonly HTMLElement[] {
    return [...roots(this.element)].flatMap((root) => [
      ...root.querySelectorAll<HTMLElement>(selector),
    ]);
  }

  has(selector: string): boolean {
    return this.all(selector).length > 0;
  }

  /** Everything written on the screen, spaces collapsed. */
  get text(): string {
    return textOf(this.element.shadowRoot ?? this.element);
  }

  textOf(selector: string): string {
    return textOf(this.get(selector));
  }

  async sees(words: string): Promise<void> {
    await waitUntil(() => this.text.includes(words), `"${words}" is to be seen`);
  }

  async click(selector: string): Promise<void> {
    await this.settled();
    this.get(selector).click();
    await this.settled();
  }

  async appears(selector: string): Promise<void> {
    await waitUntil(() => this.has(selector), `${selector} is to appear`);
    await this.settled();
  }

  async vanishes(selector: string): Promise<void> {
    await waitUntil(() => !this.has(selector), `${selector} is to vanish`);
  }

  /** What assistive technology was told last. */
  get said(): string {
    return textOf(this.get('div[role="status"][aria-live]'));
  }

  async hears(words: string): Promise<void> {
    await waitUntil(() => this.said.includes(words), `"${words}" is to be announced`);
  }

  /** The focused element, however deep. */
  get focused(): Element | null {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active;
  }

  /** Elements are compared here: a failed comparison would write both of them down with all that hangs on them, for minutes. */
  hasFocus(element: Element): boolean {
    return this.focused === element;
  }

  async focusReaches(selector: string): Promise<void> {
    await waitUntil(
      () => this.focused?.matches(selector) === true,
      `the focus is to reach ${selector}`,
    );
  }

  /** Types over what is in the field. */
  async type(selector: string, words: string): Promise<void> {
    const field = this.get(selector);
    field.focus();
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.select();
    await sendKeys({ type: words });
    await this.settled();
  }

  choose(selector: string, value: string): void {
    const select = this.get(selector, HTMLSelectElement);
    select.value = value;
    select.dispatchEvent(new Event('change'));
  }

  /** Waits until every element on the screen has rendered what it knows, and what is on the page already has come to it. */
  async settled(): Promise<void> {
    await this.#rendered();
    // Modules that are there come in the order in which they were asked for.
    await import('../../components/tab/dialog-elements.ts');
    await this.#rendered();
  }

  async #rendered(): Promise<void> {
    for (let round = 0; round < 3; round += 1) {
      for (const root of [...roots(this.element)]) {
        if ('host' in root) await (root.host as Partial<Rendering>).updateComplete;
      }
    }
  }

  /** Nothing for axe to find, in the page and in an open dialog. */
  async isAccessible(): Promise<void> {
    await this.settled();
    await expect(this.element).to.be.accessible();
  }
}

interface Rendering {
  readonly updateComplete: Promise<unknown>;
}

/** Those of this file's screens. */
const opened = new Set<FakeOnlineServices>();

afterEach(() => {
  // A page with unsaved edits asks before it closes, and a test's page has nobody to answer.
  opened.forEach((services) => {
    unsavedWorkOf(services).signedIn('');
  });
  opened.clear();
});

/** The Online Services tab in a page, showing this. */
export async function openTab(view: TabView): Promise<Screen> {
  await loadWords('screens', 'views', 'tab', 'workList', 'dialogs', 'history');
  defineElements(ELEMENTS);
  const services = fakeOnlineServices(view);
  opened.add(services);
  const tab = await fixture<OsOnlineServicesTab>(
    html`<os-online-services-tab .services=${services}></os-online-services-tab>`,
  );
  const screen = new Screen(tab, services);
  await screen.settled();
  return screen;
}

/** The Control Panel page, showing this. */
export async function openSettings(view: SettingsView): Promise<Screen> {
  await loadWords('screens', 'settings');
  defineElements(ELEMENTS);
  const services = fakeOnlineServices(undefined, view);
  opened.add(services);
  const page = await fixture<OsOnlineServicesSettings>(
    html`<os-online-services-settings .services=${services}></os-online-services-settings>`,
  );
  const screen = new Screen(page, services);
  await screen.settled();
  return screen;
}

/** The Control Panel page of applications, whose list is what the next command gives. */
export async function openApplicationsPage(
  view: SettingsView,
  prepare: (services: FakeOnlineServices) => void,
): Promise<Screen> {
  await loadWords('screens', 'applications');
  defineElements(ELEMENTS);
  const services = fakeOnlineServices(undefined, view);
  prepare(services);
  const page = await fixture<OsOnlineApplications>(
    html`<os-online-applications .services=${services}></os-online-applications>`,
  );
  const screen = new Screen(page, services);
  await screen.settled();
  return screen;
}

/** The page of all accounts of the practice, with what its commands give. */
export async function openAccountsPage(
  view: SettingsView,
  prepare: (services: FakeOnlineServices) => void,
): Promise<Screen> {
  await loadWords('screens', 'views', 'accounts');
  defineElements(ELEMENTS);
  const services = fakeOnlineServices(undefined, view);
  prepare(services);
  const page = await fixture<OsPracticeAccounts>(
    html`<os-practice-accounts .services=${services}></os-practice-accounts>`,
  );
  const screen = new Screen(page, services);
  await screen.settled();
  return screen;
}

/** The page of how far the practice is, with what its commands give. */
export async function openUptakePage(
  view: SettingsView,
  prepare: (services: FakeOnlineServices) => void,
): Promise<Screen> {
  await loadWords('screens', 'views', 'uptake');
  defineElements(ELEMENTS);
  const services = fakeOnlineServices(undefined, view);
  prepare(services);
  const page = await fixture<OsPracticeUptake>(
    html`<os-practice-uptake .services=${services}></os-practice-uptake>`,
  );
  const screen = new Screen(page, services);
  await screen.settled();
  return screen;
}

/** The page of splits and merges, with what its commands give. */
export async function openSplitPage(
  view: SettingsView,
  prepare: (services: FakeOnlineServices) => void,
): Promise<Screen> {
  await loadWords('screens', 'views', 'split');
  defineElements(SPLIT_ELEMENTS);
  const services = fakeOnlineServices(undefined, view);
  prepare(services);
  const page = await fixture<OsPracticeSplit>(
    html`<os-practice-split .services=${services}></os-practice-split>`,
  );
  const screen = new Screen(page, services);
  await screen.settled();
  return screen;
}

function* roots(element: Element): Generator<ShadowRoot | Element> {
  const root = element.shadowRoot ?? element;
  yield root;
  for (const inner of root.querySelectorAll('*')) {
    if (inner.shadowRoot !== null) yield* roots(inner);
  }
}

function textOf(node: Node): string {
  return words(node).replace(/\s+/g, ' ').trim();
}

function words(node: Node): string {
  if (node instanceof Text) return node.data;
  if (node instanceof HTMLStyleElement) return '';
  const children = node instanceof Element && node.shadowRoot ? node.shadowRoot : node;
  return [...children.childNodes]
    .map((child) => (child instanceof Element ? ` ${words(child)} ` : words(child)))
    .join('');
}
