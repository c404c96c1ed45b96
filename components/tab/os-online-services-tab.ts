import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { OnlineServices, ReadyTabView, TabView } from '../../services/application/views.ts';
import { Announcer } from '../base/announcer.ts';
import { handing } from '../base/handing.ts';
import { ThemedElement } from '../base/os-element.ts';
import { StreamController } from '../base/stream-controller.ts';
import { icon, message } from '../base/tone.ts';
import { defineElements } from '../define.ts';
import { KeptServices } from '../services/kept-services.ts';
import type { OsServicesSection } from '../services/os-services-section.ts';
import type { OsAccountSection } from '../account/os-account-section.ts';
import type { ClosedBecause } from './left-behind.ts';
import { Opening } from './opening.ts';
import { unsavedWorkOf, type UnsavedWork } from '../unsaved/unsaved-work.ts';
import type { SavedAllTheSame, UnsavedView } from '../unsaved/unsaved-view.ts';
import { tabStyles } from './tab-styles.ts';
import { withEverythingRefused } from './with-everything-refused.ts';
import { loadWords, words } from '../../services/words/words.ts';

/**
 * The Online Services tab of a patient's registration. Give it `services`; it follows the host's current patient and
 * needs nothing else. What is typed survives news of the record and storage that comes and goes; opening another
 * patient, or signing out, closes what was open and says so.
 *
 * @fires os-unsaved-change - When {@link OsOnlineServicesTab.unsaved} says something else.
 * @attr {light|dark} theme - Colour scheme; without it the page's `color-scheme`, else the person's preference.
 * @attr {number} heading-level - Level of the tab's first heading, 2 by default.
 * @cssprop --os-font-family - Font of all text.
 * @cssprop --os-font-size - Size of normal text, 14px by default; everything scales with it.
 * @cssprop --os-radius - Rounding of corners.
 * @cssprop --os-color-background - Behind the cards.
 * @cssprop --os-color-surface - Cards, dialogs, fields.
 * @cssprop --os-color-surface-sunken - Set back from the surface.
 * @cssprop --os-color-text - Normal text.
 * @cssprop --os-color-text-muted - Hints and labels of facts.
 * @cssprop --os-color-line - Lines between things.
 * @cssprop --os-color-control-line - Borders of buttons and fields.
 * @cssprop --os-color-accent - Main buttons and links.
 * @cssprop --os-color-accent-strong - The same under the pointer.
 * @cssprop --os-color-on-accent - Text on the accent.
 * @cssprop --os-color-focus - Focus ring.
 * @cssprop --os-color-good - Good news.
 * @cssprop --os-color-good-soft - Ground behind good news.
 * @cssprop --os-color-warning - What wants attention.
 * @cssprop --os-color-warning-soft - Ground behind what wants attention.
 * @cssprop --os-color-bad - What failed, and buttons that destroy.
 * @cssprop --os-color-bad-soft - Ground behind what failed.
 * @cssprop --os-color-neutral - Facts that are neither good nor bad.
 * @cssprop --os-color-neutral-soft - Ground behind such facts, and buttons under the pointer.
 */
export class OsOnlineServicesTab extends ThemedElement implements UnsavedView {
  static override styles = [ThemedElement.styles, tabStyles];

  /** Level of the tab's first heading. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  #services: OnlineServices | undefined;
  #isPrepared = false;
  readonly #hand = handing(
    () => this.#services,
    'os-sync-panel',
    'os-contact-section',
    'os-identification-section',
    'os-services-section',
    'os-account-section',
  );
  readonly #announcer = new Announcer(this);
  readonly #tab = new StreamController<TabView>(this, () => this.#services?.tab$);
  /** The last patient shown; stays on screen while storage is away and, unseen, while news is awaited. */
  #ready: ReadyTabView | undefined;
  /** Edits of the patient's services. */
  readonly #kept = new KeptServices();
  #staffId = '';
  /** What was last told of as not saved. */
  #told = '';
  /** Runs while news is awaited that may come at once. */
  #patience: ReturnType<typeof setTimeout> | undefined;
  #waiting = false;

  /** What it shows and does: given once, and read by nobody. */
  set services(services: OnlineServices | undefined) {
    this.#services ??= services;
    this.requestUpdate();
  }

