/** Elements by their tags. */
export type ElementTable = Readonly<Record<string, CustomElementConstructor>>;

/**
 * Defines each element once. A tag that is taken stays with the class that has it: a page cannot define a tag twice,
 * and loading the product a second time must not break the first.
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
    if (held === undefined) {
      registry.define(tag, element);
      freezePrototypes(element);
    } else if (held !== element) taken.push(tag);
  }
  return taken;
}

/**
 * From here on no script of the page can put a setter of its own in the place of the one that takes the services, and
 * wait for them. Only as far up as it is inherited from: Lit writes to what lies above.
 */
function freezePrototypes({ prototype }: { readonly prototype: object }): void {
  let holder: object | null = prototype;
  while (holder !== null && 'services' in holder) {
    Object.freeze(holder);
    holder = Reflect.getPrototypeOf(holder);
  }
}
