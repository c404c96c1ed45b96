import type { Disposable } from '../../../plugin/host-api.ts';
import { make, makeButton } from '../base/dom.ts';

/** Screens on which the page's head leaves little room; the style sheet gives the tabs a whole one there. */
const SMALL = '(max-width: 45rem), (max-height: 30rem)';

/** A tab and how to fill its panel. */
export interface Tab {
  readonly id: string;
  readonly title: string;
  /** Fills the panel each time the tab is shown; what it returns is released when another is. */
  readonly fill: (panel: HTMLElement) => Disposable;
}

export interface TabListParts {
  /** Asked before a person shows another tab: `false` stays. */
  readonly mayLeave: () => Promise<boolean>;
  /** Told which tab is shown, also the first time. */
  readonly onTab: (id: string) => void;
}

/**
 * Tabs after the WAI-ARIA pattern: arrow keys, Home and End move and show. The panel of the tab that is shown is the
 * only one with content. Tabs may come and go; when the one that is shown goes, the first is shown instead.
 */
export class TabList implements Disposable {
  readonly element: HTMLElement;
  readonly #list: HTMLElement;
  readonly #panel: HTMLElement;
  readonly #parts: TabListParts;
  #tabs: readonly Tab[] = [];
  #shown: string | undefined;
  #content: Disposable | undefined;

  constructor(label: string, parts: TabListParts) {
    this.#parts = parts;
    this.#list = make('div', { role: 'tablist', 'aria-label': label, class: 'tabs' });
    this.#panel = make('div', { role: 'tabpanel', id: 'tab-panel', class: 'tab-panel' });
    this.element = make('div', { class: 'tabbed' }, this.#list, this.#panel);
    this.#list.addEventListener('keydown', (event) => {
      this.#onKey(event);
    });
  }

  /** Replaces the tabs; the one that is shown stays as it is when it is among them. */
  setTabs(tabs: readonly Tab[]): void {
    const hadFocus = this.#list.contains(document.activeElement);
    this.#tabs = tabs;
    this.#list.replaceChildren(...tabs.map((tab) => this.#button(tab)));
    const stays = tabs.some(({ id }) => id === this.#shown);
    const wasInPanel = this.#panel.contains(document.activeElement);
    if (!stays) this.show(tabs[0]?.id ?? '');
    this.#mark();
    if (hadFocus || (!stays && wasInPanel)) this.#buttonOf(this.#shown)?.focus();
  }

  /** Shows a tab; one that is not there is ignored. */
  show(id: string): void {
    const tab = this.#tabs.find((candidate) => candidate.id === id);
    if (tab === undefined || id === this.#shown) return;
    this.#shown = id;
    this.#mark();
    this.#content?.dispose();
    this.#panel.replaceChildren();
    this.#content = tab.fill(this.#panel);
    this.#parts.onTab(id);
  }

  dispose(): void {
    this.#content?.dispose();
    this.element.remove();
  }

  /** Shows a tab as somebody asked for it, unless they would rather stay. */
  async #choose(id: string): Promise<void> {
    if (id === this.#shown || !(await this.#parts.mayLeave())) return;
    this.show(id);
    this.#buttonOf(id)?.focus();
    // Where little fits on the screen, what was asked for is in sight rather than what stands above it.
    if (matchMedia(SMALL).matches) this.element.scrollIntoView();
  }

  #button({ id, title }: Tab): HTMLElement {
    return makeButton(title, () => void this.#choose(id), {
      role: 'tab',
      id: `tab-${id}`,
      'data-tab': id,
      'aria-controls': 'tab-panel',
    });
  }

  #mark(): void {
    for (const button of this.#buttons()) {
      const isShown = button.dataset.tab === this.#shown;
      button.setAttribute('aria-selected', String(isShown));
      button.tabIndex = isShown ? 0 : -1;
    }
    this.#panel.setAttribute('aria-labelledby', `tab-${this.#shown ?? ''}`);
  }

  #onKey(event: KeyboardEvent): void {
    const buttons = this.#buttons();
    const at = buttons.findIndex((button) => button === document.activeElement);
    const to = destination(event.key, at, buttons.length);
    const button = to === undefined ? undefined : buttons[to];
    if (button === undefined) return;
    event.preventDefault();
    void this.#choose(button.dataset.tab ?? '');
  }

  #buttons(): HTMLElement[] {
    return [...this.#list.querySelectorAll<HTMLElement>('[role=tab]')];
  }

  #buttonOf(id: string | undefined): HTMLElement | undefined {
    return this.#buttons().find((button) => button.dataset.tab === id);
  }
}

function destination(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % count;
    case 'ArrowLeft':
      return (at - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