  constructor() {
    super();
    // Assistive technology may press a button without having pointed at anything.
    this.addEventListener('click', this.#prepare);
    const onFailure = (message: string): void => {
      const text = words('tab').tab.openingNotNoted(message);
      this.#announcer.notify({ tone: 'bad', text });
    };
    this.addController(
      new Opening(
        this,
        () => this.#tab.value,
        (patientRef) => this.#noteOpening(patientRef),
        onFailure,
      ),
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#endWaiting();
    this.#kept.leave();
    this.#tellUnsaved();
  }

  /** Whose record is shown. */
  get patientRef(): string | undefined {
    return this.#ready?.patient.ref;
  }

  /** What here is not saved, in a few words each; nothing once the tab has gone from the page. */
  get unsaved(): readonly string[] {
    if (!this.isConnected) return [];
    const dialogs = this.#announcer.dialogs.filter(({ isUnsaved }) => isUnsaved);
    return [
      ...dialogs.map(({ heading }) => heading),
      ...(this.#hasEdits ? [words('tab').services.heading] : []),
    ];
  }

  /** Saves all of it, as its own buttons do. `false` when something was refused, or has to be answered first. */
  async saveUnsaved(): Promise<boolean> {
    for (const { isUnsaved, save } of this.#announcer.dialogs) {
      if (isUnsaved && !(await save())) return false;
    }
    if (this.#hasEdits) await this.#section?.save();
    // Something may have been edited while it was being saved.
    return !this.#hasEdits;
  }

  /** Gives all of it up; resolves to what was on its way already, and saved. */
  async revertUnsaved(): Promise<readonly SavedAllTheSame[]> {
    const patientName = this.#ready?.patient.name;
    const { account, services } = words('tab');
    const givenUp = [
      ...this.#announcer.dialogs.map(({ heading, revert }) => ({ what: heading, over: revert() })),
      { what: services.heading, over: this.#section?.leave() },
      // Without an account, what was edited goes with creating it.
      { what: account.heading, over: this.#account?.leave() },
    ];
    const wereSaved = await Promise.all(givenUp.map(async ({ over }) => (await over) === true));
    this.#kept.mark(this.#ready);
    return givenUp
      .filter((_each, place) => wereSaved[place])
      .map(({ what }) => ({ what, patientName }));
  }

  protected override willUpdate(_changed: PropertyValues): void {
    const view = this.#tab.value;
    // What comes late to a tab that has gone puts nothing in sight.
    if (view === undefined || !this.isConnected) return;
    if (view.phase === 'loading') this.#wait();
    else this.#endWaiting();
    if (view.phase === 'ready') {
      if (this.#services !== undefined) this.#take(this.#services, view);
    } else if (view.phase !== 'loading' && view.phase !== 'unavailable') {
      this.#closeDialogs(view.phase);
      this.#kept.leave();
      this.#ready = undefined;
    }
  }

  protected override updated(_changed: PropertyValues): void {
    this.#kept.mark(this.#ready);
    this.#tellUnsaved();
  }

  protected override render(): TemplateResult {
    const view = this.#tab.value;
    const ready = this.#ready;
    const shown = ready && view?.phase === 'unavailable' ? withEverythingRefused(ready) : ready;
    return html`<div
      class="shelter"
      lang=${words('screens').language}
      @focusin=${this.#prepare}
      @pointerover=${this.#prepare}
    >
      <div class="tab">
        ${this.#renderNotice()} ${this.#tab.stopped ? this.#renderStopped() : nothing}
        ${this.#renderPhase(view)} ${this.#renderReady(shown)}
      </div>
      ${this.#renderBar(shown)} ${this.#announcer.region()}
    </div>`;
  }

  /** Somebody starts to work here: what commands and dialogs need is fetched while they read. */
  #prepare(): void {
    if (this.#services === undefined || this.#isPrepared) return;
    this.#isPrepared = true;
    this.#services.prepare();
    void this.#loadDialogs();
  }

  /** Until they are there it is tried again by itself: one that was asked for opens then. */
  async #loadDialogs(hasFailed = false): Promise<void> {
    const text = words('tab').tab.dialogsNotLoaded;
    try {
      const { DIALOG_ELEMENTS } = await fetchDialogs();
      defineElements(DIALOG_ELEMENTS);
      if (hasFailed && this.#announcer.notice?.text === text) this.#announcer.dismiss();
    } catch {
      if (!hasFailed) this.#announcer.notify({ tone: 'bad', text });
      setTimeout(() => {
        if (this.isConnected) void this.#loadDialogs(true);
        else this.#isPrepared = false;
      }, LOAD_AGAIN_AFTER);
    }
  }

  #renderNotice(): TemplateResult | typeof nothing {
    const { notice } = this.#announcer;
    if (notice === undefined) return nothing;
    return html`<div class="message ${notice.tone}" id="notice" tabindex="-1">
      ${icon(notice.tone)}
      <div><p>${notice.text}</p></div>
      <button
        type="button"
        class="link"
        aria-label=${words('tab').tab.dismiss}
        @click=${() => {
          this.#announcer.dismiss();
        }}
      >
        ${icon('close')}
      </button>
    </div>`;
  }

  #renderStopped(): TemplateResult {
    const text = words('tab').tab;
    return html`<div class="message bad" role="alert">
      ${icon('bad')}
      <div>
        <p>${text.stopped}</p>
      </div>
      <button
        type="button"
        @click=${() => {
          this.#tab.restart();
        }}
      >
        ${text.restart}
      </button>
    </div>`;
  }

  #renderPhase(view: TabView | undefined): TemplateResult | typeof nothing {
    if (view?.phase === 'ready') return nothing;
    const isBrief = view?.phase === 'loading' && this.#ready !== undefined && !this.#waiting;
    return isBrief ? nothing : renderPhase(view);
  }

  #renderReady(shown: ReadyTabView | undefined): TemplateResult | typeof nothing {
    if (shown === undefined) return nothing;
    const { patient, staff } = shown;
    return html`${keyed(
      `${staff.id} ${patient.ref}`,
      html`<div class="patient ${this.#waiting ? 'unseen' : ''}">
        <os-patient-banner
          .patient=${patient}
          .account=${shown.account}
          .accountMayExist=${shown.accountMayExist}
          .nobodyLetIn=${shown.nobodyLetIn}
          .headingLevel=${this.headingLevel}
        ></os-patient-banner>
        ${
          shown.commandsMissing === true
            ? message('bad', words('tab').tab.commandsNotLoaded)
            : nothing
        }
        ${this.#renderSections(shown)}
      </div>`,
    )}`;
  }

  #renderSections(view: ReadyTabView): TemplateResult {
    const announcer = this.#announcer;
    const level = this.headingLevel + 1;
    const { draft } = this.#kept;
    return html`
      <os-sync-panel
        @os-connected=${this.#hand}
        .view=${view}
        .announcer=${announcer}
        .headingLevel=${level}
      ></os-sync-panel>
      <div class="columns">
        <div class="column">
          <os-contact-section
            @os-connected=${this.#hand}
            .view=${view}
            .announcer=${announcer}
            .headingLevel=${level}
          ></os-contact-section>
          <os-identification-section
            @os-connected=${this.#hand}
            .view=${view}
            .announcer=${announcer}
            .headingLevel=${level}
            .onCreate=${(patientRef: string) => this.#account?.create(patientRef)}
          ></os-identification-section>
          <os-services-section
            @os-connected=${this.#hand}
            .view=${view}
            .announcer=${announcer}
            .headingLevel=${level}
            .draft=${draft}
            .onEdit=${this.#onEdit}
          ></os-services-section>
        </div>
        <div class="column aside">
          <os-account-section
            @os-connected=${this.#hand}
            .view=${view}
            .announcer=${announcer}
            .headingLevel=${level}
            .draft=${draft}
            .onEdit=${this.#onEdit}
          ></os-account-section>
        </div>
      </div>
    `;
  }

  /** Saving and giving up, in sight wherever one is in the tab. */
  #renderBar(view: ReadyTabView | undefined): TemplateResult | typeof nothing {
    const section = this.#section;
    if (view === undefined || !this.#hasEdits) return nothing;
    if (section?.view?.patient.ref !== view.patient.ref) return nothing;
    const saving = section.renderSaving(view, this.#kept.isBack);
    if (saving === nothing) return nothing;
    return html`<div
      class="bar ${this.#waiting ? 'unseen' : ''}"
      role="group"
      aria-label=${words('tab').services.heading}
    >
      ${saving}
    </div>`;
  }

  get #section(): OsServicesSection | null {
    return this.renderRoot.querySelector('os-services-section');
  }

  get #account(): OsAccountSection | null {
    return this.renderRoot.querySelector('os-account-section');
  }

  get #hasEdits(): boolean {
    return this.#kept.isUnsaved(this.#ready);
  }

  readonly #onEdit = (): void => {
    this.requestUpdate();
  };

