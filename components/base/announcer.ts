import {
  html,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import type { Tone } from './tone.ts';

/** Something to read at the top of the tab until it is dismissed. */
export interface Notice {
  readonly tone: Tone;
  readonly text: string;
}

/** What an element with an open dialog says of it, should the dialog have to close by itself. */
export interface OpenDialog {
  readonly heading: string;
  /** `undefined` when it is not known. */
  readonly patientName: string | undefined;
  /** A command of the dialog is in flight. */
  readonly busy: boolean;
  /** Something was typed, chosen or ticked in it that is not saved. */
  readonly isUnsaved: boolean;
  /** Saves as its own button does, and closes it. `false` when it was refused. */
  readonly save: () => Promise<boolean>;
  /**
   * Closes it and forgets what was typed; once a command in flight is over, which cannot be called back. Resolves to whether
   * that was done all the same.
   */
  readonly revert: () => Promise<boolean>;
}

/**
 * The one voice of a tab: a persistent polite live region and the notices at its top. Elements within the tab are
 * handed the tab's announcer; none has a region of its own, so nothing is said twice.
 */
export class Announcer implements ReactiveController {
  notice: Notice | undefined;
  #message = '';
  /** Those that are open, each opened from the one before. */
  readonly #dialogs: (() => OpenDialog)[] = [];
  readonly #host: ReactiveControllerHost;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#message = '';
  }

  /** Says it once through the live region. */
  say(message: string): void {
    // The same words twice would be no change to assistive technology, so the second time they end in a space.
    this.#message = message === this.#message ? `${message}\u00a0` : message;
    this.#host.requestUpdate();
  }

  /** Shows it at the top of the tab and says it. */
  notify(notice: Notice): void {
    this.notice = notice;
    this.say(notice.text);
  }

  dismiss(): void {
    this.notice = undefined;
    // The region still has its words, and they may name somebody.
    this.#message = '';
    this.#host.requestUpdate();
  }

  /** The dialog now open in the tab, told by the dialog itself: the last one, where one was opened from another. */
  get dialog(): OpenDialog | undefined {
    return this.dialogs[0];
  }

  /** All that are open, the last one first. */
  get dialogs(): readonly OpenDialog[] {
    return this.#dialogs.map((describe) => describe()).reverse();
  }

  /** Told again whenever there is something else to say of it. */
  dialogOpened(describe: () => OpenDialog): void {
    if (!this.#dialogs.includes(describe)) this.#dialogs.push(describe);
    this.#host.requestUpdate();
  }

  dialogClosed(describe: () => OpenDialog): void {
    const at = this.#dialogs.indexOf(describe);
    if (at < 0) return;
    this.#dialogs.splice(at, 1);
    this.#host.requestUpdate();
  }

  /** The live region; rendered at all times, so that assistive technology knows it before it speaks. */
  region(): TemplateResult {
    return html`<div class="visually-hidden" role="status" aria-live="polite">
      ${this.#message}
    </div>`;
  }
}
