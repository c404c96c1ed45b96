import { css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { OsElement } from '../base/os-element.ts';
import { words } from '../../services/words/words.ts';
import { PAGES, type PageTopic } from './os-section-help.ts';

/** Says what a page and its controls are for, when asked. */
export class OsPageHelp extends OsElement {
  static override styles = [
    OsElement.styles,
    css`
      :host {
        display: grid;
        gap: 8px;
        justify-items: start;
      }
      os-section-help {
        justify-self: stretch;
      }
    `,
  ];

  /** The page. */
  @property({ attribute: false }) about: PageTopic = 'control-panel';

  @state() private explains = false;

  protected override render(): TemplateResult {
    const { about, ask } = words(PAGES[this.about]).help;
    return html`<button
        type="button"
        class="link"
        id="about"
        aria-label=${about}
        aria-expanded=${this.explains ? 'true' : 'false'}
        @click=${this.#explain}
      >
        ${ask}
      </button>
      ${
        this.explains
          ? html`<os-section-help
              .about=${this.about}
              @os-close=${this.#explain}
            ></os-section-help>`
          : nothing
      }`;
  }

  #explain(): void {
    this.explains = !this.explains;
  }
}
