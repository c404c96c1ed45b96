import type { OnlineServices } from '../../services/application/views.ts';

/** Something to which the services are given, once. It has no getter. */
interface Bound {
  set services(services: OnlineServices | undefined);
}

type BoundTag = {
  [T in keyof HTMLElementTagNameMap]: HTMLElementTagNameMap[T] extends Bound ? T : never;
}[keyof HTMLElementTagNameMap];

/** Sent by a part of the tab to the element that made it, when it has been connected. */
export const CONNECTED = 'os-connected';

/**
 * Listener for {@link CONNECTED} by which an element hands its services on to its parts. Bound in a template they could
 * be read by every script: in what `render` returns, and in what Lit keeps of it. So they are given by the setter of
 * the part's own class, which takes nothing but a part that this class has made: no other element, event or object gets
 * them in its place.
 */
export function handing(
  services: () => OnlineServices | undefined,
  ...parts: readonly BoundTag[]
): (event: Event) => void {
  return ({ target }) => {
    // Read once: what calls this need not be an event, and may say something else the second time.
    const name = (target as Partial<Element> | null)?.localName;
    const part = parts.find((tag) => tag === name);
    const made = part && customElements.get(part);
    if (made !== undefined) Reflect.set(made.prototype as object, 'services', services(), target);
  };
}
