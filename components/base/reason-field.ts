import { html, type TemplateResult } from 'lit';
import { field, type FieldOptions } from './field.ts';

/** Where somebody says why, in their own words; they have to, unless it is said that they need not. */
export function reasonField(
  { required = true, ...text }: Omit<FieldOptions, 'id'> & { readonly required?: boolean },
  reason: string,
  onInput: (reason: string) => void,
): TemplateResult {
  return field(
    { id: 'reason', ...text },
    ({ describedBy, invalid }) =>
      html`<textarea
        id="reason"
        rows="3"
        aria-required=${required ? 'true' : 'false'}
        aria-invalid=${invalid}
        aria-describedby=${describedBy}
        .value=${reason}
        @input=${(event: InputEvent & { readonly target: HTMLTextAreaElement }) => {
          onInput(event.target.value);
        }}
      ></textarea>`,
  );
}
