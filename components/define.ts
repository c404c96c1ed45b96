/** Elements by their tags. */
export type ElementTable = Readonly<Record<string, CustomElementConstructor>>;

/**
 * Defines each element once. A tag that is taken stays with the class that has it: a page cannot define a tag twice, and
 * loading the product a second time must not break the first.
 *
 * @returns the tags that were taken by another class, to be reported by the caller; none in an ordinary page.
 */
export function defineElements(
  table: ElementTable,
  registry: Pick<CustomElementRegistry, 'get' | 'define'> = customElements,
): readonly string[] {
  const taken: string[] = [];
  for (const [tag, element] of Object.entries(table)) {
    const held = registry.get(tag);
    if (held === undefined) registry.define(tag, element);
    else if (held !== element) taken.push(tag);
  }
  return taken;
}
