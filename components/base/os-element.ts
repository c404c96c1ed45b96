import { LitElement, type CSSResultGroup } from 'lit';
import { property } from 'lit/decorators.js';
import { controls } from './controls.ts';
import { panels } from './panels.ts';
import { shelter, tokens } from './theme.ts';

/** What every element of the product starts from: the tokens, the controls, the panels. */
export class OsElement extends LitElement {
  static override styles: CSSResultGroup = [tokens, controls, panels];
}

/**
 * An element that a host places in its own page: it carries the theme and shelters its content from the page's styles.
 * Its template is one `<div class="shelter">`.
 */
export class ThemedElement extends OsElement {
  static override styles: CSSResultGroup = [OsElement.styles, shelter];

  /** Colour scheme to use; without it the page's `color-scheme` counts, then the person's own preference. */
  @property({ reflect: true }) theme: 'light' | 'dark' | undefined;

  readonly #internals = this.attachInternals();

  override connectedCallback(): void {
    super.connectedCallback();
    const around = this.parentElement ?? document.documentElement;
    if (getComputedStyle(around).colorScheme === 'normal') this.#internals.states.add('unthemed');
    else this.#internals.states.delete('unthemed');
  }
}
