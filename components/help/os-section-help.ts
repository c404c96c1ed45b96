import { css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { OsElement } from '../base/os-element.ts';
import { loadWords, words, wordsIfThere, type Words } from '../../services/words/words.ts';

/** What a section of the tab can say of itself: a section without help does not compile. */
export type HelpTopic = keyof Words['dialogs']['help']['sections'];

/** Pages; each has its help among its own words, of this group. */
export const PAGES = {
  'control-panel': 'settings',
  'online-applications': 'applications',
  accounts: 'accounts',
  split: 'split',
  uptake: 'uptake',
} as const;
export type PageTopic = keyof typeof PAGES;

type Help = Pick<Words['dialogs']['help'], 'readMore'>;
type HelpText = Words['dialogs']['help']['sections'][HelpTopic];

/**
 * What a section or page is for, what each of its controls does, and where the staff guide says more.
 *
 * @fires os-close - When Escape is pressed in it, or on the button that opened it, which gets the focus.
 */
export class OsSectionHelp extends OsElement {
  static override styles = [
    OsElement.styles,
    css`
      :host {
        order: 1;
        flex: 0 0 100%;
        display: block;
        min-width: 0;
      }
      .help {
        display: grid;
        gap: 8px;
        padding: 8px 12px;
        border-inline-start: 4px solid var(--_accent);
        border-radius: var(--_radius);
        background: var(--_sunken);
        color: var(--_text);
        overflow-wrap: anywhere;
      }
      dl {
        display: grid;
        grid-template-columns: minmax(84px, 1fr) minmax(0, 3fr);
        gap: 4px 12px;
      }
      dt {
        font-weight: 600;
      }
      a {
        display: inline-block;
        min-height: 24px;
        color: var(--_accent);
      }
      @media (max-width: 400px) {
        dl {
          grid-template-columns: minmax(0, 1fr);
        }
        dd {
          margin-block-end: 4px;
        }
      }
      @media (forced-colors: active) {
        .help {
          border: 1px solid CanvasText;
          border-inline-start-width: 4px;
        }
      }
    `,
  ];

  @property({ attribute: false }) about: HelpTopic | PageTopic | undefined;

  #root: Node | undefined;
  readonly #onKey = (event: Event): void => {
    if (event instanceof KeyboardEvent && event.key === 'Escape') this.#close(event);
  };

  override connectedCallback(): void {
    super.connectedCallback();
    this.#root = this.getRootNode();
    this.#root.addEventListener('keydown', this.#onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#root?.removeEventListener('keydown', this.#onKey);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { about } = this;
    if (about === undefined) return nothing;
    if (isPage(about)) {
      const { help } = words(PAGES[about]);
      return renderHelp(help, help.page);
    }
    // The Control Panel page brings this element before the tab has brought its words.
    const dialogs = wordsIfThere('dialogs');
    if (dialogs === undefined) {
      void this.#load();
      return nothing;
    }
    const { help } = dialogs;
    return renderHelp(help, help.sections[about]);
  }

  /** Escape in a dialog, or in a field that understands it otherwise, is not meant for this. */
  #close(event: Event): void {
    const opener = this.#opener;
    const path = event.composedPath();
    if (!path.includes(this) && !(opener !== null && path.includes(opener))) return;
    event.preventDefault();
    event.stopPropagation();
    opener?.focus();
    this.dispatchEvent(new Event('os-close'));
  }

  /** Where they cannot be fetched the tab says so, and the next click tries again. */
  async #load(): Promise<void> {
    const isThere = await loadWords('views', 'dialogs').then(
      () => true,
      () => false,
    );
    if (isThere) this.requestUpdate();
  }

  get #opener(): HTMLElement | null {
    return this.#root instanceof ShadowRoot ? this.#root.querySelector('#about') : null;
  }
}

function isPage(topic: HelpTopic | PageTopic): topic is PageTopic {
  return Object.hasOwn(PAGES, topic);
}

function renderHelp(help: Help, { purpose, controls, pages }: HelpText): TemplateResult {
  return html`<div class="help">
    <p>${purpose}</p>
    <dl>
      ${controls.map(
        ({ name, means }) =>
          html`<dt>${name}</dt>
            <dd>${means}</dd>`,
      )}
    </dl>
    <ul>
      ${pages.map(
        (page) =>
          html`<li>
            <a href=${addressOf(page)} target="_blank" rel="noopener" referrerpolicy="no-referrer"
              >${help.readMore(page)}</a
            >
          </li>`,
      )}
    </ul>
  </div>`;
}

/** What is built lies beside the guide, wherever a host serves it. */
function addressOf(page: HelpText['pages'][number]): string {
  return new URL(`./guide/${page}.html`, import.meta.url).href;
}
