import type { Disposable } from '../../../plugin/host-api.ts';
import { Disposables } from '../base/disposables.ts';
import { make } from '../base/dom.ts';
import type { ObservableValue } from '../base/observable-value.ts';
import type { ShownView } from '../plugin-support/contributions.ts';
import { placeView } from '../shell/contributed-view.ts';
import { printedStrip } from '../shell/printed-strip.ts';
import type { Printer } from '../shell/printer.ts';
import { FrontLinks } from './front-links.ts';
import type { Screen } from './screen.ts';

const NOT_THERE = 'Not there now';

/** A view of the whole practice that the plugin contributes, for as long as there is one of that name. */
export class PracticeScreen implements Screen {
  readonly element: HTMLElement;
  readonly #heading = make('h1', { tabindex: '-1' });
  readonly #place = make('div', { class: 'card page' });
  readonly #held = new Disposables();
  readonly #printer: Printer;
  /** What is shown; nothing where the view is not there, and before that is known. */
  #shown: ShownView | undefined;
  #content: Disposable | undefined;

  constructor(views: ObservableValue<readonly ShownView[]>, id: string, printer: Printer) {
    this.#printer = printer;
    const links = this.#held.add(new FrontLinks(views, id));
    this.element = make(
      'div',
      { class: 'practice-screen' },
      this.#heading,
      links.element,
      this.#held.add(printedStrip(printer)).element,
      this.#place,
    );
    this.#held.add(
      views.subscribe((all) => {
        this.#show(all.find((view) => view.id === id));
      }),
    );
  }

  get title(): string {
    return this.#shown?.title ?? NOT_THERE;
  }

  focus(): void {
    this.#heading.focus();
  }

  dispose(): void {
    this.#content?.dispose();
    this.#held.dispose();
    // Whoever opens the next screen is not to find letters there.
    this.#printer.forget();
    this.element.remove();
  }

  #show(view: ShownView | undefined): void {
    if (view !== undefined && view.view === this.#shown?.view) return;
    this.#shown = view;
    this.#heading.textContent = this.title;
    this.#content?.dispose();
    this.#content = view && placeView(view, this.#place);
    if (view === undefined) {
      this.#place.replaceChildren(
        make('p', {}, 'What stood at this address is switched off, or its plugin did not load.'),
      );
    }
  }
}
