import { element } from './elements.ts';

export interface FieldOptions {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly type?: 'text' | 'password' | 'checkbox';
  /** Typed from a letter: no spelling help, letters of equal width. */
  readonly isCode?: boolean;
  readonly autocomplete?: string;
  readonly inputmode?: 'numeric';
  readonly value?: string;
}

/** One labelled input with its hint and its error. */
export class FormField {
  readonly name: string;
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  readonly #hintId: string | undefined;
  #error: HTMLElement | undefined;

  constructor(options: FieldOptions) {
    const { name, label, hint, type = 'text', value } = options;
    this.name = name;
    this.#hintId = hint === undefined ? undefined : `${name}-hint`;
    this.input = element('input', { id: name, name, type, ...inputAttributes(options) });
    if (value !== undefined) this.input.value = value;
    const labelElement = element('label', { for: name }, label);
    const hintElement =
      this.#hintId === undefined
        ? undefined
        : element('p', { id: this.#hintId, class: 'hint' }, hint ?? '');
    this.element =
      type === 'checkbox'
        ? element(
            'div',
            { class: 'field' },
            element('div', { class: 'tick' }, this.input, labelElement),
          )
        : element('div', { class: 'field' }, labelElement, hintElement, this.input);
    this.showError(undefined);
  }

  get value(): string | boolean {
    return this.input.type === 'checkbox' ? this.input.checked : this.input.value;
  }

  /** Shows what is wrong beside the field, or takes that away. */
  showError(message: string | undefined): void {
    this.#error?.remove();
    this.#error = undefined;
    const described = [this.#hintId];
    if (message !== undefined) {
      const id = `${this.name}-error`;
      this.#error = element('p', { id, class: 'error' }, `Error: ${message}`);
      const before = this.input.type === 'checkbox' ? this.element.firstChild : this.input;
      before?.before(this.#error);
      described.push(id);
    }
    const ids = described.filter((id) => id !== undefined).join(' ');
    this.element.toggleAttribute('data-wrong', message !== undefined);
    setOrRemove(this.input, 'aria-invalid', message === undefined ? '' : 'true');
    setOrRemove(this.input, 'aria-describedby', ids);
  }
}

function inputAttributes({
  type,
  isCode = false,
  autocomplete,
  inputmode,
}: FieldOptions): Record<string, string> {
  return {
    ...(autocomplete !== undefined && { autocomplete }),
    ...(inputmode !== undefined && { inputmode }),
    ...(isCode && { class: 'code', autocomplete: 'off' }),
    ...(type !== 'checkbox' && { spellcheck: 'false', autocapitalize: 'none' }),
  };
}

function setOrRemove(input: HTMLElement, name: string, value: string): void {
  if (value === '') input.removeAttribute(name);
  else input.setAttribute(name, value);
}
