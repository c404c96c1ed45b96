import type { Disposable, HostStaff } from '../../../plugin/host-api.ts';
import { Disposables, disposableOf } from '../base/disposables.ts';
import { make } from '../base/dom.ts';
import type { Contributions } from '../plugin-support/contributions.ts';
import type { LogLine, TechnicalLog } from '../plugin-support/technical-log.ts';
import { placeView } from '../shell/contributed-view.ts';
import { hashFor } from '../shell/routes.ts';
import type { PracticeWithStaff } from '../wire.ts';
import type { Screen } from './screen.ts';

export interface ControlPanelParts {
  readonly practice: PracticeWithStaff;
  readonly contributions: Contributions;
  readonly log: TechnicalLog;
}

interface Page {
  readonly id: string;
  readonly title: string;
  readonly fill: (place: HTMLElement) => Disposable;
}

/** *Management Tools > Control Panel*: pages of the host, and those that the plugin contributes. */
export class ControlPanelScreen implements Screen {
  readonly title = 'Control Panel';
  readonly element: HTMLElement;
  readonly #heading = make('h1', { tabindex: '-1' }, 'Control Panel');
  readonly #links = make('ul');
  readonly #place = make('div', { class: 'card page' });
  readonly #held = new Disposables();
  #pages: readonly Page[] = [];
  #wanted: string | undefined;
  #shown: Page | undefined;
  #content: Disposable | undefined;

  constructor(parts: ControlPanelParts, page: string | undefined) {
    this.#wanted = page;
    this.element = make(
      'div',
      { class: 'control-panel-screen' },
      make('p', { class: 'path' }, 'Management Tools'),
      this.#heading,
      make(
        'div',
        { class: 'sided' },
        make('nav', { class: 'side', 'aria-label': 'Control Panel' }, this.#links),
        this.#place,
      ),
    );
    this.#held.add(
      parts.contributions.controlPanelPages.subscribe((views) => {
        const contributed = views.map((view) => ({
          id: view.id,
          title: view.title,
          fill: (place: HTMLElement) => placeView(view, place),
        }));
        this.#setPages([...contributed, ...ownPages(parts)]);
      }),
    );
  }

  /** Shows a page, or the first when it is not known. */
  showPage(id: string | undefined): void {
    this.#wanted = id;
    this.#show();
  }

  focus(): void {
    this.#heading.focus();
  }

  dispose(): void {
    this.#content?.dispose();
    this.#held.dispose();
    this.element.remove();
  }

  #setPages(pages: readonly Page[]): void {
    this.#pages = pages;
    this.#links.replaceChildren(
      ...pages.map(({ id, title }) =>
        make('li', {}, make('a', { href: hashFor({ screen: 'control-panel', page: id }) }, title)),
      ),
    );
    this.#show();
  }

  #show(): void {
    const page = this.#pages.find(({ id }) => id === this.#wanted) ?? this.#pages[0];
    this.#links.querySelectorAll('a').forEach((link, index) => {
      if (this.#pages[index] === page) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    });
    if (page === undefined || page.id === this.#shown?.id) return;
    this.#shown = page;
    this.#content?.dispose();
    this.#place.replaceChildren();
    this.#content = page.fill(this.#place);
  }
}

function ownPages({ practice, log }: ControlPanelParts): readonly Page[] {
  return [
    {
      id: 'practice',
      title: 'Practice',
      fill: (place) => {
        place.append(make('h2', {}, 'Practice'), practiceFacts(practice));
        return nothingHeld();
      },
    },
    {
      id: 'staff',
      title: 'Staff',
      fill: (place) => {
        place.append(make('h2', {}, 'Staff'), staffTable(practice.staff));
        return nothingHeld();
      },
    },
    { id: 'log', title: 'Technical log', fill: (place) => fillLog(place, log) },
  ];
}

function nothingHeld(): Disposable {
  return disposableOf(() => undefined);
}

function practiceFacts({ id, name, address, phone, nation }: PracticeWithStaff): HTMLElement {
  const facts = [
    ['Practice ID', id],
    ['Name', name],
    ['Address', address.join(', ')],
    ['Telephone', phone ?? '–'],
    ['Nation', nation.replace('-', ' ').replace(/\b[a-z]/g, (letter) => letter.toUpperCase())],
  ] as const;
  return make(
    'dl',
    { class: 'facts' },
    ...facts.flatMap(([label, value]) => [make('dt', {}, label), make('dd', {}, value)]),
  );
}

function staffTable(staff: readonly HostStaff[]): HTMLElement {
  return table(
    'Staff',
    ['Name', 'Role'],
    staff.map(({ name, role }) => [name, role]),
  );
}

function fillLog(place: HTMLElement, log: TechnicalLog): Disposable {
  const lines = make('div');
  place.append(
    make('h2', {}, 'Technical log'),
    make(
      'p',
      { class: 'hint' },
      'What plugins report at this workstation, newest first. Kept until the page is closed.',
    ),
    lines,
  );
  return log.lines.subscribe((all) => {
    lines.replaceChildren(
      all.length === 0
        ? make('p', { class: 'empty' }, 'Nothing reported.')
        : table('Technical log', ['Time', 'Level', 'Message', 'Details'], all.map(logRow)),
    );
  });
}

function logRow({ at, level, message, details }: LogLine): readonly string[] {
  return [at.toLocaleTimeString('en-GB'), level, message, details];
}

function table(
  label: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): HTMLElement {
  return make(
    'table',
    { class: 'list', 'aria-label': label },
    make('thead', {}, make('tr', {}, ...heads.map((head) => make('th', { scope: 'col' }, head)))),
    make(
      'tbody',
      {},
      ...rows.map((cells) => make('tr', {}, ...cells.map((cell) => make('td', {}, cell)))),
    ),
  );
}
