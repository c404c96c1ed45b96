import { css, html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { OsElement } from '../base/os-element.ts';
import { words } from '../../services/words/words.ts';

/** Says what the Control Panel page and its controls are for, when asked. */
export class OsPageHelp extends OsElement {
  static override styles = [
    OsElement.styles,
    css`
      :host {
        display: grid;
        gap: 8px;
        justify-items: start;
      }
    `,
  ];

  @state() private explains = false;

  protected override render(): TemplateResult {
    const { about, ask } = words('settings').help;
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
              .about=${'control-panel'}
              @os-close=${this.#explain}
            ></os-section-help>`
          : nothing
      }`;
  }

  #explain(): void {
    this.explains = !this.explains;
  }
}
