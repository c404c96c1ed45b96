/** The controls that settings are edited by, whoever holds them. */
import { html, nothing, type TemplateResult } from 'lit';
import type { field } from '../base/field.ts';

/** What a field tells its control. */
export type Binding = Parameters<Parameters<typeof field>[1]>[0];

/** A control as it stands on the page. */
export interface Input {
  readonly id: string;
  readonly typed: unknown;
  readonly mayChange: boolean;
  readonly edit: (typed: unknown) => void;
}

type Typed = InputEvent & { readonly target: HTMLInputElement };
type Ticked = Event & { readonly target: HTMLInputElement };

/** What a control shows: of a list, nothing. */
export function asText(value: unknown): string {
  const isPlain =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isPlain ? String(value) : '';
}

/** A number, as text: what is typed wrong stays to be seen. */
export function numberInput(input: Input, binding: Binding): TemplateResult {
  return lineInput(input, binding, { kind: 'numeric', className: 'number' });
}

/** A web address. */
export function addressInput(input: Input, binding: Binding): TemplateResult {
  return lineInput(input, binding, { kind: 'url', className: '' });
}

function lineInput(
  { id, typed, mayChange, edit }: Input,
  { describedBy, invalid }: Binding,
  { kind, className }: { readonly kind: 'numeric' | 'url'; readonly className: string },
): TemplateResult {
  return html`<input
    id=${id}
    class=${className}
    type="text"
    inputmode=${kind}
    autocomplete="off"
    spellcheck="false"
    ?readonly=${!mayChange}
    aria-invalid=${invalid}
    aria-describedby=${describedBy}
    .value=${asText(typed)}
    @input=${(event: Typed) => {
      edit(event.target.value);
    }}
  />`;
}

/** A switch with its label, and what it means. */
export function tickInput(
  { id, typed, mayChange, edit }: Input,
  { label, hint }: { readonly label: unknown; readonly hint?: string | undefined },
): TemplateResult {
  return html`<div class="tick">
    <input
      type="checkbox"
      id=${id}
      aria-describedby=${hint === undefined ? nothing : `${id}-hint`}
      ?disabled=${!mayChange}
      .checked=${typed === true}
      @change=${(event: Ticked) => {
        edit(event.target.checked);
      }}
    />
    <div>
      <label for=${id}>${label}</label>
      ${hint === undefined ? nothing : html`<span class="hint" id="${id}-hint">${hint}</span>`}
    </div>
  </div>`;
}
