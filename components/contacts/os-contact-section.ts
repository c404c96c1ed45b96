import { css, html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import type { OnlineServices, ReadyTabView } from '../../services/application/views.ts';
import { allowed } from '../base/allowed.ts';
import { commandButton } from '../base/command-button.ts';
import type { DialogCloseEvent } from '../base/dialog-element.ts';
import { handing } from '../base/handing.ts';
import { SectionElement } from '../base/section-element.ts';
import { icon, message } from '../base/tone.ts';
import type { Contact, Failure, Result } from '../view-types.ts';
import type { OfferedContact, OfferedPart } from './offered-part.ts';
import { visibleText, words } from '../../services/words/words.ts';

type PickerType = 'email' | 'mobile';

/** Contact details: which email address and mobile number messages go to. Picking one makes it the preferred one. */
export class OsContactSection extends SectionElement {
  static override styles = [
    SectionElement.styles,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      .pickers {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(260px, 100%), 1fr));
        gap: 12px 24px;
      }
      .below {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 12px;
        align-items: center;
        justify-content: space-between;
      }
      select {
        text-overflow: ellipsis;
      }
      .state {
        display: flex;
        gap: 6px;
        align-items: center;
      }
      .state.ok {
        color: var(--_good);
      }
      .state.attention {
        color: var(--_warning);
      }
    `,
  ];

  /** The contact whose dialog is open, or the type of a new one. */
  @state() private editing: Contact | PickerType | undefined;
  /** The contact that is being verified. */
  @state() private verifying: Contact | undefined;
  /** Chosen with the arrow keys, where every step changes the list, and not settled yet. */
  @state() private browsed: { readonly type: PickerType; readonly id: string } | undefined;
  /** Shows what the patient changed at the website. */
  @state() private offered: OfferedPart | undefined;
  /** What *Take over* has asked. */
  @state() private question:
    { readonly offer: OfferedContact; readonly failure: Failure } | undefined;
  #services: OnlineServices | undefined;
  #byKeyboard = false;
  readonly #hand = handing(() => this.#services, 'os-communication-dialog', 'os-verify-dialog');

  /** Given once, and read by nobody. */
  set services(services: OnlineServices | undefined) {
    this.#services ??= services;
  }

  protected override willUpdate(): void {
    if (this.view?.offeredContacts !== undefined) void this.#loadOffered();
  }

  protected override renderReady(view: ReadyTabView): TemplateResult {
    return html`<section class="card" aria-labelledby="heading">
      <header>${this.heading(words('tab').contacts.heading, 'contacts')}</header>
      <div class="body">
        <div class="pickers">
          ${this.#renderPicker(view, 'email')} ${this.#renderPicker(view, 'mobile')}
        </div>
        ${this.#renderRefusal(view)} ${this.renderFailure()} ${sharedAdvice(view)}
        ${this.#renderOffered(view)}
      </div>
      ${
        this.editing === undefined
          ? nothing
          : html`<os-communication-dialog
              .staffId=${view.staff.id}
              .patient=${view.patient}
              .announcer=${this.announcer}
              .contacts=${view.contacts}
              .from=${this.editing}
              .headingLevel=${this.headingLevel}
              @os-connected=${this.#hand}
              @os-close=${this.#onDialogClose}
            ></os-communication-dialog>`
      }
      ${
        this.verifying === undefined
          ? nothing
          : html`<os-verify-dialog
              .patient=${view.patient}
              .announcer=${this.announcer}
              .view=${view}
              .contact=${this.verifying}
              .headingLevel=${this.headingLevel}
              @os-connected=${this.#hand}
              @os-close=${(event: DialogCloseEvent<Contact>) => {
                this.verifying = undefined;
                const { outcome } = event;
                if (outcome === undefined) return;
                this.announcer?.say(words('tab').contacts.nowVerified(visibleText(outcome.value)));
              }}
            ></os-verify-dialog>`
      }
    </section>`;
  }

  #renderPicker(view: ReadyTabView, type: PickerType): TemplateResult {
    const text = words('tab').contacts;
    const choices = view.contacts.filter((contact) => contact.type === type);
    const shownId =
      this.browsed?.type === type
        ? this.browsed.id
        : choices.find((contact) => contact.preferred)?.id;
    const shown = choices.find(({ id }) => id === shownId);
    return html`<div class="field">
      <label for=${type}>${text[type].label}</label>
      <select
        id=${type}
        aria-describedby="${type}-state"
        ?disabled=${!allowed(view, 'saveContact').allowed}
        @keydown=${this.#onKeydown}
        @pointerdown=${this.#onPointer}
        @keyup=${(event: KeyboardEvent) => {
          if (event.key === 'Enter') this.#settle(view, type);
        }}
        @blur=${() => {
          this.#settle(view, type);
        }}
        @change=${(event: Event & { readonly target: HTMLSelectElement }) => {
          this.browsed = { type, id: event.target.value };
          if (!this.#byKeyboard) this.#settle(view, type);
        }}
      >
        ${shown === undefined ? noneOption(type, choices.length) : nothing}
        ${choices.map(
          (contact) =>
            html`<option value=${contact.id ?? ''} .selected=${contact.id === shown?.id}>
              ${text.option({ ...contact, value: visibleText(contact.value) })}
            </option>`,
        )}
      </select>
      <div class="below">
        ${contactState(type, shown, choices.length)}
        ${allowed(view, 'saveContact').allowed ? this.#renderButtons(type, shown) : nothing}
      </div>
    </div>`;
  }

  #renderButtons(type: PickerType, shown: Contact | undefined): TemplateResult {
    const text = words('tab').contacts;
    const button = (name: 'add' | 'edit' | 'verify', run: () => void): unknown =>
      commandButton({
        name: `${name}-${type}`,
        label: text[name],
        fullLabel: text[type][name],
        kind: 'link',
        commands: this.commands,
        run,
      });
    const edit = (from: Contact | PickerType) => (): void => {
      this.editing = from;
    };
    return html`<div class="actions">
      ${
        shown?.verified === false
          ? button('verify', () => {
              this.verifying = shown;
            })
          : nothing
      }
      ${shown === undefined ? nothing : button('edit', edit(shown))} ${button('add', edit(type))}
    </div>`;
  }

  #renderRefusal(view: ReadyTabView): TemplateResult | typeof nothing {
    const saving = allowed(view, 'saveContact');
    return saving.allowed || saving.hidden === true
      ? nothing
      : html`<p class="reason">${saving.reason}</p>`;
  }

  /** Without a network it comes with the next news. */
  async #loadOffered(): Promise<void> {
    this.offered ??= await import('./offered-part.ts')
      .then((module) => module.loadOfferedPart())
      .catch(() => undefined);
  }

  #renderOffered(view: ReadyTabView): TemplateResult | typeof nothing {
    const { offered, commands, headingLevel, question } = this;
    if (view.offeredContacts === undefined || offered === undefined) return nothing;
    return offered(view, view.offeredContacts, {
      ...{ commands, headingLevel },
      ...(question && { question }),
      perform: (name, offer, command, done) => {
        void this.#decide(name, offer, command).then((isDone) => {
          if (!isDone) return;
          this.announcer?.say(done);
          // The button has gone with its row.
          void this.focusOn(offer.type);
        });
      },
    });
  }

  async #decide(
    name: string,
    offer: OfferedContact,
    command: (services: OnlineServices) => Promise<Result<void>>,
  ): Promise<boolean> {
    const services = this.#services;
    if (services === undefined) return false;
    const result = await this.perform(name, () => command(services));
    if (result === undefined) return false;
    const isQuestion = !result.ok && result.failure.question !== undefined;
    this.question = isQuestion ? { offer, failure: result.failure } : undefined;
    if (isQuestion) this.announcer?.say(result.failure.message);
    return result.ok;
  }

  #onKeydown(event: KeyboardEvent): void {
    this.#byKeyboard = true;
    if (event.key === 'Escape') this.browsed = undefined;
  }

  #onPointer(): void {
    this.#byKeyboard = false;
  }

  /** Makes the shown contact the preferred one, unless it is already. */
  #settle(view: ReadyTabView, type: PickerType): void {
    const { browsed } = this;
    const contact = view.contacts.find(({ id }) => id === browsed?.id);
    if (browsed?.type !== type || contact === undefined) return;
    if (contact.preferred) {
      this.browsed = undefined;
      return;
    }
    if (this.#services !== undefined) void this.#prefer(this.#services, view.patient.ref, contact);
  }

  async #prefer(services: OnlineServices, patientRef: string, contact: Contact): Promise<void> {
    const result = await this.perform('prefer', () =>
      services.saveContact({ patientRef, contact: { ...contact, preferred: true } }),
    );
    if (result === undefined) return;
    this.browsed = undefined;
    // What it would do is said where it can be thought over.
    if (!result.ok && result.failure.question) this.editing = { ...contact, preferred: true };
    if (result.ok)
      this.announcer?.say(words('tab').contacts.nowPreferred(visibleText(contact.value)));
  }

  #onDialogClose(event: DialogCloseEvent<Contact>): void {
    this.editing = undefined;
    if (event.outcome !== undefined) {
      const saved = visibleText(event.outcome.value);
      this.announcer?.say(words('tab').contacts.saved(saved));
    }
  }
}

function noneOption(type: PickerType, choices: number): TemplateResult {
  const text = words('tab').contacts;
  return html`<option value="" .selected=${true}>
    ${choices === 0 ? text[type].noneRecorded : text.choose}
  </option>`;
}

function contactState(
  type: PickerType,
  contact: Contact | undefined,
  choices: number,
): TemplateResult {
  const text = words('tab').contacts;
  const id = `${type}-state`;
  if (contact === undefined) {
    // That none is recorded the picker says itself.
    const said = choices === 0 ? nothing : text[type].nonePreferred;
    return html`<span class="state hint" id=${id}>${said}</span>`;
  }
  if (!contact.verified) {
    return html`<span class="state hint attention" id=${id}>
      ${icon('warning')}${text.unverified}
    </span>`;
  }
  const said = contact.preferred ? text.verified : text.notPreferred;
  return html`<span class="state hint ok" id=${id}>${icon('good')}${said}</span>`;
}

function sharedAdvice({ emailSharedBy }: ReadyTabView): TemplateResult | typeof nothing {
  return emailSharedBy === undefined || emailSharedBy === 0
    ? nothing
    : message('warning', words('tab').contacts.emailSharedBy(emailSharedBy));
}
