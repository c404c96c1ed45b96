import { html, type TemplateResult } from 'lit';
import { words } from '../../services/words/words.ts';
import { field } from '../base/field.ts';

/** One of the settings that the host holds, as it stands on the page. */
export interface HostField {
  readonly typed: unknown;
  readonly error: string | undefined;
  readonly mayChange: boolean;
  readonly edit: (typed: unknown) => void;
}

type Typed = InputEvent & { readonly target: HTMLInputElement };

/** Whether the tab is there at all. */
export function activation({ typed, mayChange, edit }: HostField): TemplateResult {
  const text = words('settings').practice;
  return html`<section class="card" aria-label=${text.activation}>
    <div class="body">
      <div class="tick">
        <input
          type="checkbox"
          id="activated"
          aria-describedby="activated-hint"
          ?disabled=${!mayChange}
          .checked=${typed === true}
          @change=${(event: Event & { readonly target: HTMLInputElement }) => {
            edit(event.target.checked);
          }}
        />
        <div>
          <label for="activated"><strong>${text.activate}</strong></label>
          <span class="hint" id="activated-hint">${text.activateMeans}</span>
        </div>
      </div>
    </div>
  </section>`;
}

export function pollInterval({ typed, error, mayChange, edit }: HostField): TemplateResult {
  return field(
    { id: 'pollIntervalSeconds', ...words('settings').practice.pollIntervalSeconds, error },
    ({ describedBy, invalid }) =>
      html`<input
        id="pollIntervalSeconds"
        class="number"
        type="text"
        inputmode="numeric"
        autocomplete="off"
        ?readonly=${!mayChange}
        aria-invalid=${invalid}
        aria-describedby=${describedBy}
        .value=${String(typed)}
        @input=${(event: Typed) => {
          edit(event.target.value);
        }}
      />`,
  );
}

export function siteUrl({ typed, error, mayChange, edit }: HostField): TemplateResult {
  const { siteUrl: said, count } = words('settings').practice;
  const text = String(typed);
  return field(
    {
      id: 'siteUrl',
      ...said,
      error,
      ...(mayChange && { limited: { of: 'siteUrl', text, say: count } }),
    },
    ({ describedBy, invalid }) =>
      html`<input
        id="siteUrl"
        type="text"
        inputmode="url"
        autocomplete="off"
        spellcheck="false"
        ?readonly=${!mayChange}
        aria-invalid=${invalid}
        aria-describedby=${describedBy}
        .value=${text}
        @input=${(event: Typed) => {
          edit(event.target.value);
        }}
      />`,
  );
}
