import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { OnlineServices, ReadyTabView } from '../../services/application/views.ts';
import { visibleText, words } from '../../services/words/words.ts';
import { allowed } from '../base/allowed.ts';
import { commandButton } from '../base/command-button.ts';
import { DialogElement } from '../base/dialog-element.ts';
import { field } from '../base/field.ts';
import { message } from '../base/tone.ts';
import type { Contact } from '../view-types.ts';

/**
 * Verify dialog: sends a code to the patient's address or number, and takes what the patient reads out. The code is
 * never shown.
 *
 * @fires os-close - When it has closed; `outcome` is the verified contact.
 */
export class OsVerifyDialog extends DialogElement<Contact> {
  @property({ attribute: false }) contact: Contact | undefined;
  @property({ attribute: false }) view: ReadyTabView | undefined;

  @state() private code = '';
  @state() private isAccepted = false;
  protected override readonly opensOn = '#send-code';
  #services: OnlineServices | undefined;

  /** Given once, and read by nobody. */
  set services(services: OnlineServices | undefined) {
    this.#services ??= services;
  }

  protected override get heading(): string {
    return words('dialogs').contacts.verify.heading;
  }

  protected override get working(): string {
    return words('dialogs').contacts.verify.working;
  }

  protected override submit(): Promise<unknown> | undefined {
    const { patient, contact, code } = this;
    const services = this.#services;
    if (services === undefined || patient === undefined || contact?.id === undefined) return;
    const input = { patientRef: patient.ref, contactId: contact.id, code };
    return this.perform(
      'verify',
      () => services.verifyContact(input),
      (verified) => verified,
    );
  }

  protected override renderContent(): TemplateResult {
    const text = words('dialogs').contacts.verify;
    const { contact, view } = this;
    return html`
      <p>${text.how(visibleText(contact?.value ?? ''))}</p>
      <div class="step">
        ${commandButton({
          name: 'send-code',
          label: this.isAccepted ? text.sendAgain : text.send,
          working: text.sending,
          commands: this.commands,
          ...(view && { allowed: allowed(view, 'sendVerificationCode') }),
          run: () => {
            void this.#send();
          },
        })}
      </div>
      ${this.isAccepted ? message('neutral', text.accepted) : nothing}
      ${field(
        { id: 'code', label: text.code, error: this.errorOf('code') },
        ({ describedBy, invalid }) =>
          html`<input
            id="code"
            type="text"
            inputmode="numeric"
            autocomplete="off"
            maxlength="12"
            aria-required="true"
            aria-invalid=${invalid}
            aria-describedby=${describedBy}
            .value=${this.code}
            @input=${(event: InputEvent & { readonly target: HTMLInputElement }) => {
              this.code = event.target.value;
            }}
          />`,
      )}
    `;
  }

  protected override renderActions(): TemplateResult {
    return html`${this.cancelButton()}${this.submitButton(words('dialogs').contacts.verify.submit)}`;
  }

  async #send(): Promise<void> {
    const { patient, contact } = this;
    const services = this.#services;
    if (services === undefined || patient === undefined || contact?.id === undefined) return;
    const input = { patientRef: patient.ref, contactId: contact.id };
    const sent = await this.perform('send-code', () => services.sendVerificationCode(input));
    if (sent?.ok !== true) return;
    this.isAccepted = true;
    this.tell(words('dialogs').contacts.verify.accepted);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#code')?.focus();
  }
}
