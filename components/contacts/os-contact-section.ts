import { css, html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import type { OnlineServices, ReadyTabView } from '../../services/application/views.ts';
import { allowed } from '../base/allowed.ts';
import { commandButton } from '../base/command-button.ts';
import type { DialogCloseEvent } from '../base/dialog-element.ts';
import { SectionElement } from '../base/section-element.ts';
import { icon, message } from '../base/tone.ts';
import type { Contact } from '../view-types.ts';

interface Picker {
  readonly type: 'email' | 'mobile';
  readonly label: string;
  readonly noun: string;
}

const EMAIL: Picker = { type: 'email', label: 'Email', noun: 'email address' };
const MOBILE: Picker = { type: 'mobile', label: 'SMS number', noun: 'mobile number' };

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

  /** The contact whose dialog is open. */
  @state() private editing: Contact | undefined;
  /** Chosen with the arrow keys, where every step changes the list, and not settled yet. */
  @state() private browsed: { readonly type: Picker['type']; readonly id: string } | undefined;
  #byKeyboard = false;

  protected override renderReady(services: OnlineServices, view: ReadyTabView): TemplateResult {
    return html`<section class="card" aria-labelledby="heading">
      <header>${this.heading('Contact details')}</header>
      <div class="body">
        <div class="pickers">
          ${this.#renderPicker(services, view, EMAIL)} ${this.#renderPicker(services, view, MOBILE)}
        </div>
        ${this.#renderRefusal(view)} ${this.renderFailure()} ${sharedAdvice(view)}
      </div>
      ${
        this.editing === undefined
          ? nothing
          : html`<os-communication-dialog
              .services=${services}
              .patient=${view.patient}
              .announcer=${this.announcer}
              .contact=${this.editing}
              .headingLevel=${this.headingLevel}
              @os-close=${this.#onDialogClose}
            ></os-communication-dialog>`
      }
    </section>`;
  }

  #renderPicker(services: OnlineServices, view: ReadyTabView, picker: Picker): TemplateResult {
    const { type, label, noun } = picker;
    const choices = view.contacts.filter((contact) => contact.type === type);
    const shownId =
      this.browsed?.type === type
        ? this.browsed.id
        : choices.find((contact) => contact.preferred)?.id;
    const shown = choices.find(({ id }) => id === shownId);
    return html`<div class="field">
      <label for=${type}>${label}</label>
      <select
        id=${type}
        aria-describedby="${type}-state"
        ?disabled=${!allowed(view, 'saveContact').allowed}
        @keydown=${this.#onKeydown}
        @pointerdown=${this.#onPointer}
        @keyup=${(event: KeyboardEvent) => {
          if (event.key === 'Enter') this.#settle(services, view, type);
        }}
        @blur=${() => {
          this.#settle(services, view, type);
        }}
        @change=${(event: Event & { readonly target: HTMLSelectElement }) => {
          this.browsed = { type, id: event.target.value };
          if (!this.#byKeyboard) this.#settle(services, view, type);
        }}
      >
        ${shown === undefined ? noneOption(choices.length, noun) : nothing}
        ${choices.map(
          (contact) =>
            html`<option value=${contact.id ?? ''} .selected=${contact.id === shown?.id}>
              ${contact.value}${contact.verified ? '' : ' (not verified)'}
            </option>`,
        )}
      </select>
      <div class="below">
        ${contactState(`${type}-state`, shown, noun)}
        ${allowed(view, 'saveContact').allowed ? this.#renderButtons(picker, shown) : nothing}
      </div>
    </div>`;
  }

  #renderButtons({ type, noun }: Picker, shown: Contact | undefined): TemplateResult {
    const button = (name: 'add' | 'edit', label: string, contact: Contact): unknown =>
      commandButton({
        name: `${name}-${type}`,
        label,
        fullLabel: `${label} ${noun}`,
        kind: 'link',
        commands: this.commands,
        run: () => {
          this.editing = contact;
        },
      });
    return html`<div class="actions">
      ${shown === undefined ? nothing : button('edit', 'Edit…', shown)}
      ${button('add', 'Add…', { type, value: '', verified: false, preferred: true })}
    </div>`;
  }

  #renderRefusal(view: ReadyTabView): TemplateResult | typeof nothing {
    const saving = allowed(view, 'saveContact');
    return saving.allowed || saving.hidden === true
      ? nothing
      : html`<p class="reason">${saving.reason}</p>`;
  }

  #onKeydown(event: KeyboardEvent): void {
    this.#byKeyboard = true;
    if (event.key === 'Escape') this.browsed = undefined;
  }

  #onPointer(): void {
    this.#byKeyboard = false;
  }

  /** Makes the shown contact the preferred one, unless it is already. */
  #settle(services: OnlineServices, view: ReadyTabView, type: Picker['type']): void {
    const { browsed } = this;
    const contact = view.contacts.find(({ id }) => id === browsed?.id);
    if (browsed?.type !== type || contact === undefined) return;
    if (contact.preferred) {
      this.browsed = undefined;
      return;
    }
    void this.#prefer(services, view.patient.ref, contact);
  }

  async #prefer(services: OnlineServices, patientRef: string, contact: Contact): Promise<void> {
    const result = await this.perform('prefer', () =>
      services.saveContact({ patientRef, contact: { ...contact, preferred: true } }),
    );
    if (result === undefined) return;
    this.browsed = undefined;
    if (result.ok) this.announcer?.say(`${contact.value} is now preferred.`);
  }

  #onDialogClose(event: DialogCloseEvent<Contact>): void {
    this.editing = undefined;
    if (event.outcome !== undefined) this.announcer?.say(`${event.outcome.value} was saved.`);
  }
}

function noneOption(choices: number, noun: string): TemplateResult {
  return html`<option value="" .selected=${true}>
    ${choices === 0 ? `No ${noun} recorded` : 'None preferred – choose…'}
  </option>`;
}

function contactState(id: string, contact: Contact | undefined, noun: string): TemplateResult {
  if (contact === undefined) {
    return html`<span class="state hint" id=${id}>No preferred ${noun}.</span>`;
  }
  return contact.verified
    ? html`<span class="state hint ok" id=${id}>${icon('good')}Preferred and verified</span>`
    : html`<span class="state hint attention" id=${id}>
        ${icon('warning')}Not verified: gets no messages
      </span>`;
}

function sharedAdvice({ emailSharedBy }: ReadyTabView): TemplateResult | typeof nothing {
  if (emailSharedBy === undefined || emailSharedBy === 0) return nothing;
  const others = emailSharedBy === 1 ? '1 other patient' : `${emailSharedBy} other patients`;
  return message(
    'warning',
    `This email address is also held by ${others}. Sharing one is not advised: everybody who reads that mailbox sees the messages about every account that uses it.`,
  );
}
