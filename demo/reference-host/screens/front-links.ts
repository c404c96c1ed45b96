import type { Disposable } from '../../../plugin/host-api.ts';
import { make } from '../base/dom.ts';
import type { ObservableValue } from '../base/observable-value.ts';
import type { ShownView } from '../plugin-support/contributions.ts';
import { hashFor, type Route } from '../shell/routes.ts';

/**
 * What the front screen shows without a patient: finding one, and the practice views that there are at this moment. Hidden while
 * there is nothing to choose from.
 */
export class FrontLinks implements Disposable {
  readonly element: HTMLElement;
  readonly #list = make('ul');
  readonly #following: Disposable;

  /** @param shown id of the view that is shown; finding a patient where it is left out */
  constructor(views: ObservableValue<readonly ShownView[]>, shown?: string) {
    this.element = make(
      'nav',
      { class: 'front-links', 'aria-label': 'On the front screen' },
      this.#list,
    );
    this.#following = views.subscribe((all) => {
      this.element.hidden = all.length === 0;
      this.#list.replaceChildren(
        link('Find patient', { screen: 'find' }, shown === undefined),
        ...all.map(({ id, title }) => link(title, { screen: 'practice', view: id }, id === shown)),
      );
    });
  }

  dispose(): void {
    this.#following.dispose();
  }
}

function link(title: string, route: Route, isHere: boolean): HTMLElement {
  const current = isHere ? 'page' : undefined;
  return make('li', {}, make('a', { href: hashFor(route), 'aria-current': current }, title));
}
