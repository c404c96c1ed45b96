import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Observable, Subscription } from 'rxjs';
import {
  reasonsForMany,
  type BulkDisablingReason,
  type BulkWork,
} from '../../../services/application/jobs/jobs-form.ts';
import type {
  GroupView,
  JobsElsewhere,
  JobsHere,
  JobsView,
  JobView,
  OnlineServices,
  PlanView,
  SavingView,
} from '../../../services/application/views.ts';
import { loadWords, words } from '../../../services/words/words.ts';
import type { Failure, Result } from '../../view-types.ts';
import type { Announcer } from '../../base/announcer.ts';
import { commandButton } from '../../base/command-button.ts';
import { CommandRunner } from '../../base/command-runner.ts';
import { field } from '../../base/field.ts';
import { CONNECTED } from '../../base/handing.ts';
import { OsElement } from '../../base/os-element.ts';
import { message } from '../../base/tone.ts';
import { groupList, type Names } from './group-list.ts';

/** Rows can be chosen from now on: there is something to do to many at once. */
export class CanChooseEvent extends Event {
  constructor() {
    super('os-can-choose');
  }
}

/** All of the list are to be chosen, or nobody any more. */
export class ChooseAllEvent extends Event {
  constructor(readonly isChosen: boolean) {
    super('os-choose-all');
  }
}

type Kind = BulkWork['kind'];
type Followed = 'jobs' | 'elsewhere' | 'plan' | 'saving';

/**
 * What is done to many accounts at once: chosen on the page, looked at first, then confirmed by number, and followed to its end.
 *
 * @fires CONNECTED - `os-connected`: when it has been connected, so that the page hands it its services.
 * @fires os-can-choose - When rows can be chosen.
 * @fires os-choose-all - When all are to be chosen, or none.
 */
export class OsBulkWork extends OsElement {
  static override styles = [
    OsElement.styles,
    css`
      :host {
        display: grid;
        gap: 10px;
      }
      .bar,
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 12px;
        align-items: center;
      }
      .box {
        display: grid;
        gap: 10px;
        justify-items: start;
        padding: 12px;
        border: 1px solid var(--_line);
        border-radius: var(--_radius);
        background: var(--_surface);
      }
      .box > * {
        max-inline-size: 100%;
      }
      .groups {
        display: grid;
        gap: 4px;
      }
      summary {
        min-block-size: 24px;
        cursor: pointer;
      }
      progress {
        inline-size: min(100%, 28em);
        accent-color: var(--_accent);
      }
    `,
  ];

  /** Those chosen. */
  @property({ attribute: false }) keys = new Uint32Array();
  /** How many can be chosen. */
  @property({ attribute: false }) total = 0;
  /** What the list is called. */
  @property({ attribute: false }) list = '';
  /** Level of the headings here. */
  @property({ attribute: false }) headingLevel = 3;
  /** The page's voice. */
  @property({ attribute: false }) announcer: Announcer | undefined;

  @state() private jobs: JobsHere | undefined;
  @state() private elsewhere: JobsElsewhere | undefined;
  /** What is about to be done. */
  @state() private kind: Kind | undefined;
  @state() private reason: BulkDisablingReason | undefined;
  @state() private reasonError: string | undefined;
  @state() private plan: PlanView | undefined;
  @state() private saving: SavingView | undefined;
  @state() private trouble: string | undefined;
  /** Groups of whoever was asked for, by job. */
  @state() private reports: ReadonlyMap<string, readonly GroupView[]> = new Map();
  @state() private names: ReadonlyMap<GroupView, Names> = new Map();
  @state() private isOpen = false;

  #services: OnlineServices | undefined;
  #view: JobsView | undefined;
  readonly #phases = new Map<string, JobView['phase']>();
  readonly #followed = new Map<Followed, Subscription>();
  readonly #commands = new CommandRunner(this);

