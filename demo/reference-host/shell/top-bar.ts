import type { HostSession } from '../../../plugin/host-api.ts';
import { make, makeButton } from '../base/dom.ts';
import type { PracticeWithStaff } from '../wire.ts';
import { hashFor, type Route } from './routes.ts';

export interface TopBarActions {
  readonly onPractice: (practiceId: string) => void;
  /** `undefined` signs out. */
  readonly onStaff: (staffId: string | undefined) => void;
  readonly onCommands: () => void;
  readonly onTheme: () => void;
}

const NOBODY = '';

/** The bar above every screen: where one is, at which practice, and who is signed in. */
export class TopBar {
  readonly element: HTMLElement;
  readonly #practice = make('select', { id: 'practice' });
  readonly #staff = make('select', { id: 'staff' });
  readonly #links = {
    find: make('a', { href: hashFor({ screen: 'find' }) }, 'Front screen'),
    'control-panel': make('a', { href: hashFor({ screen: 'control-panel' }) }, 'Management Tools'),
    outbox: make('a', { href: hashFor({ screen: 'outbox' }) }, 'Outbox'),
  };
  readonly #offline = make('span', { class: 'badge warning', role: 'status' });

  constructor(
    practices: readonly PracticeWithStaff[],
    workstationId: string,
    actions: TopBarActions,
  ) {
    this.#practice.append(
      ...practices.map(({ id, name }) => make('option', { value: id }, `${name} (${id})`)),
    );
    this.#practice.addEventListener('change', () => {
      actions.onPractice(this.#practice.value);
    });
    this.#staff.addEventListener('change', () => {
      actions.onStaff(this.#staff.value === NOBODY ? undefined : this.#staff.value);
    });
    this.element = make(
      'header',
      { class: 'top-bar' },
      make(
        'div',
        { class: 'top-line' },
        make('span', { class: 'brand' }, 'Reference host'),
        make('span', { class: 'badge' }, 'Stand-in for trying out'),
        make(
          'div',
          { class: 'desk' },
          choice('Practice', this.#practice),
          choice('Signed in', this.#staff),
          make('span', { class: 'badge' }, `Workstation ${workstationId}`),
        ),
      ),
      make(
        'div',
        { class: 'nav-line' },
        make('nav', { 'aria-label': 'Main' }, ...Object.values(this.#links)),
        this.#offline,
        makeButton('Commands', actions.onCommands, { class: 'button quiet' }),
        makeButton('Light or dark', actions.onTheme, { class: 'button quiet' }),
      ),
    );
  }

  /** Shows where one is. Views of the practice belong to the front screen. */
  setRoute(route: Route): void {
    const here = route.screen === 'practice' ? 'find' : route.screen;
    for (const [screen, link] of Object.entries(this.#links)) {
      if (screen === here) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
  }

  /** Shows whom the practice has; nobody is signed in yet. */
  setPractice({ id, staff }: PracticeWithStaff): void {
    this.#practice.value = id;
    this.#staff.replaceChildren(
      ...staff.map((person) =>
        make('option', { value: person.id }, `${person.name}, ${person.role}`),
      ),
      make('option', { value: NOBODY }, 'Nobody (sign out)'),
    );
    this.setSession(null);
  }

  /** Shows who is signed in. */
  setSession(session: HostSession | null): void {
    this.#staff.value = session?.staff.id ?? NOBODY;
  }

  /** Says when the practice's server does not answer. */
  setReachable(reachable: boolean): void {
    this.#offline.textContent = reachable ? '' : 'No connection to the server';
  }
}

function choice(label: string, select: HTMLSelectElement): HTMLElement {
  return make('span', { class: 'choice' }, make('label', { for: select.id }, label), select);
}
