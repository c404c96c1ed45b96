import { make, makeButton } from '../base/dom.ts';

type Kind = 'info' | 'warning' | 'error';

const HEADINGS: Readonly<Record<Kind, string>> = {
  info: 'Information',
  warning: 'Warning',
  error: 'Error',
};
const SHOWN_FOR_MS = 12_000;

/**
 * Brief messages in the corner. They are announced once, politely for information and at once for the rest. Information
 * goes away by itself, unless the pointer or the focus is on it; warnings and errors wait to be dismissed.
 */
export class Notifications {
  readonly element: HTMLElement;
  readonly #polite = make('div', { role: 'status', 'aria-live': 'polite' });
  readonly #assertive = make('div', { role: 'alert', 'aria-live': 'assertive' });

  constructor() {
    this.element = make(
      'section',
      { class: 'notifications', 'aria-label': 'Notifications' },
      this.#assertive,
      this.#polite,
    );
  }

  show(kind: Kind, message: string): void {
    const note = make(
      'div',
      { class: `notification ${kind}` },
      make('p', {}, make('strong', {}, `${HEADINGS[kind]}: `), message),
    );
    const dismiss = makeButton('Dismiss', () => {
      note.remove();
    });
    dismiss.className = 'button quiet';
    note.append(dismiss);
    (kind === 'info' ? this.#polite : this.#assertive).append(note);
    if (kind === 'info') this.#removeLater(note);
  }

  /** Takes all of them away: any may name a patient. */
  clear(): void {
    this.#polite.replaceChildren();
    this.#assertive.replaceChildren();
  }

  #removeLater(note: HTMLElement): void {
    setTimeout(() => {
      if (!note.isConnected) return;
      if (note.matches(':hover, :focus-within')) this.#removeLater(note);
      else note.remove();
    }, SHOWN_FOR_MS);
  }
}
