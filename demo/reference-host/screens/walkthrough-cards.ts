import type { Disposable } from '../../../plugin/host-api.ts';
import { make, makeButton } from '../base/dom.ts';
import type { ShownStep, ShownWalkthrough, Walkthroughs } from '../plugin-support/walkthroughs.ts';

/** The plugin's walkthroughs, each to be opened, with what is done and what is not. */
export class WalkthroughCards implements Disposable {
  readonly element = make('div', { class: 'walkthroughs' });
  readonly #walkthroughs: Walkthroughs;
  readonly #onHidden: () => void;
  readonly #following: Disposable;
  /** Those that were closed by hand on this screen. */
  readonly #closed = new Set<string>();
  #isDue = false;
  #rendered = '';

  /** @param onHidden moves the focus on, as its button has gone */
  constructor(walkthroughs: Walkthroughs, onHidden: () => void) {
    this.#walkthroughs = walkthroughs;
    this.#onHidden = onHidden;
    this.#following = walkthroughs.changes.subscribe(() => {
      this.#renderSoon();
    });
  }

  dispose(): void {
    this.#following.dispose();
  }

  /** When everybody has been told of what has just changed: who signs in finds nothing of who did before. */
  #renderSoon(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    queueMicrotask(() => {
      this.#walkthroughs.look();
      this.#isDue = false;
      const { shown } = this.#walkthroughs;
      // What is the same stays, and the focus in it.
      const now = JSON.stringify(shown.map(({ steps }) => steps.map(({ isDone }) => isDone)));
      if (now === this.#rendered) return;
      this.#rendered = now;
      this.element.replaceChildren(...shown.map((each) => this.#card(each)));
    });
  }

  #card({ walkthrough, steps }: ShownWalkthrough): HTMLElement {
    const { id, title, description } = walkthrough;
    const done = steps.filter(({ isDone }) => isDone).length;
    const card = make(
      'details',
      { class: 'card walkthrough', open: !this.#closed.has(id) },
      make(
        'summary',
        {},
        make('h2', {}, title),
        make('span', { class: 'hint' }, `${done} of ${steps.length} done`),
      ),
      make('p', {}, description),
      make('ol', { class: 'steps' }, ...steps.map(stepItem)),
      makeButton(
        'Hide',
        () => {
          this.#walkthroughs.hide(id);
          this.#onHidden();
        },
        { class: 'button', 'aria-label': `Hide ${title}` },
      ),
    );
    card.addEventListener('toggle', () => {
      if (card.open) this.#closed.delete(id);
      else this.#closed.add(id);
    });
    return card;
  }
}

function stepItem({ step, isDone }: ShownStep): HTMLElement {
  const { picture } = step;
  return make(
    'li',
    { class: isDone ? 'done' : '' },
    make(
      'div',
      {},
      make('h3', {}, step.title),
      make('span', { class: 'mark' }, isDone ? 'Done' : 'Not done yet'),
      make('p', {}, step.description),
    ),
    picture === undefined
      ? null
      : make('img', {
          src: `/plugin/${picture.address.slice('./'.length)}`,
          alt: picture.altText,
          loading: 'lazy',
        }),
  );
}
