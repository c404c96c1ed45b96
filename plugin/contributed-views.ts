import type { ThemedElement } from '../components/base/os-element.ts';
import type { OnlineServices } from '../services/application/views.ts';
import { loadWords, speak, type WordGroup } from '../services/words/words.ts';
import type { Disposable, HostApi, HostView } from './host-api.ts';
import type { LazyServices } from './lazy-services.ts';

/** An element that the host places: bound to the product, in the host's theme. */
export type BoundElement = ThemedElement & { services: OnlineServices | undefined };

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

  /** A view whose element `make` creates, in words of a group; both are asked for only when the view is shown. */
  view(group: WordGroup, make: () => Promise<(host: HostApi) => BoundElement>): HostView {
    return {
      createElement: async () => {
        const [create, services] = await Promise.all([
          make(),
          this.services.get(),
          loadWords('screens', group),
        ]);
        const element = create(this.host);
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

  private dress(made: WeakRef<BoundElement>): void {
    const element = made.deref();
    if (element === undefined) this.made.delete(made);
    else element.theme = this.theme;
  }
}
