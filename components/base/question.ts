import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Announcer } from './announcer.ts';
import type { DialogCloseEvent } from './dialog-element.ts';
import type { ConfirmQuestion } from './os-confirm-dialog.ts';

/** What somebody is asked before it is done: one question at a time. */
export class Question {
  readonly #host: Pick<ReactiveControllerHost, 'requestUpdate'>;
  readonly #announcer: Announcer;
  #asked: { readonly ask: ConfirmQuestion; readonly yes: () => void } | undefined;

  constructor(host: Pick<ReactiveControllerHost, 'requestUpdate'>, announcer: Announcer) {
    this.#host = host;
    this.#announcer = announcer;
  }

  get isOpen(): boolean {
    return this.#asked !== undefined;
  }

  ask(ask: ConfirmQuestion, yes: () => void): void {
    this.#asked = { ask, yes };
    this.#host.requestUpdate();
  }

  /** Nobody answers it any more. */
  forget(): void {
    this.#asked = undefined;
    this.#host.requestUpdate();
  }

  render(headingLevel: number): TemplateResult | typeof nothing {
    if (this.#asked === undefined) return nothing;
    const { ask, yes } = this.#asked;
    return html`<os-confirm-dialog
      .ask=${() => ask}
      .announcer=${this.#announcer}
      .headingLevel=${headingLevel}
      @os-close=${({ outcome }: DialogCloseEvent<true>) => {
        this.forget();
        if (outcome === true) yes();
      }}
    ></os-confirm-dialog>`;
  }
}