  /** Tells the page when it is something else that is not saved. */
  #tellUnsaved(): void {
    const { unsaved } = this;
    const told = unsaved.length === 0 ? '' : [this.patientRef, ...unsaved].join('\n');
    if (told === this.#told) return;
    this.#told = told;
    this.dispatchEvent(new Event('os-unsaved-change'));
  }

  /** There is no view of a patient before there are services. */
  async #noteOpening(patientRef: string): ReturnType<OnlineServices['noteOpening']> {
    return this.#services?.noteOpening(patientRef) ?? { ok: true, value: undefined };
  }

  /** Takes in a view of a patient: the one shown, or another. */
  #take(services: OnlineServices, view: ReadyTabView): void {
    const before = this.#ready;
    const isStill = this.#kept.isShown && before?.patient.ref === view.patient.ref;
    if (before === view && isStill) return;
    this.#ready = view;
    const work = unsavedWorkOf(services);
    this.#kept.take(work, view);
    // Whoever takes over has sections of their own, and is told nothing of what the one before had open.
    const isSamePerson = before?.staff.id === view.staff.id;
    if (isSamePerson && before.patient.ref === view.patient.ref) {
      void this.#tellChanges(before, view);
    } else if (isSamePerson) {
      if (this.#announcer.notice !== undefined) this.#announcer.dismiss();
      this.#closeDialogs('another-patient');
    }
    this.#takeStaff(view.staff.id);
    void this.#tellLeftBehind(work, view, !isStill);
  }

  /** Tells what becomes of an open dialog; the dialog itself goes with the patient's part of the tab. */
  #closeDialogs(because: ClosedBecause): void {
    const open = this.#announcer.dialogs;
    if (open.length === 0) return;
    const staffId = this.#staffId;
    // They are open, so what came with them is there.
    void fetchDialogs().then(async ({ tellClosed }) => {
      if (staffId !== this.#staffId) return;
      tellClosed(this.#announcer, open, because);
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('#notice')?.focus();
    });
  }

  /**
   * A host tells every change of the patient's record, and each is read anew: hiding all at once would flicker and lose
   * the focus. What takes longer may well be another patient, so then nothing of this one stays in sight.
   */
  #wait(): void {
    this.#patience ??= setTimeout(() => {
      this.#waiting = true;
      this.requestUpdate();
    }, PATIENCE);
  }

  #endWaiting(): void {
    clearTimeout(this.#patience);
    this.#patience = undefined;
    this.#waiting = false;
  }

  /** Whoever sits here now reads nothing that was told to somebody else. */
  #takeStaff(staffId: string): void {
    const isNew = staffId !== this.#staffId;
    if (isNew && this.#announcer.notice !== undefined) this.#announcer.dismiss();
    this.#staffId = staffId;
  }

  async #tellLeftBehind(
    work: UnsavedWork,
    view: ReadyTabView,
    hasComeBack: boolean,
  ): Promise<void> {
    if (!work.hasLeftBehind(view)) return;
    const parts = await fetchDialogs().catch(() => undefined);
    if (parts === undefined) {
      // Fetched again by itself, and told. What was lost, or has gone, is told with a later view.
      this.#prepare();
      return;
    }
    const ready = this.#ready;
    if (ready === undefined || !this.#isShown(view)) return;
    parts.tellLeftBehind(this.#announcer, work, ready, hasComeBack);
  }

  /** What changed by itself, for those who do not see it. */
  async #tellChanges(before: ReadyTabView, view: ReadyTabView): Promise<void> {
    // It comes with what may be done here: where it does not, that is what is told, and tried again by itself.
    const news = await import('./changes-to-announce.ts').catch(() => undefined);
    if (!this.#isShown(view)) return;
    const isLost = view.commandsMissing === true && before.commandsMissing !== true;
    const lost = isLost ? words('tab').tab.commandsNotLoaded : undefined;
    const changes = news === undefined ? lost : news.changesToAnnounce(before, view);
    if (changes !== undefined) this.#announcer.say(changes);
  }

  /** The same patient, to the same person. */
  #isShown({ patient, staff }: ReadyTabView): boolean {
    return this.#ready?.patient.ref === patient.ref && this.#ready.staff.id === staff.id;
  }
}

/** What only dialogs need, with its words. */
async function fetchDialogs() {
  const [parts] = await Promise.all([
    import('./dialog-elements.ts'),
    loadWords('views', 'dialogs', 'history'),
  ]);
  return parts;
}

/** Milliseconds for which the patient shown stays in sight while news is awaited. */
const PATIENCE = 300;

/** Milliseconds. */
const LOAD_AGAIN_AFTER = 3000;

function renderPhase(view: Exclude<TabView, { phase: 'ready' }> | undefined): TemplateResult {
  const text = words('tab').tab;
  switch (view?.phase) {
    case undefined:
    case 'loading':
      return html`<p class="phase"><span class="spinner"></span>${text.loading}</p>`;
    case 'no-patient':
      return html`<p class="phase">${text.openPatient}</p>`;
    case 'signed-out':
      return html`<p class="phase">${text.signIn}</p>`;
    case 'not-permitted':
      return html`<p class="phase">${icon('lock')}${view.message}</p>`;
    case 'unavailable':
      return message('bad', view.message);
  }
}
