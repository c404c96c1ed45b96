import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { isNewlyVerified } from '../../services/application/contacts/contact-form.ts';
import type { OnlineServices, ReadyTabView } from '../../services/application/views.ts';
import { choiceField, choicesOf } from '../base/choice-field.ts';
import { field } from '../base/field.ts';
import { reasonField } from '../base/reason-field.ts';
import { FormDialog } from '../base/form-dialog.ts';
import type { Contact, ContactType } from '../view-types.ts';
import { visibleText, words } from '../../services/words/words.ts';

const EMPTY: Contact = { type: 'email', value: '', verified: false, preferred: false };
const TYPES: readonly ContactType[] = ['email', 'mobile', 'phone'];

/** What is typed of a contact, and why it counts as verified. */
type Entered = Contact & { readonly reasonCode: string; readonly reason: string };

/**
 * Communication dialog: adds a contact to the patient's record in the host, or changes one.
 *
 * @fires os-close - When it has closed; `outcome` is the saved contact.
 */
export class OsCommunicationDialog extends FormDialog<Contact, Entered> {
  /** The patient's contacts, among which the new or changed one may be preferred. */
  @property({ attribute: false }) contacts: readonly Contact[] = [];
  /** What to start from: a type for a new contact, or the contact to change. */
  @property({ attribute: false }) from: Contact | ContactType = 'email';

  @state() private draft: Contact = EMPTY;
  /** Why it is ticked as verified. */
  @state() private why = { reasonCode: '', reason: '' };
  #services: OnlineServices | undefined;
  #choosesPreferred = false;
  /** What was sent last. */
  #asked: { readonly draft: Contact } | undefined;

  /** Given once, and read by nobody. */
  override set services(services: OnlineServices | undefined) {
    super.services = services;
    this.#services ??= services;
  }

  protected override get entered(): Entered {
    return { ...this.draft, ...this.why };
  }

  protected override set entered({ reasonCode, reason, ...draft }: Entered) {
    this.draft = draft;
    this.why = { reasonCode, reason };
  }

  protected override subject(): string {
    return typeof this.from === 'string' ? this.from : (this.from.id ?? '');
  }

  protected override isThere(): ((view: ReadyTabView) => boolean) | undefined {
    const { from } = this;
    if (typeof from === 'string') return undefined;
    return ({ contacts }) => contacts.some(({ id }) => id === from.id);
  }

  protected override get heading(): string {
    const text = words('dialogs').contacts;
    return typeof this.from === 'string' ? text.add : text.update;
  }

  protected override get working(): string {
    return words('dialogs').contacts.saving;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('from') && this.hasUpdated) return;
    if (typeof this.from === 'string') this.#startAs(this.from);
    else this.draft = this.from;
  }

  protected override submit(): Promise<unknown> | undefined {
    const { patient, draft, why } = this;
    const services = this.#services;
    if (services === undefined || patient === undefined) return undefined;
    // Asked already, of what is typed now.
    const code = this.#asked?.draft === draft ? this.failure?.question?.code : undefined;
    this.#asked = { draft };
    const answered = code === undefined ? {} : { answered: [code] };
    return this.perform(
      'save',
      () =>
        services.saveContact({
          patientRef: patient.ref,
          contact: draft,
          ...(why.reasonCode !== '' && why),
          ...answered,
        }),
      (saved) => saved,
    );
  }

  protected override renderContent(): TemplateResult {
    const { draft } = this;
    const text = words('dialogs').contacts;
    const isEmail = draft.type === 'email';
    return html`
      ${field(
        {
          id: 'value',
          label: text.value,
          error: this.errorOf('value'),
          // Numbers have their own rule, and nothing that long is one.
          ...(isEmail && { limited: { of: 'email', text: draft.value } }),
        },
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
              if (chosen) this.#startAs(chosen);
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
      ${this.#renderWhy()} ${this.#tick('preferred', text.preferred, this.#preferredMeans())}
    `;
  }

  protected override renderActions(): TemplateResult {
    const text = words('dialogs').contacts;
    const isAsked = this.failure?.question !== undefined && this.#asked?.draft === this.draft;
    return html`${this.cancelButton()}${this.submitButton(isAsked ? text.saveAllTheSame : text.save)}`;
  }

  /** A tick without a code takes a reason; how one that stays was verified is told. */
  #renderWhy(): TemplateResult | typeof nothing {
    const { draft } = this;
    const text = words('dialogs').contacts;
    const held = this.contacts.find(({ id }) => id !== undefined && id === draft.id);
    if (!isNewlyVerified(held, draft)) {
      const { verification } = draft.verified ? (held ?? draft) : EMPTY;
      return verification === undefined
        ? nothing
        : html`<p class="hint">${text.verifiedBy(verification)}</p>`;
    }
    const { why } = text;
    return html`${choiceField(
      { id: 'reasonCode', label: why.label, choose: why.choose, error: this.errorOf('reasonCode') },
      choicesOf(Object.keys(why.reasons), why.reasons),
      this.why.reasonCode,
      (reasonCode) => {
        this.why = { ...this.why, reasonCode };
      },
    )}${
      this.why.reasonCode === 'other'
        ? reasonField(
            { label: why.text, error: this.errorOf('reason') },
            this.why.reason,
            (reason) => {
              this.why = { ...this.why, reason };
            },
          )
        : nothing
    }`;
  }

  /** A new contact is to be preferred unless that would put one aside which gets messages now; a person may say so. */
  #startAs(type: ContactType): void {
    const isOpen = typeof this.from === 'string' && !this.#choosesPreferred;
    const preferred = isOpen ? this.#inUse(type) === undefined : this.draft.preferred;
    this.draft = { ...this.draft, type, preferred };
  }

  /** Another contact that messages go to now. */
  #inUse(wanted: ContactType): Contact | undefined {
    return this.contacts.find(
      ({ id, type, verified, preferred }) =>
        type === wanted && verified && preferred && id !== this.draft.id,
    );
  }

  #preferredMeans(): string {
    const text = words('dialogs').contacts;
    const replaced = this.draft.preferred ? this.#inUse(this.draft.type) : undefined;
    return replaced === undefined
      ? text.preferredMeans
      : text.replaces(visibleText(replaced.value));
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
          if (name === 'preferred') this.#choosesPreferred = true;
        }}
      />
      <div>
        <label for=${name}>${label}</label><span class="hint" id="${name}-hint">${hint}</span>
      </div>
    </div>`;
  }
}
