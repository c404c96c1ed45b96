import { css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type {
  ApplicationsView,
  ApplicationView,
  CandidateView,
  OnlineServices,
  SettingsView,
} from '../../services/application/views.ts';
import { loadWords, words } from '../../services/words/words.ts';
import { Announcer } from '../base/announcer.ts';
import { CommandRunner } from '../base/command-runner.ts';
import { commandButton } from '../base/command-button.ts';
import type { DialogCloseEvent } from '../base/dialog-element.ts';
import { OsCharacterCount } from '../base/os-character-count.ts';
import { OsConfirmDialog } from '../base/os-confirm-dialog.ts';
import { ThemedElement } from '../base/os-element.ts';
import { StreamController } from '../base/stream-controller.ts';
import { message } from '../base/tone.ts';
import { OsSectionHelp } from '../help/os-section-help.ts';
import { comparison, comparisonStyles } from './comparison.ts';
import { OsRejectApplication, type Rejected } from './os-reject-application.ts';

/** The list is read again as often as this, in milliseconds, while somebody looks at it. */
const AGAIN_MS = 30_000;

/** What staff are asked before an application is matched. */
interface Asking {
  readonly application: ApplicationView;
  readonly candidate: CandidateView;
}

/**
 * The Control Panel page of applications for a basic account: what was typed beside the record of who may be meant. It keeps
 * nothing: who signs out, or leaves it, leaves nothing of it on the screen.
 *
 * @attr {light|dark} theme - Colour scheme; without it the page's `color-scheme`, else the person's preference.
 * @attr {number} heading-level - Level of the page's heading, 2 by default.
 */
export class OsOnlineApplications extends ThemedElement {
  static override styles = [
    ThemedElement.styles,
    comparisonStyles,
    css`
      :host {
        display: block;
      }
    `,
  ];

  /** Level of the page's heading. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  @state() private view: ApplicationsView | undefined;
  @state() private trouble: string | undefined;
  @state() private asking: Asking | undefined;
  @state() private explains = false;

  #staffId = '';
  #services: OnlineServices | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  readonly #announcer = new Announcer(this);
  readonly #commands = new CommandRunner(this);
  readonly #settings = new StreamController<SettingsView>(this, () => this.#services?.settings$);

  /** What it shows and does: given once, and read by nobody. */
  set services(services: OnlineServices | undefined) {
    this.#services ??= services;
    this.requestUpdate();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(() => {
      // Who may not see it is not asked about again: each refusal is in the audit.
      const isFree = this.asking === undefined && this.#commands.running === undefined;
      if (this.view !== undefined && isFree && document.visibilityState === 'visible') {
        void this.#read(false);
      }
    }, AGAIN_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
    this.#forget();
  }

  protected override willUpdate(): void {
    // Whoever has left the page has opened nothing.
    if (!this.isConnected) return;
    const view = this.#settings.value;
    const staffId = view?.phase === 'ready' ? view.staffId : '';
    if (staffId === this.#staffId) return;
    this.#forget();
    this.#staffId = staffId;
    if (staffId !== '') void this.#begin(staffId);
  }

  #forget(): void {
    this.#staffId = '';
    this.view = undefined;
    this.trouble = undefined;
    this.asking = undefined;
  }

  /** Its dialogs speak words of their own. */
  async #begin(staffId: string): Promise<void> {
    await loadWords('dialogs');
    if (staffId === this.#staffId) await this.#read(true);
  }

  async #read(isOpening: boolean): Promise<void> {
    const services = this.#services;
    const staffId = this.#staffId;
    if (services === undefined) return;
    const read = await services.openApplications({ isOpening });
    // Somebody else may sit here by now.
    if (staffId !== this.#staffId || staffId === '') return;
    this.trouble = read.ok ? undefined : read.failure.message;
    if (read.ok) this.view = read.value;
    else if (read.failure.kind === 'not-permitted') this.view = undefined;
  }

  protected override render(): TemplateResult {
    const text = words('applications').applications;
    return html`<div class="shelter" lang=${words('screens').language}>
      <div class="page">
        <div>
          <div id="heading" role="heading" aria-level=${this.headingLevel}>${text.heading}</div>
          <p class="quiet">${text.purpose}</p>
          ${this.#renderHelp()}
        </div>
        ${this.trouble === undefined ? nothing : message('bad', this.trouble)} ${this.#renderList()}
      </div>
      ${this.asking === undefined ? nothing : this.#renderQuestion(this.asking)}
      ${this.#announcer.region()}
    </div>`;
  }

  #renderHelp(): TemplateResult {
    const { help } = words('applications');
    return html`<button
        type="button"
        class="link"
        id="about"
        aria-label=${help.about}
        aria-expanded=${this.explains ? 'true' : 'false'}
        @click=${this.#explain}
      >
        ${help.ask}
      </button>
      ${
        this.explains
          ? html`<os-section-help
              .about=${'online-applications'}
              @os-close=${this.#explain}
            ></os-section-help>`
          : nothing
      }`;
  }

  readonly #explain = (): void => {
    this.explains = !this.explains;
  };

  #renderList(): TemplateResult | typeof nothing {
    const text = words('applications').applications;
    const { view } = this;
    if (this.#staffId === '') return html`<p class="quiet">${text.signedOut}</p>`;
    if (view === undefined) {
      return this.trouble === undefined
        ? html`<p class="quiet"><span class="spinner"></span> ${text.loading}</p>`
        : nothing;
    }
    return html`
      <div class="step">
        ${commandButton({
          name: 'again',
          label: text.again,
          commands: this.#commands,
          run: () => {
            void this.#read(false);
          },
        })}
      </div>
      ${view.isAllowed ? nothing : message('neutral', text.notAllowed)}
      ${view.matched > 0 ? message('good', text.matched(view.matched)) : nothing}
      ${view.unreadable > 0 ? message('warning', text.unreadable(view.unreadable)) : nothing}
      ${view.applications.length === 0 ? html`<p>${text.none}</p>` : nothing}
      ${repeat(
        view.applications,
        ({ id }) => id,
        (application) => this.#renderApplication(application),
      )}
      ${view.hasMore ? message('neutral', text.hasMore) : nothing}
    `;
  }

  #renderApplication(application: ApplicationView): TemplateResult {
    const { applications: text, dates } = words('applications');
    const { id, name, candidates, because } = application;
    return html`<section class="card" aria-labelledby="of-${id}">
      <header>
        <div id="of-${id}" role="heading" aria-level=${this.headingLevel + 1}>
          ${text.from(name, dates.instant(application.appliedAt))}
        </div>
      </header>
      <div class="body">
        ${because === undefined ? nothing : message('neutral', because)}
        ${
          candidates.length === 0
            ? html`<dl>
                  ${application.typed.map(
                    (row) =>
                      html`<dt>${row.label}</dt>
                        <dd>${row.text}</dd>`,
                  )}
                </dl>
                ${because === undefined ? html`<p class="quiet">${text.noCandidate}</p>` : nothing}`
            : candidates.map((candidate) => this.#renderCandidate(application, candidate))
        }
        <p class="hint">${text.ends(dates.date(application.endsAfter))}</p>
        <os-reject-application
          .application=${application}
          .commands=${this.#commands}
          .reject=${(given: Rejected) => this.#reject(application, given)}
        ></os-reject-application>
      </div>
    </section>`;
  }

  #renderCandidate(application: ApplicationView, candidate: CandidateView): TemplateResult {
    const text = words('applications').applications;
    const { refused, patientRef, name } = candidate;
    return html`<div class="candidate">
      ${comparison(candidate)}
      ${commandButton({
        name: `match-${application.id}-${patientRef}`,
        label: text.match,
        fullLabel: text.matchFor(name),
        working: text.matching,
        kind: 'primary',
        commands: this.#commands,
        ...(refused !== undefined && { allowed: { allowed: false, reason: refused } as const }),
        run: () => {
          this.asking = { application, candidate };
        },
      })}
    </div>`;
  }

  #renderQuestion(asking: Asking): TemplateResult {
    const { ask } = words('applications').applications;
    const { application, candidate } = asking;
    const questions = candidate.questions.map((question) => question.message);
    return html`<os-confirm-dialog
      .ask=${() => ({
        ...ask,
        message: ask.message(application.name, candidate.inFull, questions),
      })}
      .announcer=${this.#announcer}
      .headingLevel=${this.headingLevel}
      @os-close=${(event: DialogCloseEvent<true>) => {
        this.asking = undefined;
        if (event.outcome === true) void this.#match(asking);
      }}
    ></os-confirm-dialog>`;
  }

  async #match({ application, candidate }: Asking): Promise<void> {
    const text = words('applications').applications;
    const { patientRef, name, questions } = candidate;
    await this.#run(`match-${application.id}-${patientRef}`, text.matchDone(name), (services) =>
      services.matchApplication({
        operationId: services.newOperationId(),
        applicationId: application.id,
        patientRef,
        answered: questions.map(({ code }) => code),
      }),
    );
  }

  async #reject(application: ApplicationView, given: Rejected): Promise<Failed> {
    const text = words('applications').applications;
    return this.#run(`reject-${application.id}`, text.rejectDone, (services) =>
      services.rejectApplication({
        operationId: services.newOperationId(),
        applicationId: application.id,
        ...given,
      }),
    );
  }

  /** Does it, says so, and reads the list anew; where it was refused, why. */
  async #run(
    name: string,
    said: string,
    command: (services: OnlineServices) => ReturnType<OnlineServices['rejectApplication']>,
  ): Promise<Failed> {
    const services = this.#services;
    if (services === undefined) return undefined;
    const result = await this.#commands.run(name, () => command(services));
    if (result === undefined) return undefined;
    if (!result.ok) {
      this.#announcer.say(result.failure.message);
      if (result.failure.field !== undefined) return result.failure;
      await this.#read(false);
      this.trouble = result.failure.message;
      return undefined;
    }
    await this.#read(false);
    this.#announcer.say(said);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#again')?.focus();
    return undefined;
  }
}

/** What is wrong with a field, where something is. */
type Failed = { readonly message: string; readonly field?: string } | undefined;

export const APPLICATIONS_ELEMENTS = {
  'os-character-count': OsCharacterCount,
  'os-confirm-dialog': OsConfirmDialog,
  'os-online-applications': OsOnlineApplications,
  'os-reject-application': OsRejectApplication,
  'os-section-help': OsSectionHelp,
} as const;

declare global {
  interface HTMLElementTagNameMap {
    'os-online-applications': OsOnlineApplications;
    'os-reject-application': OsRejectApplication;
  }
}
