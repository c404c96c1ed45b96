import { html, type TemplateResult } from 'lit';
import { field, type FieldOptions } from './field.ts';
import { icon } from './tone.ts';
import type { CalendarDate } from '../view-types.ts';
import { words } from '../../services/words/words.ts';

/** A date that is typed, or taken from a calendar. */
export interface DateField extends FieldOptions {
  /** As typed. */
  readonly value: string;
  /** The latest day the calendar offers. */
  readonly max: CalendarDate;
  /** The date that somebody typed, `undefined` when it is none. */
  readonly read: (typed: string) => CalendarDate | undefined;
  readonly onInput: (typed: string) => void;
  /** It may be left empty. */
  readonly optional?: true;
}

type InputEventOf = Event & { readonly target: HTMLInputElement };

/**
 * Dates are typed day first on every machine: the browser's own date field follows the machine's language. How a date
 * was understood is shown once the field is left; what is no date stays as it was typed. The browser's calendar is
 * beside it.
 */
export function dateField(options: DateField): TemplateResult {
  const { id, value, max, read, onInput } = options;
  const { numeric } = words('tab').dates;
  return field(
    options,
    ({ describedBy, invalid }) =>
      html`<div class="date">
        <input
          id=${id}
          type="text"
          autocomplete="off"
          aria-required=${options.optional === true ? 'false' : 'true'}
          aria-invalid=${invalid}
          aria-describedby=${describedBy}
          .value=${value}
          @input=${(event: InputEventOf) => {
            onInput(event.target.value);
          }}
          @change=${(event: InputEventOf) => {
            const date = read(event.target.value);
            if (date !== undefined) onInput(numeric(date));
          }}
        />
        <button
          type="button"
          aria-label=${words('dialogs').dialog.calendar}
          title=${words('dialogs').dialog.calendar}
          @click=${({ currentTarget }: Event) => {
            const calendar = calendarBeside(currentTarget);
            if (calendar === undefined) return;
            calendar.value = read(value) ?? '';
            calendar.showPicker();
          }}
        >
          ${icon('calendar')}
        </button>
        <input
          id="${id}-calendar"
          type="date"
          max=${max}
          tabindex="-1"
          aria-hidden="true"
          @change=${({ target }: InputEventOf) => {
            if (target.value !== '') onInput(numeric(target.value));
            target.parentElement?.querySelector('input')?.focus();
          }}
        />
      </div>`,
  );
}

function calendarBeside(button: EventTarget | null): HTMLInputElement | undefined {
  const next = button instanceof Element ? button.nextElementSibling : null;
  return next instanceof HTMLInputElement ? next : undefined;
}
