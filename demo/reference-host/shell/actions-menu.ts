import type { Disposable, HostObservable } from '../../../plugin/host-api.ts';
import { Disposables } from '../base/disposables.ts';
import { make, makeButton } from '../base/dom.ts';
import type { RunnableCommand } from '../plugin-support/contributions.ts';

/** A button that opens a short list of contributed commands; there is none while there is nothing to offer. */
export class ActionsMenu implements Disposable {
  readonly element = make('div', { class: 'menu' });
  readonly #list = make('ul', { id: 'actions-list', class: 'menu-list', hidden: true });
  readonly #button: HTMLButtonElement;
  readonly #held = new Disposables();

  constructor(commands: HostObservable<readonly RunnableCommand[]>, run: (id: string) => void) {
    this.#button = makeButton(
      'Actions',
      () => {
        this.#toggle(this.#list.hidden === true);
      },
      {
        class: 'button',
        'aria-expanded': 'false',
        'aria-controls': 'actions-list',
      },
    );
    this.element.append(this.#button, this.#list);
    this.#held.add(
      commands.subscribe((all) => {
        this.element.hidden = all.length === 0;
        this.#list.replaceChildren(...all.map((command) => this.#item(command, run)));
      }),
    );
    this.#held.listen(this.element, 'keydown', (event) => {
      if (event.key !== 'Escape' || this.#list.hidden) return;
      this.#toggle(false);
      this.#button.focus();
    });
    this.#held.listen(this.element, 'focusout', ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node && this.element.contains(relatedTarget)))
        this.#toggle(false);
    });
  }

  dispose(): void {
    this.#held.dispose();
  }

  #item({ id, title }: RunnableCommand, run: (id: string) => void): HTMLElement {
    const button = makeButton(title, () => {
      this.#toggle(false);
      this.#button.focus();
      run(id);
    });
    return make('li', {}, button);
  }

  #toggle(open: boolean): void {
    this.#list.hidden = !open;
    this.#button.setAttribute('aria-expanded', String(open));
  }
}
