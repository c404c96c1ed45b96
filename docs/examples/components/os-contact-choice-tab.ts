import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { allowed } from '../../../components/base/allowed.ts';
import { Announcer } from '../../../components/base/announcer.ts';
import { CommandRunner } from '../../../components/base/command-runner.ts';
import { ThemedElement } from '../../../components/base/os-element.ts';
import { StreamController } from '../../../components/base/stream-controller.ts';
import { message } from '../../../components/base/tone.ts';
import type { Contact } from '../../../components/view-types.ts';
import type { OnlineServices, ReadyTabView, TabView } from '../../../services/application/views.ts';
import { words } from '../../../services/words/words.ts';

/** A tab with every way to reach the patient, phone numbers too; of each type one is preferred. */
export class OsContactChoiceTab extends ThemedElement {
  /** Told of nobody else: another patient may be open by the time it comes. */
  @state() private refusal: { readonly patientRef: string; readonly text: string } | undefined;

  readonly #tab = new StreamController<TabView>(this, () => this.#services?.tab$);
  #services: OnlineServices | undefined;
  readonly #commands = new CommandRunner(this);
  readonly #announcer = new Announcer(this);

  set services(services: OnlineServices | undefined) {
    this.#services ??= services;
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    const view = this.#tab.value;
    return html`<div class="shelter" lang=${words('screens').language}>
      ${this.#tab.stopped ? message('bad', words('tab').tab.stopped) : nothing}
      ${view?.phase === 'ready' && this.#services ? this.#renderChoice(this.#services, view) : nothing}
      ${this.#announcer.region()}
    </div>`;
  }

  #renderChoice(services: OnlineServices, view: ReadyTabView): TemplateResult {
    const { refusal } = this;
    return html`<fieldset ?disabled=${!allowed(view, 'saveContact').allowed}>
        <legend>${words('tab').contacts.heading}</legend>
        ${view.contacts.map((contact) => this.#renderContact(services, view, contact))}
      </fieldset>
      ${refusal?.patientRef === view.patient.ref ? message('bad', refusal.text) : nothing}`;
  }

  #renderContact(
    services: OnlineServices,
    { patient }: ReadyTabView,
    contact: Contact,
  ): TemplateResult {
    return html`<label>
      <input
        type="radio"
        name=${contact.type}
        .checked=${contact.preferred}
        @click=${(event: Event) => {
          // It shows what the record says, so it moves once that is saved.
          event.preventDefault();
          void this.#prefer(services, patient.ref, contact);
        }}
      />
      ${words('tab').contacts.option(contact)}
    </label>`;
  }

  async #prefer(services: OnlineServices, patientRef: string, contact: Contact): Promise<void> {
    const saved = await this.#commands.run('prefer', () =>
      services.saveContact({ patientRef, contact: { ...contact, preferred: true } }),
    );
    if (saved === undefined) return;
    const text = saved.ok
      ? words('tab').contacts.nowPreferred(contact.value)
      : saved.failure.message;
    this.refusal = saved.ok ? undefined : { patientRef, text };
    this.#announcer.say(text);
  }
}

export const CONTACT_CHOICE_ELEMENTS = { 'os-contact-choice-tab': OsContactChoiceTab } as const;

declare global {
  interface HTMLElementTagNameMap {
    'os-contact-choice-tab': OsContactChoiceTab;
  }
}
