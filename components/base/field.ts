import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { icon } from './tone.ts';
import type { LimitedText } from '../../services/application/text/text-form.ts';
import type { Words } from '../../services/words/words.ts';

/** How a language says how much fits into a field. */
export type CountWords = Words['dialogs']['dialog']['count'];

/**
 * What surrounds a control: its label above, its hint and its error below the label, how full it is below, tied
 * together for everybody.
 */
export interface FieldOptions {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /**
   * Of a field that is limited: which limit and what is in it; and the words for how much still fits, outside dialogs.
   */
  readonly limited?: {
    readonly of: LimitedText;
    readonly text: string;
    readonly say?: CountWords;
  };
}

/** Attributes for the control itself, from the same options. */
export interface ControlBinding {
  readonly describedBy: ReturnType<typeof ifDefined<string>>;
  readonly invalid: 'true' | 'false';
}

/**
 * Lays out one field around a native control. The control takes its `id` from the options and binds what it is handed:
 * label, control and form stay in one shadow root, so clicking the label and pressing Enter work as in any form.
 */
export function field(
  options: FieldOptions,
  control: (binding: ControlBinding) => TemplateResult,
): TemplateResult {
  const { id, label, hint, error, limited } = options;
  const described = [hint && `${id}-hint`, error && `${id}-error`, limited && `${id}-limit`]
    .filter(Boolean)
    .join(' ');
  return html`<div class="field">
    <label for=${id}>${label}</label>
    ${hint ? html`<span class="hint" id="${id}-hint">${hint}</span>` : nothing}
    ${error ? html`<span class="error" id="${id}-error">${icon('bad')}${error}</span>` : nothing}
    ${control({
      describedBy: ifDefined(described === '' ? undefined : described),
      invalid: error ? 'true' : 'false',
    })}
    ${
      limited
        ? html`<os-character-count
            .of=${limited.of}
            .for=${id}
            .text=${limited.text}
            .say=${limited.say}
          ></os-character-count>`
        : nothing
    }
  </div>`;
}
