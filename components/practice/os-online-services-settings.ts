import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { OnlineServices, SettingsView } from '../../services/application/views.ts';
import { Announcer } from '../base/announcer.ts';
import { CommandRunner } from '../base/command-runner.ts';
import { OsCharacterCount } from '../base/os-character-count.ts';
import { field } from '../base/field.ts';
import { OsPageHelp } from '../help/os-page-help.ts';
import { OsSectionHelp } from '../help/os-section-help.ts';
import { ThemedElement } from '../base/os-element.ts';
import { StreamController } from '../base/stream-controller.ts';
import { message } from '../base/tone.ts';
import type { SavedAllTheSame, UnsavedView } from '../unsaved/unsaved-view.ts';
import { unsavedWorkOf, type Kept } from '../unsaved/unsaved-work.ts';
import { serverFindings } from './server-findings.ts';
import { settingsStyles } from './settings-styles.ts';
import type { Failure, PracticeSettings, ServiceName } from '../view-types.ts';
import { words } from '../../services/words/words.ts';

type ReadySettings = Extract<SettingsView, { phase: 'ready' }>;
/** As typed: numbers stay text until they are saved, so that nothing typed is lost or guessed at. */
type Draft = Partial<Omit<PracticeSettings, NumberSetting>> &
  Partial<Record<NumberSetting, string>>;
type NumberSetting = 'letterExpiryDays' | 'activationDays' | 'pollIntervalSeconds';

/**
 * The Control Panel page of Online Services. Everybody may look, a system administrator may change. What was changed
 * and not saved is there again for the same person when the page is, as long as their session lasts.
 *
 * @fires os-unsaved-change - When {@link OsOnlineServicesSettings.unsaved} says something else.
 * @attr {light|dark} theme - Colour scheme; without it the page's `color-scheme`, else the person's preference.
 * @attr {number} heading-level - Level of the page's heading, 2 by default.
 * @cssprop --os-font-family - And all other properties of `os-online-services-tab`.
 */
export class OsOnlineServicesSettings extends ThemedElement implements UnsavedView {
  static override styles = [
    ThemedElement.styles,
    settingsStyles,
    css`
      :host {
        display: block;
      }
    `,
  ];

  /** Level of the page's heading. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  @state() private draft: Draft = {};
  @state() private failure: Failure | undefined;
  @state() private serverFailure: string | undefined;
  @state() private saved = false;
  /** The draft was made before the page was left, and is shown again. */
  @state() private isBack = false;
  /** What the person signed in lost when they were last signed out. */
  @state() private lost: string | undefined;

