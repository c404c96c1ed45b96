import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import {
  SETTING_GROUPS,
  type SettingField,
} from '../../services/application/practice/settings-form.ts';
import type { OnlineServices, SettingsView } from '../../services/application/views.ts';
import { Announcer } from '../base/announcer.ts';
import { CommandRunner } from '../base/command-runner.ts';
import { OsCharacterCount } from '../base/os-character-count.ts';
import { OsPageHelp } from '../help/os-page-help.ts';
import { OsSectionHelp } from '../help/os-section-help.ts';
import { ThemedElement } from '../base/os-element.ts';
import { StreamController } from '../base/stream-controller.ts';
import { message } from '../base/tone.ts';
import type { SavedAllTheSame, UnsavedView } from '../unsaved/unsaved-view.ts';
import { unsavedWorkOf, type Kept } from '../unsaved/unsaved-work.ts';
import { serverFindings } from './server-findings.ts';
import { activation, pollInterval, siteUrl, type HostField } from './host-fields.ts';
import { saving, whyNotSaved } from './saving.ts';
import { settingsGroup, type SettingsPage } from './settings-group.ts';
import type { SettingState } from './setting-field.ts';
import {
  asInput,
  editedIn,
  editedSince,
  heldValues,
  isOvertaken,
  standing,
  whenTold,
  withEdit,
  type SettingsDraft,
} from './settings-draft.ts';
import { settingsStyles } from './settings-styles.ts';
import type { Failure } from '../view-types.ts';
import { words } from '../../services/words/words.ts';

type ReadySettings = Extract<SettingsView, { phase: 'ready' }>;
type HostSettingName = 'activated' | 'siteUrl' | 'pollIntervalSeconds';
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

  @state() private draft: SettingsDraft = new Map();
  @state() private failure: Failure | undefined;
  @state() private serverFailure: string | undefined;
  @state() private saved = false;
  /** The draft was made before the page was left, and is shown again. */
  @state() private isBack = false;
  /** What the person signed in lost when they were last signed out. */
  @state() private lost: string | undefined;

  #kept: Kept<SettingsDraft> | undefined;
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
    if (this.#isEdited) this.#isNotSavedAnyMore();
    else this.isBack = false;
  }

  /** That something was saved is not left standing beside what is not: neither in sight nor for who reads the page by ear. */
  #isNotSavedAnyMore(): void {
    if (!this.saved) return;
    this.saved = false;
    this.#announcer.dismiss();
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
    return view?.phase === 'ready' && editedIn(this.draft, heldValues(view.settings)).length > 0;
  }

  /** Takes up what was left by the person signed in; what somebody else left is gone with their session. */
  #take({ staffId }: ReadySettings): void {
    if (this.#services === undefined) return;
    const work = unsavedWorkOf(this.#services);
    const kept = work.of<SettingsDraft>(staffId, 'settings', () => ({
      what: words('settings').practice.unsaved,
      value: new Map(),
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
      ${activation(this.#hostField(view, 'activated'))}
      ${SETTING_GROUPS.map((group) => settingsGroup(group, this.#page(view)))}
      ${this.#renderSharedRecord(view)}
      ${
        this.failure === undefined
          ? nothing
          : whyNotSaved(this.failure, (id) => {
              this.#focus(id);
            })
      }
      ${change.allowed ? this.#renderSaving() : nothing}
    </form>`;
  }

  #page(view: ReadySettings): SettingsPage {
    return {
      view,
      headingLevel: this.headingLevel + 1,
      stateOf: (setting) => this.#stateOf(view, setting),
      siteUrl: siteUrl(this.#hostField(view, 'siteUrl')),
      presets: {
        services: view.services,
        errorOf: (name) => this.#errorOf(name),
        say: (text) => {
          this.#announcer.say(text);
        },
        focus: (id) =>
          void this.updateComplete.then(() => {
            this.#focus(id);
          }),
      },
    };
  }

  #hostField(view: ReadySettings, name: HostSettingName): HostField {
    return {
      typed: standing(this.draft, heldValues(view.settings), name),
      error: this.#errorOf(name),
      mayChange: view.change.allowed,
      edit: (typed) => {
        this.#edit(view, name, typed);
      },
    };
  }

  #stateOf(view: ReadySettings, { name }: SettingField): SettingState {
    const held = heldValues(view.settings);
    const { changes = {}, unusable = [] } = view.settings.shared ?? {};
    return {
      typed: standing(this.draft, held, name),
      held: held.get(name),
      error: this.#errorOf(name),
      mayChange: view.change.allowed,
      change: changes[name],
      isUnusable: unusable.includes(name),
      isOvertaken: isOvertaken(this.draft, held, name),
      edit: (typed) => {
        this.#edit(view, name, typed);
      },
    };
  }

  #edit({ settings }: ReadySettings, name: string, typed: unknown): void {
    this.draft = withEdit(this.draft, heldValues(settings), name, typed);
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
      <div class="body fields">${pollInterval(this.#hostField(view, 'pollIntervalSeconds'))}</div>
    </section>`;
  }

  #renderSaving(): TemplateResult {
    return saving({
      isEdited: this.#isEdited,
      isBack: this.isBack,
      isSaved: this.saved,
      isBusy: this.#commands.running !== undefined,
      isSlow: this.#commands.slow,
      cancel: () => {
        this.#giveUp();
      },
    });
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
    this.draft = new Map();
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
    const result = await this.#commands.run('save', () =>
      services.saveSettings(asInput(draft, heldValues(view.settings))),
    );
    if (result === undefined) return;
    this.failure = result.ok ? undefined : result.failure;
    if (result.ok) {
      this.draft = editedSince(draft, this.draft);
      this.saved = !this.#isEdited;
      const { saved, savedBefore } = words('settings').practice;
      this.#announcer.say(this.saved ? saved : savedBefore);
    } else {
      const { kind, field: name } = result.failure;
      // Saved again, it is saved over what they have been told of.
      if (kind === 'changed-meanwhile' && name !== undefined)
        this.draft = whenTold(this.draft, name);
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
