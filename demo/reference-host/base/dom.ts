/** What {@link make} puts inside an element; nothing for the empty ones. */
export type Child = Node | string | null | undefined;

/** Attributes by name; `on…` are listeners; `true` is an attribute without a value, `false` and `undefined` none. */
export type Attributes = Readonly<
  Record<string, string | number | boolean | undefined | ((event: Event) => void)>
>;

/** Makes an element with the DOM's own functions: text never becomes markup. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element.addEventListener(name.replace(/^on/, ''), value);
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== false && value !== undefined) {
      element.setAttribute(name, String(value));
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** A button that does not submit a form. */
export function makeButton(
  label: string,
  onClick: (event: Event) => void,
  attributes: Attributes = {},
): HTMLButtonElement {
  return make('button', { type: 'button', onclick: onClick, ...attributes }, label);
}

let lastId = 0;

/** An id for an element that another refers to. */
export function uniqueId(prefix: string): string {
  lastId += 1;
  return `${prefix}-${lastId}`;
}