  #kept: Kept<Draft> | undefined;
  #wasUnsaved = false;
  #services: OnlineServices | undefined;
  #isPrepared = false;
  readonly #announcer = new Announcer(this);
  readonly #commands = new CommandRunner(this, () => {
    this.#announcer.say(words('settings').practice.saving);
  });
  readonly #settings = new StreamController<SettingsView>(this, () => this.#services?.settings$);

  /** What it shows and does: given once, and read by nobody. */
  set services(services: OnlineServices | undefined) {
    this.#services ??= services;
    this.requestUpdate();
  }

  /** These are the practice's. */
  readonly patientRef = undefined;

  /** What is not saved: the settings, or nothing. */
  get unsaved(): readonly string[] {
    return this.isConnected && this.#isEdited ? [words('settings').practice.unsaved] : [];
  }

  /** Saves as the button does. `false` when it was refused. */
  async saveUnsaved(): Promise<boolean> {
    const view = this.#settings.value;
    if (view?.phase === 'ready') await this.#save(view);
    // Something may have been edited while it was being saved.
    return !this.#isEdited;
  }

  /** Gives the edits up; resolves to what was on its way already, and saved. */
  async revertUnsaved(): Promise<readonly SavedAllTheSame[]> {
    const wasSaved = await this.#commands.over();
    this.#clear();
    return wasSaved ? [{ what: words('settings').practice.unsaved, patientName: undefined }] : [];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#tellUnsaved();
  }

  protected override willUpdate(_changed: PropertyValues): void {
    const view = this.#settings.value;
    if (view?.phase === 'ready') this.#take(view);
    if (this.#isEdited) this.saved = false;
    else this.isBack = false;
  }

  protected override updated(_changed: PropertyValues): void {
    this.#mark();
    this.#tellUnsaved();
  }

  protected override render(): TemplateResult {
    const view = this.#settings.value;
    return html`<div
      class="shelter"
      lang=${words('screens').language}
      @focusin=${this.#prepare}
      @pointerover=${this.#prepare}
    >
      <div class="page">
        ${this.#settings.stopped ? this.#renderStopped() : nothing}
        ${
          view?.phase === 'ready'
            ? this.#renderForm(view)
            : html`<p class="quiet">
                <span class="spinner"></span> ${words('settings').practice.loading}
              </p>`
        }
      </div>
      ${this.#announcer.region()}
    </div>`;
  }

  get #isEdited(): boolean {
    const view = this.#settings.value;
    return view?.phase === 'ready' && isEdited(this.draft, view.settings);
  }

  /** Takes up what was left by the person signed in; what somebody else left is gone with their session. */
  #take({ staffId }: ReadySettings): void {
    if (this.#services === undefined) return;
    const work = unsavedWorkOf(this.#services);
    const kept = work.of<Draft>(staffId, 'settings', () => ({
      what: words('settings').practice.unsaved,
      value: {},
    }));
    if (kept === this.#kept) return;
    const lost = work.takeLost(staffId);
    this.lost = lost.length === 0 ? undefined : words('settings').practice.lostAtSignOut(lost);
    this.#kept = kept;
    this.draft = kept.value;
    this.isBack = work.isUnsaved(kept);
    this.failure = undefined;
  }

  #mark(): void {
    if (this.#services === undefined || this.#kept === undefined) return;
    this.#kept.value = this.draft;
    unsavedWorkOf(this.#services).mark(this.#kept, this.#isEdited);
  }

  /** Tells the page when there is something unsaved, and when there is no more. */
  #tellUnsaved(): void {
    const isUnsaved = this.unsaved.length > 0;
    if (isUnsaved === this.#wasUnsaved) return;
    this.#wasUnsaved = isUnsaved;
    this.dispatchEvent(new Event('os-unsaved-change'));
  }

  /** Somebody starts to work here: what commands need is fetched while they read. */
  #prepare(): void {
    if (this.#services === undefined || this.#isPrepared) return;
    this.#isPrepared = true;
    this.#services.prepare();
  }

  #renderStopped(): TemplateResult {
    const text = words('settings').practice;
    return html`<div role="alert">
      ${message('bad', text.stopped)}
      <button
        type="button"
        @click=${() => {
          this.#settings.restart();
        }}
      >
        ${text.restart}
      </button>
    </div>`;
  }

  #renderForm(view: ReadySettings): TemplateResult {
    const { change } = view;
    return html`<form
      novalidate
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        void this.#save(view);
      }}
    >
      <div>
        <div id="heading" role="heading" aria-level=${this.headingLevel}>
          ${words('settings').practice.heading}
        </div>
        <p class="quiet">${view.practiceName}</p>
        <os-page-help></os-page-help>
      </div>
      ${this.lost === undefined ? nothing : message('warning', this.lost)}
      ${change.allowed ? nothing : message('neutral', change.reason, 'lock')}
      ${this.#renderActivation(view)} ${this.#renderOffer(view)} ${this.#renderAccounts(view)}
      ${this.#renderSharedRecord(view)}
      ${this.failure === undefined ? nothing : this.#renderFailure(view, this.failure)}
      ${change.allowed ? this.#renderSave() : nothing}
    </form>`;
  }

  #renderActivation(view: ReadySettings): TemplateResult {
    const text = words('settings').practice;
    return html`<section class="card" aria-label=${text.activation}>
      <div class="body">
        <div class="tick">
          <input
            type="checkbox"
            id="activated"
            aria-describedby="activated-hint"
            ?disabled=${!view.change.allowed}
            .checked=${this.draft.activated ?? view.settings.activated}
            @change=${(event: Event & { readonly target: HTMLInputElement }) => {
              this.draft = { ...this.draft, activated: event.target.checked };
            }}
          />
          <div>
            <label for="activated"><strong>${text.activate}</strong></label>
            <span class="hint" id="activated-hint">${text.activateMeans}</span>
          </div>
        </div>
      </div>
    </section>`;
  }

  #renderOffer(view: ReadySettings): TemplateResult {
    const text = words('settings').practice;
    const offered = this.draft.services ?? view.settings.services;
    return html`<section class="card" aria-labelledby="offer">
      <header>${this.#heading('offer', text.offer)}</header>
      <div class="body">
        <p class="hint">${text.offerMeans}</p>
        <fieldset aria-labelledby="offer" class="ticks">
          ${view.services.map(({ name, label }) => this.#renderService(view, offered, name, label))}
        </fieldset>
      </div>
    </section>`;
  }

  #renderService(
    view: ReadySettings,
    offered: PracticeSettings['services'],
    name: ServiceName,
    label: string,
  ): TemplateResult {
    return html`<div class="tick">
      <input
        type="checkbox"
        id="service-${name}"
        ?disabled=${!view.change.allowed}
        .checked=${offered[name]}
        @change=${(event: Event & { readonly target: HTMLInputElement }) => {
          const services = { ...offered, [name]: event.target.checked };
          this.draft = { ...this.draft, services };
        }}
      />
      <label for="service-${name}">${label}</label>
    </div>`;
  }

  #renderAccounts(view: ReadySettings): TemplateResult {
    return html`<section class="card" aria-labelledby="accounts">
      <header>${this.#heading('accounts', words('settings').practice.accounts)}</header>
      <div class="body fields">
        ${this.#renderNumber(view, 'letterExpiryDays')}
        ${this.#renderNumber(view, 'activationDays')}
        <div class="wide">${this.#renderText(view)}</div>
      </div>
    </section>`;
  }

  #renderSharedRecord(view: ReadySettings): TemplateResult {
    return html`<section class="card" aria-labelledby="shared">
      <header>${this.#heading('shared', words('settings').practice.sharedRecord)}</header>
      ${
        view.server === undefined
          ? nothing
          : serverFindings(view.server, {
              failure: this.serverFailure,
              isBusy: this.#commands.running !== undefined,
              acknowledge: () => void this.#acknowledgeServer(),
            })
      }
      <div class="body fields">${this.#renderNumber(view, 'pollIntervalSeconds')}</div>
    </section>`;
  }

  #renderNumber(view: ReadySettings, name: NumberSetting): TemplateResult {
    return field(
      { id: name, ...words('settings').practice[name], error: this.#errorOf(name) },
      ({ describedBy, invalid }) =>
        html`<input
          id=${name}
          class="number"
          type="text"
          inputmode="numeric"
          autocomplete="off"
          ?readonly=${!view.change.allowed}
          aria-invalid=${invalid}
          aria-describedby=${describedBy}
          .value=${this.draft[name] ?? String(view.settings[name])}
          @input=${(event: InputEvent & { readonly target: HTMLInputElement }) => {
            this.draft = { ...this.draft, [name]: event.target.value };
          }}
        />`,
    );
  }

  #renderText(view: ReadySettings): TemplateResult {
    const { siteUrl: text, count } = words('settings').practice;
    const siteUrl = this.draft.siteUrl ?? view.settings.siteUrl;
    return field(
      {
        id: 'siteUrl',
        ...text,
        error: this.#errorOf('siteUrl'),
        ...(view.change.allowed && { limited: { of: 'siteUrl', text: siteUrl, say: count } }),
      },
      ({ describedBy, invalid }) =>
        html`<input
          id="siteUrl"
          type="text"
          inputmode="url"
          autocomplete="off"
          spellcheck="false"
          ?readonly=${!view.change.allowed}
          aria-invalid=${invalid}
          aria-describedby=${describedBy}
          .value=${siteUrl}
          @input=${(event: InputEvent & { readonly target: HTMLInputElement }) => {
            this.draft = { ...this.draft, siteUrl: event.target.value };
          }}
        />`,
    );
  }

  #renderFailure(view: ReadySettings, failure: Failure): TemplateResult {
    const text = words('settings').practice;
    const { field: name } = failure;
    return html`<div
      id="summary"
      class="message bad"
      role="group"
      aria-label=${text.notSaved}
      tabindex="-1"
    >
      <div>
        <strong>${text.notSavedBecause}</strong>
        ${
          name !== undefined && name in view.settings
            ? html`<button
                type="button"
                class="link"
                @click=${() => {
                  this.#focus(name);
                }}
              >
                ${failure.message}
              </button>`
            : html`<p>${failure.message}</p>`
        }
      </div>
    </div>`;
  }

  #renderSave(): TemplateResult {
    const text = words('settings').practice;
    const unchanged = !this.#isEdited;
    const busy = this.#commands.running !== undefined;
    return html`<div class="actions">
      <button type="submit" class="primary" aria-disabled=${busy ? 'true' : 'false'}>
        ${this.#commands.slow ? html`<span class="spinner"></span>${text.saving}` : text.save}
      </button>
      ${
        unchanged
          ? nothing
          : html`<button
                type="button"
                id="cancel"
                aria-disabled=${busy ? 'true' : 'false'}
                @click=${() => {
                  if (!busy) this.#giveUp();
                }}
              >
                ${text.cancel}
              </button>
              <span class="hint">${this.isBack ? text.leftUnsaved : text.notSavedYet}</span>`
      }
      ${this.saved ? message('good', text.saved) : nothing}
    </div>`;
  }

  #heading(id: string, title: string): TemplateResult {
    return html`<div id=${id} role="heading" aria-level=${this.headingLevel + 1}>${title}</div>`;
  }

  #errorOf(name: string): string | undefined {
    return this.failure?.field === name ? this.failure.message : undefined;
  }

  #focus(id: string): void {
    this.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(id)}`)?.focus();
  }

  #giveUp(): void {
    this.#clear();
    this.#announcer.say(words('settings').practice.cancelled);
    this.#focus('activated');
  }

  #clear(): void {
    this.draft = {};
    this.failure = undefined;
    this.#mark();
  }

  async #acknowledgeServer(): Promise<void> {
    const services = this.#services;
    if (services === undefined) return;
    const result = await this.#commands.run('acknowledge-server', () =>
      services.acknowledgeServerFindings(undefined),
    );
    if (result === undefined) return;
    this.serverFailure = result.ok ? undefined : result.failure.message;
    if (!result.ok) return;
    this.#announcer.say(words('settings').server.acknowledged);
    // The button is about to go, and the focus would go with it.
    this.#focus('pollIntervalSeconds');
  }

  async #save(view: ReadySettings): Promise<void> {
    const { draft } = this;
    const services = this.#services;
    if (services === undefined || !view.change.allowed) return;
    const result = await this.#commands.run('save', () => services.saveSettings(asSettings(draft)));
    if (result === undefined) return;
    this.failure = result.ok ? undefined : result.failure;
    if (result.ok) {
      this.draft = editedSince(draft, this.draft);
      this.saved = true;
      this.#announcer.say(words('settings').practice.saved);
    } else {
      await this.updateComplete;
      this.#focus('summary');
    }
  }
}

/** The Control Panel page. */
export const SETTINGS_ELEMENTS = {
  'os-character-count': OsCharacterCount,
  'os-online-services-settings': OsOnlineServicesSettings,
  'os-page-help': OsPageHelp,
  'os-section-help': OsSectionHelp,
} as const;

declare global {
  interface HTMLElementTagNameMap {
    'os-online-services-settings': OsOnlineServicesSettings;
  }
}

/** Whether anything in the draft is not as it is saved. */
function isEdited(draft: Draft, settings: PracticeSettings): boolean {
  const saved = new Map<string, unknown>(Object.entries(settings));
  return Object.entries(draft).some(([name, value]) => {
    const now = saved.get(name);
    return JSON.stringify(value) !== JSON.stringify(typeof now === 'number' ? String(now) : now);
  });
}

/** What was edited while the draft that was sent was being saved. */
function editedSince(sent: Draft, now: Draft): Draft {
  const before = new Map(Object.entries(sent));
  return Object.fromEntries(
    Object.entries(now).filter(([name, value]) => value !== before.get(name)),
  );
}

/** What is not a number goes on as NaN, so that the rule it breaks is the domain's own and has its own words. */
function asSettings(draft: Draft): Partial<PracticeSettings> {
  const { letterExpiryDays, activationDays, pollIntervalSeconds, ...rest } = draft;
  return {
    ...rest,
    ...(letterExpiryDays === undefined ? {} : { letterExpiryDays: asNumber(letterExpiryDays) }),
    ...(activationDays === undefined ? {} : { activationDays: asNumber(activationDays) }),
    ...(pollIntervalSeconds === undefined
      ? {}
      : { pollIntervalSeconds: asNumber(pollIntervalSeconds) }),
  };
}

function asNumber(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}
