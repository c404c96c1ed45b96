import { css, html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { OnlineServices, SettingsView } from '../../services/application/views.ts';
import { words } from '../../services/words/words.ts';
import type { PageTopic } from '../help/os-section-help.ts';
import { Announcer } from './announcer.ts';
import { CommandRunner } from './command-runner.ts';
import { ThemedElement } from './os-element.ts';
import { StreamController } from './stream-controller.ts';
import { message } from './tone.ts';

/** What a page says before there is anything to show. */
interface PageText {
  readonly heading: string;
  readonly purpose: string;
  readonly loading: string;
  readonly signedOut: string;
  /** Of a page that shows something without a network. */
  readonly offline?: string;
}

/**
 * A page of the whole practice. It begins when somebody is signed in, and has forgotten everything once they have left it, have
 * signed out or somebody else has signed in. Whatever was still on its way then shows nowhere.
 */
export abstract class PageElement extends ThemedElement {
  static override styles: CSSResultGroup = [
    ThemedElement.styles,
    css`
      :host {
        display: block;
      }
      .page {
        display: grid;
        gap: 12px;
        padding: 16px;
      }
      #heading {
        font-size: 1.3em;
      }
    `,
  ];

  /** Level of the page's heading. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  /** What went wrong last, above everything. */
  @state() protected trouble: string | undefined;
  @state() private isOffline = !navigator.onLine;

  #services: OnlineServices | undefined;
  #staffId = '';
  /** Another one for each time that somebody sits down here. */
  #sitting: object | undefined;
  protected readonly announcer: Announcer = new Announcer(this);
  protected readonly commands: CommandRunner = new CommandRunner(this);
  readonly #settings = new StreamController<SettingsView>(this, () => this.#services?.settings$);

  /** Given once, and read by nobody: a page keeps those it uses in a private of its own. */
  set services(services: OnlineServices | undefined) {
    this.#services ??= services;
    this.requestUpdate();
  }

  /** What its help is called. */
  protected abstract readonly topic: PageTopic;
  protected abstract get text(): PageText;
  /** Opens what it shows, for who has sat down. */
  protected abstract begin(): Promise<void>;
  /** All of it: the next person is not to see what the last one looked at. */
  protected abstract forget(): void;
  /** What was opened; `undefined` until it has been. */
  protected abstract renderOpened(): TemplateResult | undefined;
  /** What lies over the page. */
  protected renderOver(): TemplateResult | typeof nothing {
    return nothing;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    globalThis.addEventListener('online', this.#onNetwork);
    globalThis.addEventListener('offline', this.#onNetwork);
    this.#onNetwork();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    globalThis.removeEventListener('online', this.#onNetwork);
    globalThis.removeEventListener('offline', this.#onNetwork);
    this.anew();
  }

  protected override willUpdate(): void {
    // Whoever has left the page has opened nothing.
    if (!this.isConnected) return;
    const staffId = this.#signedIn;
    if (staffId === this.#staffId) return;
    this.anew();
    this.#staffId = staffId;
    if (staffId !== '') void this.#begin();
  }

  /** Where that is not told any more, nobody is. */
  get #signedIn(): string {
    const { value: view, stopped } = this.#settings;
    return view?.phase === 'ready' && !stopped ? view.staffId : '';
  }

  async #begin(): Promise<void> {
    this.#sitting = {};
    const isStill = this.stillHere();
    try {
      await this.begin();
    } catch (error) {
      reportError(error);
      if (isStill()) this.trouble = words('screens').unexpected;
    }
  }

  /** For who waits for something: whether who sat here when it was begun sits here still. */
  protected stillHere(): () => boolean {
    const sitting = this.#sitting;
    return () => sitting !== undefined && sitting === this.#sitting;
  }

  /** Forgets everything, as their session is over. Whoever is signed in, be it the same person, begins anew. */
  protected anew(): void {
    this.#sitting = undefined;
    this.#staffId = '';
    this.trouble = undefined;
    this.announcer.dismiss();
    this.forget();
    this.requestUpdate();
  }

  readonly #onNetwork = (): void => {
    this.isOffline = !navigator.onLine;
  };

  /** Said, and seen above everything. */
  protected fail(why: string): void {
    this.trouble = why;
    this.announcer.say(why);
  }

  protected async focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  protected override render(): TemplateResult {
    const { heading, purpose, offline } = this.text;
    return html`<div class="shelter" lang=${words('screens').language}>
      <div class="page">
        <div>
          <div id="heading" role="heading" aria-level=${this.headingLevel}>${heading}</div>
          <p class="quiet">${purpose}</p>
          <os-page-help .about=${this.topic}></os-page-help>
        </div>
        ${this.isOffline && offline !== undefined ? message('neutral', offline) : nothing}
        ${this.trouble === undefined ? nothing : message('bad', this.trouble)}
        ${this.#renderContent()}
      </div>
      ${this.renderOver()} ${this.announcer.region()}
    </div>`;
  }

  #renderContent(): TemplateResult | typeof nothing {
    if (this.#settings.stopped) return message('bad', words('screens').unexpected);
    const { signedOut, loading } = this.text;
    if (this.#staffId === '') return html`<p class="quiet">${signedOut}</p>`;
    const opened = this.renderOpened();
    if (opened !== undefined || this.trouble !== undefined) return opened ?? nothing;
    return html`<p class="quiet"><span class="spinner"></span> ${loading}</p>`;
  }
}
