import type { ThemedElement } from '../components/base/os-element.ts';
import { defineElements, type ElementTable } from '../components/define.ts';
import type { OnlineServices } from '../services/application/views.ts';
import { loadWords, speak, type WordGroup } from '../services/words/words.ts';
import type { Disposable, HostApi, HostView } from './host-api.ts';
import type { LazyServices } from './lazy-services.ts';

/** An element that the host places: bound to the product, in the host's theme. */
type BoundElement = ThemedElement & { services: OnlineServices | undefined };

/** Tags of such elements. */
type ViewTag = {
  [T in keyof HTMLElementTagNameMap]: HTMLElementTagNameMap[T] extends BoundElement ? T : never;
}[keyof HTMLElementTagNameMap];

/** Makes the elements of the contributed views and keeps them in the host's theme. */
export class ContributedViews implements Disposable {
  private theme: 'light' | 'dark' = 'light';
  /** Weakly, because a host makes a new element each time it shows a view and keeps none. */
  private readonly made = new Set<WeakRef<BoundElement>>();
  private readonly following: Disposable;

  constructor(
    private readonly host: HostApi,
    private readonly services: LazyServices,
  ) {
    // Once: a screen half in one language and half in another would help nobody.
    host.appearance.locale.subscribe(speak).dispose();
    this.following = host.appearance.theme.subscribe((theme) => {
      this.theme = theme;
      for (const element of this.made) this.dress(element);
    });
  }

  /** A view of an element, in words of a group; all of it is asked for only when the view is shown. */
  view(group: WordGroup, tag: ViewTag, load: () => Promise<ElementTable>): HostView {
    return {
      createElement: async () => {
        const [elements, services] = await Promise.all([
          load(),
          this.services.get(),
          loadWords('screens', group),
        ]);
        this.define(elements);
        const element: BoundElement = document.createElement(tag);
        element.services = services;
        const made = new WeakRef(element);
        this.made.add(made);
        this.dress(made);
        return element;
      },
    };
  }

  dispose(): void {
    this.following.dispose();
    this.made.clear();
  }

  private define(elements: ElementTable): void {
    const taken = defineElements(elements);
    if (taken.length > 0) {
      this.host.log.write(
        'error',
        'Another script on this page has taken tags of Online Services',
        {
          tags: taken.join(' '),
        },
      );
    }
  }

  private dress(made: WeakRef<BoundElement>): void {
    const element = made.deref();
    if (element === undefined) this.made.delete(made);
    else element.theme = this.theme;
  }
}
