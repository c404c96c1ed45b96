import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { offeredReasons } from '../../services/application/services/disabling-form.ts';
import { words } from '../../services/words/words.ts';
import { icon } from '../base/tone.ts';

/**
 * Why a service is switched off: a list to choose from, in the service's own row. Loads with the dialogs: looking at services
 * takes none of it. It renders beside the notes, not in a shadow of its own, so that the section finds its field.
 */
export class OsDisablingChoice extends LitElement {
  /** Whose reason it is: part of the field's id, `reason-<name>`. */
  @property() name = '';
  /** The service in words. */
  @property() label = '';
  /** What is chosen; empty until something is. */
  @property() reason = '';
  /** What is wrong with it. */
  @property() error = '';
  /** Called with what was chosen. */
  @property({ attribute: false }) choose: (reason: string) => void = () => undefined;

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): TemplateResult {
    const { name, error, reason: chosen } = this;
    const text = words('dialogs').services;
    return html`<label class="note" for="reason-${name}">${text.reason}</label>
      <select
        id="reason-${name}"
        aria-label=${text.reasonFor(this.label)}
        aria-required="true"
        aria-invalid=${error === '' ? 'false' : 'true'}
        aria-describedby=${error === '' ? nothing : `reason-${name}-error`}
        @change=${(event: Event & { readonly target: HTMLSelectElement }) => {
          this.choose(event.target.value);
        }}
      >
        <option value="" ?selected=${chosen === ''}>${text.chooseReason}</option>
        ${offeredReasons().map(
          ({ reason, label }) =>
            html`<option value=${reason} ?selected=${reason === chosen}>${label}</option>`,
        )}
      </select>
      ${
        error === ''
          ? nothing
          : html`<span class="error" id="reason-${name}-error">${icon('bad')}${error}</span>`
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'os-disabling-choice': OsDisablingChoice;
  }
}
