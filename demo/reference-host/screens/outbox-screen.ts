import type { Disposable } from '../../../plugin/host-api.ts';
import { make, makeButton } from '../base/dom.ts';
import type { Messages } from '../messages/messages.ts';
import type { OutboxMessage } from '../wire.ts';
import type { Screen } from './screen.ts';

const STATES: Readonly<Record<OutboxMessage['state'], string>> = {
  accepted: 'Accepted, waiting',
  sent: 'Sent',
  failed: 'Failed',
};
const KINDS: Readonly<Record<OutboxMessage['kind'], string>> = {
  'activation-reminder': 'Reminder to activate',
  'verification-code': 'Verification code',
};
const TIME = new Intl.DateTimeFormat('en-GB', { dateStyle: 'short', timeStyle: 'medium' });

/** The messages that the message service has accepted: a stand-in for the service, where each is let through or not. */
export class OutboxScreen implements Screen {
  readonly element: HTMLElement;
  readonly title = 'Outbox';
  readonly #heading = make('h1', { tabindex: '-1' }, 'Outbox');
  readonly #list = make('ul', { class: 'outbox', 'aria-label': 'Messages to patients' });
  readonly #messages: Messages;
  readonly #following: Disposable;

  constructor(messages: Messages) {
    this.#messages = messages;
    this.element = make(
      'section',
      { class: 'screen' },
      this.#heading,
      make(
        'p',
        {},
        'Stands in for the practice’s message service. Each message waits here until it is let through.',
      ),
      this.#list,
    );
    this.#following = messages.all.subscribe((all) => {
      this.#show(all);
    });
    void messages.look();
  }

  focus(): void {
    this.#heading.focus();
  }

  dispose(): void {
    this.#following.dispose();
  }

  #show(all: readonly OutboxMessage[]): void {
    const rows = all.map((message) => this.#row(message));
    this.#list.replaceChildren(...(rows.length > 0 ? rows : [make('li', {}, 'No messages yet.')]));
  }

  #row(message: OutboxMessage): HTMLElement {
    const { kind, to, acceptedAt, state, why, subject, text } = message;
    return make(
      'li',
      { 'data-state': state },
      make('strong', {}, KINDS[kind]),
      ` to ${to.value}, ${TIME.format(Date.parse(acceptedAt))}: `,
      make('span', { class: 'badge' }, STATES[state]),
      why === undefined ? null : ` ${why}`,
      this.#textOf(kind, subject, text),
      state === 'accepted'
        ? make(
            'p',
            { class: 'outbox-actions' },
            this.#button('Deliver', message, 'sent'),
            this.#button('Fail', message, 'failed'),
          )
        : null,
    );
  }

  /** A code is the patient's alone: here, where there is no patient with a phone, it has to be asked for. */
  #textOf(kind: OutboxMessage['kind'], subject: string, text: string): HTMLElement {
    const said = make('p', { class: 'message' }, subject === '' ? text : `${subject}: ${text}`);
    return kind === 'verification-code'
      ? make('details', {}, make('summary', {}, 'On the patient’s own screen'), said)
      : said;
  }

  #button(label: string, { id }: OutboxMessage, state: 'sent' | 'failed'): HTMLElement {
    return makeButton(label, () => void this.#messages.settle(id, state), { class: 'button' });
  }
}
