import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type {
  ApplicationsView,
  ApplicationView,
  CandidateView,
  OnlineServices,
} from '../../services/application/views.ts';
import { loadWords, words, type Words } from '../../services/words/words.ts';
import { commandButton } from '../base/command-button.ts';
import { OsCharacterCount } from '../base/os-character-count.ts';
import { OsConfirmDialog } from '../base/os-confirm-dialog.ts';
import { PageElement } from '../base/page-element.ts';
import { Question } from '../base/question.ts';
import { message } from '../base/tone.ts';
import { OsPageHelp } from '../help/os-page-help.ts';
import { OsSectionHelp } from '../help/os-section-help.ts';
import { comparison, comparisonStyles } from './comparison.ts';
import { OsRejectApplication, type Rejected } from './os-reject-application.ts';

/** The list is read again as often as this, in milliseconds, while somebody looks at it. */
const AGAIN_MS = 30_000;

/**
 * The Control Panel page of applications for a basic account: what was typed beside the record of who may be meant. It keeps
 * nothing: who signs out, or leaves it, leaves nothing of it on the screen.
 *
 * @attr {light|dark} theme - Colour scheme; without it the page's `color-scheme`, else the person's preference.
 * @attr {number} heading-level - Level of the page's heading, 2 by default.
 */
export class OsOnlineApplications extends PageElement {
  static override styles: CSSResultGroup = [PageElement.styles, comparisonStyles];

  @state() private view: ApplicationsView | undefined;

  #services: OnlineServices | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  readonly #question = new Question(this, this.announcer);
  protected override readonly topic = 'online-applications';

  /** What it shows and does: given once, and read by nobody. */
  override set services(services: OnlineServices | undefined) {
    super.services = services;
    this.#services ??= services;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(() => {
      // Who may not see it is not asked about again: each refusal is in the audit.
      const isFree = !this.#question.isOpen && this.commands.running === undefined;
      if (this.view !== undefined && isFree && document.visibilityState === 'visible') {
        void this.#read(false);
      }
    }, AGAIN_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  protected override get text(): Words['applications']['applications'] {
    return words('applications').applications;
  }

  protected override forget(): void {
    this.view = undefined;
    this.#question.forget();
  }

  /** Its dialogs speak words of their own. */
  protected override async begin(): Promise<void> {
    const isStill = this.stillHere();
    await loadWords('dialogs');
    if (isStill()) await this.#read(true);
  }

  async #read(isOpening: boolean): Promise<void> {
    const isStill = this.stillHere();
    const read = await this.#services?.openApplications({ isOpening });
    // Somebody else may sit here by now.
    if (read === undefined || !isStill()) return;
    this.trouble = read.ok ? undefined : read.failure.message;
    if (read.ok) this.view = read.value;
    else if (read.failure.kind === 'not-permitted') this.view = undefined;
  }

  protected override renderOver(): TemplateResult | typeof nothing {
    return this.#question.render(this.headingLevel);
  }

  protected override renderOpened(): TemplateResult | undefined {
    const { text, view } = this;
    if (view === undefined) return undefined;
    return html`
      <div class="step">
        ${commandButton({
          name: 'again',
          label: text.again,
          commands: this.commands,
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
          .commands=${this.commands}
          .reject=${(given: Rejected) => this.#reject(application, given)}
        ></os-reject-application>
      </div>
    </section>`;
  }

  #renderCandidate(application: ApplicationView, candidate: CandidateView): TemplateResult {
    const { text } = this;
    const { refused, patientRef, name } = candidate;
    return html`<div class="candidate">
      ${comparison(candidate)}
      ${commandButton({
        name: `match-${application.id}-${patientRef}`,
        label: text.match,
        fullLabel: text.matchFor(name),
        working: text.matching,
        kind: 'primary',
        commands: this.commands,
        ...(refused !== undefined && { allowed: { allowed: false, reason: refused } as const }),
        run: () => {
          this.#ask(application, candidate);
        },
      })}
    </div>`;
  }

  #ask(application: ApplicationView, candidate: CandidateView): void {
    const { ask } = this.text;
    const questions = candidate.questions.map((question) => question.message);
    this.#question.ask(
      { ...ask, message: ask.message(application.name, candidate.inFull, questions) },
      () => void this.#match(application, candidate),
    );
  }

  async #match(application: ApplicationView, candidate: CandidateView): Promise<void> {
    const { text } = this;
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
    const { text } = this;
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
    const isStill = this.stillHere();
    const result = await this.commands.run(name, () => command(services));
    if (result === undefined || !isStill()) return undefined;
    if (!result.ok) {
      this.announcer.say(result.failure.message);
      if (result.failure.field !== undefined) return result.failure;
    }
    await this.#read(false);
    if (!isStill()) return undefined;
    if (result.ok) this.announcer.say(said);
    else this.trouble = result.failure.message;
    if (result.ok) await this.focusOn('#again');
    return undefined;
  }
}

/** What is wrong with a field, where something is. */
type Failed = { readonly message: string; readonly field?: string } | undefined;

export const APPLICATIONS_ELEMENTS = {
  'os-character-count': OsCharacterCount,
  'os-confirm-dialog': OsConfirmDialog,
  'os-online-applications': OsOnlineApplications,
  'os-page-help': OsPageHelp,
  'os-reject-application': OsRejectApplication,
  'os-section-help': OsSectionHelp,
} as const;

declare global {
  interface HTMLElementTagNameMap {
    'os-online-applications': OsOnlineApplications;
    'os-reject-application': OsRejectApplication;
  }
}
