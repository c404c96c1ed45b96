import { html, nothing, type TemplateResult } from 'lit';
import { field, type FieldOptions } from './field.ts';

/** One of a list, by what it is and what it is called. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Where somebody has to choose one of a list. With `choose`, nothing is chosen for them. */
export function choiceField(
  { choose, ...options }: FieldOptions & { readonly choose?: string },
  choices: readonly Choice[],
  chosen: string,
  onChoose: (value: string) => void,
): TemplateResult {
  return field(
    options,
    ({ describedBy, invalid }) =>
      html`<select
        id=${options.id}
        aria-required="true"
        aria-invalid=${invalid}
        aria-describedby=${describedBy}
        @change=${(event: Event & { readonly target: HTMLSelectElement }) => {
          onChoose(event.target.value);
        }}
      >
        ${choose === undefined ? nothing : html`<option value="" .selected=${chosen === ''}>${choose}</option>`}
        ${choices.map(
          ({ value, label }) =>
            html`<option value=${value} .selected=${value === chosen}>${label}</option>`,
        )}
      </select>`,
  );
}

/** Codes as choices, by what they are called; one that has no name by itself. */
export function choicesOf(
  codes: readonly string[],
  labels: Readonly<Record<string, string>>,
): readonly Choice[] {
  return codes.map((value) => ({ value, label: labels[value] ?? value }));
}
