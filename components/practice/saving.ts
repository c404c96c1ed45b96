import { html, nothing, type TemplateResult } from 'lit';
import { words } from '../../services/words/words.ts';
import { message } from '../base/tone.ts';
import type { Failure } from '../view-types.ts';
import { controlId } from './setting-field.ts';

interface SavingState {
  readonly isEdited: boolean;
  /** The edits were made before the page was left. */
  readonly isBack: boolean;
  readonly isSaved: boolean;
  readonly isBusy: boolean;
  readonly isSlow: boolean;
  readonly cancel: () => void;
}

/** What is done about the edits. */
export function saving(state: SavingState): TemplateResult {
  const text = words('settings').practice;
  const busy = state.isBusy ? 'true' : 'false';
  const edits = html`<button
      type="button"
      id="cancel"
      aria-disabled=${busy}
      @click=${() => {
        if (!state.isBusy) state.cancel();
      }}
    >
      ${text.cancel}
    </button>
    <span class="hint">${state.isBack ? text.leftUnsaved : text.notSavedYet}</span>`;
  return html`<div class="actions">
    <button type="submit" class="primary" aria-disabled=${busy}>
      ${state.isSlow ? html`<span class="spinner"></span>${text.saving}` : text.save}
    </button>
    ${state.isEdited ? edits : nothing} ${state.isSaved ? message('good', text.saved) : nothing}
  </div>`;
}

/** Why the settings were not saved, with the way to the field at fault. */
export function whyNotSaved(
  { field: name, message: why }: Failure,
  focus: (id: string) => void,
): TemplateResult {
  const text = words('settings').practice;
  return html`<div
    id="summary"
    class="message bad"
    role="group"
    aria-label=${text.notSaved}
    tabindex="-1"
  >
    <div>
      <strong>${text.notSavedBecause}</strong>
      ${
        name === undefined
          ? html`<p>${why}</p>`
          : html`<button
              type="button"
              class="link"
              @click=${() => {
                focus(controlId(name));
              }}
            >
              ${why}
            </button>`
      }
    </div>
  </div>`;
}
