/** Something to put into an element; nothing for `undefined`. */
export type Child = Node | string | undefined;

/** Makes an element. Text stays text: no HTML is ever made from strings. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** A paragraph of text. */
export function paragraph(text: string): HTMLParagraphElement {
  return element('p', {}, text);
}

/** An element of index.html. @throws {Error} when it is not there. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no #${id}.`);
  return found;
}