  /** Given once, and read by nobody. */
  set services(services: OnlineServices | undefined) {
    this.#services ??= services;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.dispatchEvent(new Event(CONNECTED));
    void this.#open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unfollow('jobs', 'elsewhere', 'plan', 'saving');
    this.#view = undefined;
    this.isOpen = false;
  }

  /** What was looked at was of others. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('keys') && this.plan !== undefined) this.#giveUp();
  }

  async #open(): Promise<void> {
    await loadWords('jobs', 'dialogs');
    const opened = await this.#services?.openJobs({});
    if (opened === undefined || !this.isConnected) return;
    if (!opened.ok) {
      this.trouble = opened.failure.message;
      return;
    }
    const view = opened.value;
    this.#view = view;
    this.isOpen = true;
    this.#follow('jobs', view.jobs$, (jobs) => {
      this.jobs = jobs;
      if (jobs.available)
        jobs.jobs.forEach((job) => {
          this.#tellPhase(job);
        });
    });
    this.#follow('elsewhere', view.elsewhere$, (elsewhere) => {
      this.elsewhere = elsewhere;
    });
    if (Object.values(view.can).some(({ allowed }) => allowed)) {
      this.#tell(new CanChooseEvent());
    }
  }

  #tellPhase({ id, title, phase, progress }: JobView): void {
    const before = this.#phases.get(id);
    this.#phases.set(id, phase);
    if (before === undefined || before === phase) return;
    this.announcer?.say(`${title}: ${words('jobs').page.phases[phase]}. ${progress}`);
  }

  #follow<T>(what: Followed, stream$: Observable<T>, next: (value: T) => void): void {
    this.#unfollow(what);
    const subscription = stream$.subscribe({
      next,
      error: (error) => {
        this.trouble = words('screens').unexpected;
        reportError(error);
      },
    });
    this.#followed.set(what, subscription);
  }

  #unfollow(...what: readonly Followed[]): void {
    for (const name of what) {
      this.#followed.get(name)?.unsubscribe();
      this.#followed.delete(name);
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const { trouble } = this;
    const failed = trouble === undefined ? nothing : message('bad', trouble);
    if (!this.isOpen) return html`${failed}`;
    return html`${failed} ${this.#renderBar()} ${this.#renderPlanning()} ${this.#renderSaving()}
    ${this.#renderJobs()} ${this.#renderElsewhere()}`;
  }

  #renderBar(): TemplateResult | typeof nothing {
    const view = this.#view;
    if (view === undefined) return nothing;
    const { page } = words('jobs');
    const count = this.keys.length;
    const action = (kind: Kind | 'export', run: () => void) =>
      commandButton({
        name: kind,
        label: page[kind],
        commands: this.#commands,
        allowed: view.can[kind],
        run,
      });
    return html`<div class="bar" role="group" aria-label=${page.actions}>
      <span id="chosen">${count === 0 ? page.none : page.selected(count)}</span>
      ${
        count < this.total
          ? html`<button
              type="button"
              id="choose-all"
              @click=${() => {
                this.#chooseAll(true);
              }}
            >
              ${page.all(this.total)}
            </button>`
          : nothing
      }
      ${
        count === 0
          ? nothing
          : html`<button
                type="button"
                id="choose-none"
                @click=${() => {
                  this.#chooseAll(false);
                }}
              >
                ${page.clear}
              </button>
              ${action('disable', () => {
                this.#begin('disable');
              })}
              ${action('remind', () => {
                this.#begin('remind');
              })}
              ${action('export', this.#save)}`
      }
    </div>`;
  }

  #tell(event: CanChooseEvent | ChooseAllEvent): void {
    this.dispatchEvent(event);
  }

  #chooseAll(isChosen: boolean): void {
    this.#tell(new ChooseAllEvent(isChosen));
  }

  #begin(kind: Kind): void {
    this.#giveUp();
    this.kind = kind;
    if (kind === 'remind') this.#look({ kind });
    void this.#focus('#planning');
  }

  #giveUp(): void {
    this.#unfollow('plan');
    this.kind = undefined;
    this.plan = undefined;
    this.reason = undefined;
    this.reasonError = undefined;
  }

  async #focus(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  readonly #lookAtReason = (): void => {
    const { reason } = this;
    if (reason !== undefined) {
      this.#look({ kind: 'disable', reason });
      return;
    }
    this.reasonError = words('jobs').dialog.reasonMissing;
    void this.#focus('#reason');
  };

  #look(work: BulkWork): void {
    const view = this.#view;
    if (view === undefined) return;
    this.plan = undefined;
    this.names = new Map();
    this.#follow('plan', view.plan$(this.keys, work), (plan) => {
      this.plan = plan;
      if (!plan.isWhole) return;
      const text = words('jobs').dialog;
      this.announcer?.say(
        `${plan.todo.count === 0 ? text.nobody : text.todo(work.kind, plan.todo.count)} ${text.nothingDone}`,
      );
    });
  }

  #renderPlanning(): TemplateResult | typeof nothing {
    const { kind, plan } = this;
    if (kind === undefined) return nothing;
    const { dialog } = words('jobs');
    return html`<section class="box" aria-labelledby="planning">
      <div id="planning" role="heading" aria-level=${this.headingLevel} tabindex="-1">
        ${dialog[kind]}: ${words('jobs').page.selected(this.keys.length)}
      </div>
      ${kind === 'disable' ? this.#renderReason() : nothing}
      ${plan === undefined ? nothing : this.#renderPlan(kind, plan)}
      <div class="actions">
        <button type="button" id="give-up" @click=${this.#leave}>
          ${words('dialogs').dialog.cancel}
        </button>
      </div>
    </section>`;
  }

  readonly #leave = (): void => {
    const { kind } = this;
    this.#giveUp();
    void this.#focus(`#${kind ?? 'chosen'}`);
  };

  #renderReason(): TemplateResult {
    const text = words('jobs').dialog;
    return html`${field(
      {
        id: 'reason',
        label: text.why,
        hint: text.otherReason,
        ...(this.reasonError !== undefined && { error: this.reasonError }),
      },
      ({ describedBy, invalid }) =>
        html`<select
          id="reason"
          aria-required="true"
          aria-invalid=${invalid}
          aria-describedby=${describedBy}
          @change=${this.#onReason}
        >
          <option value="" ?selected=${this.reason === undefined}>${text.choose}</option>
          ${reasonsForMany().map(
            ({ reason, label }) =>
              html`<option value=${reason} ?selected=${this.reason === reason}>${label}</option>`,
          )}
        </select>`,
    )}
    ${
      this.plan === undefined
        ? html`<button type="button" class="primary" id="look" @click=${this.#lookAtReason}>
            ${text.look}
          </button>`
        : nothing
    }`;
  }

  readonly #onReason = (event: Event & { readonly target: HTMLSelectElement }): void => {
    const chosen = reasonsForMany().find(({ reason }) => reason === event.target.value);
    this.reason = chosen?.reason;
    this.reasonError = undefined;
    // It was looked at with another reason.
    this.#unfollow('plan');
    this.plan = undefined;
  };

  #renderPlan(kind: Kind, plan: PlanView): TemplateResult {
    const text = words('jobs').dialog;
    const { todo, leftOut, looked, total, isWhole, stopped, id } = plan;
    const out = leftOut.reduce((sum, { count }) => sum + count, 0);
    if (stopped !== undefined) return message('bad', stopped);
    if (!isWhole) {
      return html`<p class="quiet">
        <span class="spinner"></span> ${text.looking(looked, total)}
      </p>`;
    }
    const said = todo.count === 0 ? text.nobody : text.todo(kind, todo.count);
    return html`<p id="todo"><strong>${said}</strong> ${text.nothingDone}</p>
      ${todo.count === 0 ? nothing : this.#renderGroups([{ ...todo, label: text.who }], todo)}
      ${
        out === 0
          ? nothing
          : html`<p>${text.leftOut(out)}</p>
              ${this.#renderGroups(leftOut)}`
      }
      ${
        id === undefined
          ? nothing
          : html`<p class="quiet" id="safe">${text.safe(kind)}</p>
              ${commandButton({
                name: 'confirm',
                label: text.confirm(kind, todo.count),
                working: text.starting,
                kind: kind === 'disable' ? 'danger' : 'primary',
                describedBy: 'safe',
                commands: this.#commands,
                run: () => void this.#start(id),
              })}`
      }`;
  }

  #renderGroups(groups: readonly GroupView[], by?: GroupView): TemplateResult {
    return groupList(
      groups,
      (group) => this.names.get(by ?? group),
      (group) => void this.#ask(by ?? group),
    );
  }

  async #ask(group: GroupView): Promise<void> {
    const view = this.#view;
    if (view === undefined || this.names.has(group)) return;
    this.names = new Map(this.names).set(group, 'asking');
    const names = await view.names(group.first);
    this.names = new Map(this.names).set(group, names);
  }

  async #start(planId: string): Promise<void> {
    const view = this.#view;
    if (view === undefined) return;
    const begun = await this.#run('confirm', () => view.start(planId));
    if (begun !== true) return;
    this.#giveUp();
    this.#chooseAll(false);
    this.announcer?.say(words('jobs').page.started);
    await this.#focus('#jobs');
  }

  /** Why it was refused stands above, and is said. */
  async #run<T>(name: string, command: () => Promise<Result<T>>): Promise<T | true | undefined> {
    const result = await this.#commands.run(name, command);
    if (result === undefined) return undefined;
    this.trouble = result.ok ? undefined : result.failure.message;
    if (result.ok) return result.value ?? true;
    this.#refused(result.failure);
    return undefined;
  }

  #refused(failure: Failure): void {
    this.announcer?.say(failure.message);
  }

  readonly #save = (): void => {
    const view = this.#view;
    if (view === undefined) return;
    this.#follow('saving', view.saveAccounts$(this.keys, this.list), (saving) => {
      this.saving = saving;
      const { page } = words('jobs');
      if (saving.phase === 'refused') this.announcer?.say(saving.message);
      if (saving.phase === 'saved')
        this.announcer?.say(saving.isSaved ? page.saved : page.notSaved);
    });
  };

  #renderSaving(): TemplateResult | typeof nothing {
    const { saving } = this;
    if (saving === undefined) return nothing;
    const { page } = words('jobs');
    switch (saving.phase) {
      case 'asking':
        return html`<p class="quiet">
          <span class="spinner"></span> ${page.reading(saving.looked, saving.total)}
          <button type="button" id="stop-saving" @click=${this.#stopSaving}>${page.stop}</button>
        </p>`;
      case 'refused':
        return message('bad', saving.message);
      case 'saved': {
        const out = saving.leftOut.reduce((sum, { count }) => sum + count, 0);
        return html`${message(
          saving.isSaved ? 'good' : 'neutral',
          saving.isSaved ? page.saved : page.notSaved,
        )}
        ${
          out === 0
            ? nothing
            : html`<p>${page.notInFile(out)}</p>
                ${this.#renderGroups(saving.leftOut)}`
        }`;
      }
    }
  }

  readonly #stopSaving = (): void => {
    this.#unfollow('saving');
    this.saving = undefined;
    this.announcer?.say(words('jobs').page.notSaved);
    void this.#focus('#export');
  };

  #renderJobs(): TemplateResult | typeof nothing {
    const { jobs } = this;
    if (jobs === undefined) return nothing;
    if (!jobs.available) return message('bad', jobs.message);
    if (jobs.jobs.length === 0) return nothing;
    const { page } = words('jobs');
    return html`<section class="box" aria-labelledby="jobs">
      <div id="jobs" role="heading" aria-level=${this.headingLevel} tabindex="-1">${page.jobs}</div>
      ${jobs.jobs.map((job) => this.#renderJob(job))}
    </section>`;
  }

  #renderJob(job: JobView): TemplateResult {
    const { page } = words('jobs');
    const { id, title, phase, progress, total, dealtWith, timeLeft, why } = job;
    const report = this.reports.get(id);
    return html`<article id="job-${id}" aria-label=${title} data-phase=${phase}>
      <p><strong>${title}</strong>: ${page.phases[phase]}</p>
      ${
        phase === 'done' || phase === 'cancelled'
          ? nothing
          : html`<progress max=${total} value=${dealtWith} aria-label=${title}></progress>`
      }
      <p>${progress}${timeLeft === undefined ? nothing : html`, ${timeLeft}`}</p>
      <p class="quiet">${page.by(job.byName, job.startedAt)}</p>
      ${why === undefined ? nothing : message('warning', why)}
      <div class="actions">${this.#renderSteering(job)} ${this.#renderReporting(job)}</div>
      ${report === undefined ? nothing : this.#renderGroups(report)}
    </article>`;
  }

  #renderSteering({ id, phase, title }: JobView): TemplateResult | typeof nothing {
    const { page } = words('jobs');
    const view = this.#view;
    if (view === undefined) return nothing;
    const steer = (name: 'pause' | 'resume' | 'cancel') =>
      commandButton({
        name: `${name}-${id}`,
        label: page[name],
        fullLabel: page.of(page[name], title),
        commands: this.#commands,
        run: () => void this.#run(`${name}-${id}`, () => view[name](id)),
      });
    if (phase === 'running') return html`${steer('pause')} ${steer('cancel')}`;
    return phase === 'paused' || phase === 'interrupted'
      ? html`${steer('resume')} ${steer('cancel')}`
      : nothing;
  }

  #renderReporting({ id, title }: JobView): TemplateResult | typeof nothing {
    const { report: text, page } = words('jobs');
    const view = this.#view;
    if (view === undefined) return nothing;
    const isShown = this.reports.has(id);
    return html`<button
        type="button"
        id="report-${id}"
        aria-expanded=${isShown ? 'true' : 'false'}
        aria-label=${page.of(isShown ? text.hide : text.show, title)}
        @click=${() => void this.#toggleReport(id)}
      >
        ${isShown ? text.hide : text.show}
      </button>
      ${commandButton({
        name: `save-${id}`,
        label: text.save,
        fullLabel: page.of(text.save, title),
        commands: this.#commands,
        allowed: view.can.export,
        run: () => void this.#saveReport(id),
      })}`;
  }

  async #toggleReport(id: string): Promise<void> {
    const view = this.#view;
    const reports = new Map(this.reports);
    if (view === undefined || reports.delete(id)) {
      this.reports = reports;
      return;
    }
    const groups = await this.#run(`report-${id}`, () => view.report(id));
    if (groups !== undefined && groups !== true) this.reports = reports.set(id, groups);
  }

  async #saveReport(id: string): Promise<void> {
    const view = this.#view;
    if (view === undefined) return;
    const saved = await this.#run(`save-${id}`, () => view.saveReport(id));
    if (saved === true) this.announcer?.say(words('jobs').report.saved);
  }

  #renderElsewhere(): TemplateResult | typeof nothing {
    const { elsewhere } = this;
    if (elsewhere === undefined) return nothing;
    if (!elsewhere.available) return html`<p class="quiet">${elsewhere.message}</p>`;
    if (elsewhere.jobs.length === 0) return nothing;
    return html`<section class="box" aria-labelledby="elsewhere">
      <div id="elsewhere" role="heading" aria-level=${this.headingLevel}>
        ${words('jobs').elsewhere.heading}
      </div>
      <ul>
        ${elsewhere.jobs.map(({ text }) => html`<li>${text}</li>`)}
      </ul>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'os-bulk-work': OsBulkWork;
  }
}
