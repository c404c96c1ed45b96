import { element, type Child } from './elements.ts';
import type { FormField } from './form-field.ts';
import type { ApiAnswer, ApiFailure } from './site-api.ts';

export interface FormOptions<T> {
  readonly fields: readonly FormField[];
  /** Between the fields and the button. */
  readonly extras?: readonly Child[];
  readonly button: string;
  /** Sends what was typed; called once at a time. */
  readonly send: (values: Readonly<Record<string, string | boolean>>) => Promise<ApiAnswer<T>>;
  readonly onDone: (value: T) => void;
  /** Deals with a failure itself by returning `true`. */
  readonly onFailure?: (failure: ApiFailure) => boolean;
}

/** A form that sends JSON, and shows what is wrong in a summary at its head and beside each field. */
export function siteForm<T>(options: FormOptions<T>): HTMLFormElement {
  const { fields, extras = [], send, onDone, onFailure } = options;
  const summary = element('div');
  const button = element('button', { type: 'submit' }, options.button);
  const form = element(
    'form',
    { novalidate: '', method: 'post' },
    summary,
    ...fields.map((field) => field.element),
    ...extras,
    button,
  );
  const submit = async (): Promise<void> => {
    // A second click while the first is under way is the same click.
    if (button.getAttribute('aria-disabled') === 'true') return;
    button.setAttribute('aria-disabled', 'true');
    const answer = await send(Object.fromEntries(fields.map(({ name, value }) => [name, value])));
    button.removeAttribute('aria-disabled');
    if (answer.ok) onDone(answer.value);
    else if (onFailure?.(answer.failure) !== true) showFailure(summary, fields, answer.failure);
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  return form;
}

function showFailure(
  place: HTMLElement,
  fields: readonly FormField[],
  { message, errors = {} }: ApiFailure,
): void {
  for (const field of fields) field.showError(errors[field.name]);
  const wrong = fields.filter(({ name }) => errors[name] !== undefined);
  const list = element(
    'ul',
    {},
    ...wrong.map((field) => element('li', {}, linkTo(field, errors[field.name] ?? ''))),
  );
  const summary = element(
    'div',
    { class: 'error-summary', role: 'alert', tabindex: '-1', 'aria-labelledby': 'summary-title' },
    element('h2', { id: 'summary-title' }, 'There is a problem'),
    wrong.length > 0 ? list : element('p', {}, message),
  );
  place.replaceChildren(summary);
  document.title = `Error: ${document.title.replace(/^Error: /, '')}`;
  summary.focus();
}

function linkTo(field: FormField, text: string): HTMLAnchorElement {
  const link = element('a', { href: `#${field.name}` }, text);
  link.addEventListener('click', (event) => {
    event.preventDefault();
    field.input.focus();
  });
  return link;
}
