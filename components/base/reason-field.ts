import { html, type TemplateResult } from 'lit';
import { field, type FieldOptions } from './field.ts';

/** Where somebody has to say why, in their own words. */
export function reasonField(
  text: Omit<FieldOptions, 'id'>,
  reason: string,
  onInput: (reason: string) => void,
): TemplateResult {
  return field(
    { id: 'reason', ...text },
    ({ describedBy, invalid }) =>
      html`<textarea
        id="reason"
        rows="3"
        aria-required="true"
        aria-invalid=${invalid}
        aria-describedby=${describedBy}
        .value=${reason}
        @input=${(event: InputEvent & { readonly target: HTMLTextAreaElement }) => {
          onInput(event.target.value);
        }}
      ></textarea>`,
  );
}
