import type { ThemedElement } from '../components/base/os-element.ts';
import { defineElements, type ElementTable } from '../components/define.ts';
import type { UnsavedView } from '../components/unsaved/unsaved-view.ts';
import type { OnlineServices } from '../services/application/views.ts';
import { loadWords, speak, type WordGroup } from '../services/words/words.ts';
import type { Disposable, HostApi, HostView } from './host-api.ts';
import type { LazyServices } from './lazy-services.ts';
import { UnsavedChanges } from './unsaved-changes.ts';

/** An element that the host places: bound to the product, in the host's theme. */
type BoundElement = ThemedElement & { services: OnlineServices | undefined };

/** Tags of such elements. */
type ViewTag = {
  [T in keyof HTMLElementTagNameMap]: HTMLElementTagNameMap[T] extends BoundElement ? T : never;
}[keyof HTMLElementTagNameMap];

/** A view that a host shows, by the names it has in manifest.json; all of it is asked for only when it is shown. */
export interface ContributedView {
  readonly point: 'registrationTabs' | 'controlPanelPages' | 'practiceViews';
  readonly id: string;
  readonly element: ViewTag;
  /** Group of its words. */
  readonly words: WordGroup;
  readonly load: () => Promise<ElementTable>;
}

/** Registers the contributed views, makes their elements and keeps them in the host's theme. */
export class ContributedViews implements Disposable {
  private theme: 'light' | 'dark' = 'light';
  /** Weakly, because a host makes a new element each time it shows a view and keeps none. */
  private readonly made = new Set<WeakRef<BoundElement>>();
  private readonly following: Disposable;
  private readonly unsaved: UnsavedChanges;
  private isDisposed = false;
  private saidLeftOut = false;

  constructor(
    private readonly host: HostApi,
    private readonly services: LazyServices,
  ) {
    this.unsaved = new UnsavedChanges(host);
    // Once: a screen half in one language and half in another would help nobody.
    host.appearance.locale.subscribe(speak).dispose();
    this.following = host.appearance.theme.subscribe((theme) => {
      this.theme = theme;
      for (const element of this.made) this.dress(element);
    });
  }

  register(view: ContributedView): Disposable {
    const { contributions } = this.host;
    const hostView: HostView = { createElement: () => this.create(view) };
    switch (view.point) {
      case 'registrationTabs':
        return contributions.registerRegistrationTab(view.id, hostView);
      case 'controlPanelPages':
        return contributions.registerControlPanelPage(view.id, hostView);
      case 'practiceViews':
        return contributions.registerPracticeView?.(view.id, hostView) ?? this.leaveOut();
    }
  }

  /** A host of before 1.2 has no place for a practice view; everything else is there. */
  private leaveOut(): Disposable {
    if (!this.saidLeftOut) {
      this.host.log.write('info', 'This host shows no practice views: they are left out');
    }
    this.saidLeftOut = true;
    return { dispose: () => undefined };
  }

  dispose(): void {
    this.isDisposed = true;
    this.following.dispose();
    this.unsaved.dispose();
    this.made.clear();
  }

  private async create(view: ContributedView): Promise<HTMLElement> {
    const [elements, services] = await Promise.all([
      view.load(),
      this.services.get(),
      loadWords('screens', view.words),
    ]);
    this.define(elements);
    const element: BoundElement = document.createElement(view.element);
    element.services = services;
    if (isUnsavedView(element) && !this.isDisposed) this.unsaved.follow(element, services);
    const made = new WeakRef(element);
    this.made.add(made);
    this.dress(made);
    return element;
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

/** A view that edits nothing has nothing to tell. */
function isUnsavedView(element: HTMLElement): element is BoundElement & UnsavedView {
  return 'unsaved' in element;
}
