import { html, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { OnlineServices } from '../../services/application/views.ts';
import { DialogElement } from '../base/dialog-element.ts';
import { field } from '../base/field.ts';
import type { Contact, ContactType } from '../view-types.ts';
import { words } from '../../services/words/words.ts';

const TYPES: readonly ContactType[] = ['email', 'mobile', 'phone'];

/**
 * Communication dialog: adds a contact to the patient's record in the host, or changes one.
 *
 * @fires os-close - When it has closed; `outcome` is the saved contact.
 */
export class OsCommunicationDialog extends DialogElement<Contact> {
  @property({ attribute: false }) services: OnlineServices | undefined;
  /** What to start from: a type for a new contact, or the contact to change. */
  @property({ attribute: false }) contact: Contact = {
    type: 'email',
    value: '',
    verified: false,
    preferred: true,
  };

  @state() private draft = this.contact;

  protected override get heading(): string {
    const text = words('dialogs').contacts;
    return this.contact.id === undefined ? text.add : text.update;
  }

  protected override get working(): string {
    return words('dialogs').contacts.saving;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.hasUpdated || changed.has('contact')) this.draft = this.contact;
  }

  protected override submit(): void {
    const { services, patient, draft } = this;
    if (services === undefined || patient === undefined) return;
    void this.perform(
      'save',
      () => services.saveContact({ patientRef: patient.ref, contact: draft }),
      (saved) => saved,
    );
  }

  protected override renderContent(): TemplateResult {
    const { draft } = this;
    const text = words('dialogs').contacts;
    const isEmail = draft.type === 'email';
    return html`
      ${field(
        { id: 'value', label: text.value, error: this.errorOf('value') },
        ({ describedBy, invalid }) =>
          html`<input
            id="value"
            type="text"
            inputmode=${isEmail ? 'email' : 'tel'}
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            aria-required="true"
            aria-invalid=${invalid}
            aria-describedby=${describedBy}
            .value=${draft.value}
            @input=${(event: InputEvent & { readonly target: HTMLInputElement }) => {
              this.draft = { ...this.draft, value: event.target.value };
            }}
          />`,
      )}
      ${field(
        { id: 'type', label: text.type, error: this.errorOf('type') },
        ({ describedBy, invalid }) =>
          html`<select
            id="type"
            aria-invalid=${invalid}
            aria-describedby=${describedBy}
            @change=${(event: Event & { readonly target: HTMLSelectElement }) => {
              const chosen = TYPES[event.target.selectedIndex];
              if (chosen) this.draft = { ...this.draft, type: chosen };
            }}
          >
            ${TYPES.map(
              (type) =>
                html`<option .selected=${type === draft.type} value=${type}>
                  ${text.types[type]}
                </option>`,
            )}
          </select>`,
      )}
      ${this.#tick('verified', text.verified, isEmail ? text.verifiedEmail : text.verifiedNumber)}
      ${this.#tick('preferred', text.preferred, text.preferredMeans)}
    `;
  }

  protected override renderActions(): TemplateResult {
    return html`${this.cancelButton()}${this.submitButton(words('dialogs').contacts.save)}`;
  }

  #tick(name: 'verified' | 'preferred', label: string, hint: string): TemplateResult {
    return html`<div class="tick">
      <input
        type="checkbox"
        id=${name}
        aria-describedby="${name}-hint"
        .checked=${this.draft[name]}
        @change=${(event: Event & { readonly target: HTMLInputElement }) => {
          this.draft = { ...this.draft, [name]: event.target.checked };
        }}
      />
      <div>
        <label for=${name}>${label}</label><span class="hint" id="${name}-hint">${hint}</span>
      </div>
    </div>`;
  }
}
