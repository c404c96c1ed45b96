import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { BulkKind } from '../../../services/application/jobs/jobs-form.ts';
import type {
  Chosen,
  JobsElsewhere,
  JobsHere,
  JobsView,
  OnlineServices,
  PlanView,
  ReportView,
  SavingView,
} from '../../../services/application/views.ts';
import { loadWords, words } from '../../../services/words/words.ts';
import type { Failure, Result } from '../../view-types.ts';
import type { Announcer } from '../../base/announcer.ts';
import { commandButton } from '../../base/command-button.ts';
import { CommandRunner } from '../../base/command-runner.ts';
import { Following } from '../../base/following.ts';
import { CONNECTED } from '../../base/handing.ts';
import { OsElement } from '../../base/os-element.ts';
import { message } from '../../base/tone.ts';
import { bulkStyles } from './bulk-styles.ts';
import { choiceFields, hasChoices } from './choices.ts';
import { GroupList } from './group-list.ts';
import { elsewherePart, jobsPart } from './jobs-part.ts';
import { PhaseNews } from './phase-news.ts';
import { planPart, saidOf, savingPart } from './plan-part.ts';
import { Planning, type Beginning } from './planning.ts';

/** Rows can be chosen from now on: there is something to do to many at once. */
export class CanChooseEvent extends Event {
  constructor() {
    super('os-can-choose');
  }
}

/** All of the list are to be chosen, those of it that are in view, or nobody any more. */
export class ChooseAllEvent extends Event {
  constructor(readonly whom: 'all' | 'shown' | 'nobody') {
    super('os-choose-all');
  }
}

/** What is done to those who have an account, in the order of the buttons. */
const TO_ACCOUNTS = [
  'print',
  'reprint',
  'remind',
  'disable',
] as const satisfies readonly BulkKind[];

/**
 * What is done to many accounts at once: chosen on the page, looked at first, then confirmed by number, and followed to its end.
 *
 * @fires CONNECTED - `os-connected`: when it has been connected, so that the page hands it its services.
 * @fires os-can-choose - When rows can be chosen.
 * @fires os-choose-all - When all are to be chosen, or none.
 */
export class OsBulkWork extends OsElement {
  static override styles = [OsElement.styles, bulkStyles];

  /** Those chosen on the list. */
  @property({ attribute: false }) keys = new Uint32Array();
  /** How many can be chosen. */
  @property({ attribute: false }) total = 0;
  /** What the list is called. */
  @property({ attribute: false }) list = '';
  /** Who they are, of a list of patients without an account. */
  @property({ attribute: false }) refsOf: ((keys: Uint32Array) => readonly string[]) | undefined;
  /** Level of the headings here. */
  @property({ attribute: false }) headingLevel = 3;
  /** The page's voice. */
  @property({ attribute: false }) announcer: Announcer | undefined;

  @state() private jobs: JobsHere | undefined;
  @state() private elsewhere: JobsElsewhere | undefined;
  @state() private saving: SavingView | undefined;
  @state() private trouble: string | undefined;
  /** Of whoever was asked for, by job. */
  @state() private reports: ReadonlyMap<string, ReportView> = new Map();
  @state() private isOpen = false;

  #services: OnlineServices | undefined;
  #view: JobsView | undefined;
  /** The list that was open. */
  #begunOn = '';
  readonly #news = new PhaseNews();
  readonly #failed = (why: string): void => {
    this.trouble = why;
  };
  readonly #following = new Following<'jobs' | 'elsewhere' | 'saving'>(this.#failed);
  readonly #planning = new Planning({
    changed: () => {
      this.requestUpdate();
    },
    failed: this.#failed,
    looking: () => {
      this.#groups.forget();
    },
    looked: (kind, plan) => {
      this.announcer?.say(`${saidOf(kind, plan)} ${words('jobs').dialog.nothingDone}`);
    },
  });
  readonly #groups = new GroupList(
    async (refs) => (await this.#view?.names(refs)) ?? new Map(),
    () => {
      this.requestUpdate();
    },
  );
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
    this.#following.end();
    this.#planning.end();
    this.#view = undefined;
    this.isOpen = false;
  }

  /** What was looked at was of others; and what was begun on one list is not about another. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    const isOfOthers = changed.has('keys') && this.#planning.plan !== undefined;
    if (this.#planning.isOfTheChosen && (isOfOthers || this.#isOverAnotherList)) {
      this.#planning.giveUp();
    }
  }

  /** While a list is being opened there is none: that may be refused. */
  get #isOverAnotherList(): boolean {
    return this.list !== '' && this.list !== this.#begunOn;
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
    this.#following.follow('jobs', view.jobs$, (jobs) => {
      this.jobs = jobs;
      for (const { said } of this.#news.of(jobs)) this.announcer?.say(said);
    });
    this.#following.follow('elsewhere', view.elsewhere$, (elsewhere) => {
      this.elsewhere = elsewhere;
    });
    this.#planning.change({ sets: await view.serviceSets() });
    if (Object.values(view.can).some(({ allowed }) => allowed)) {
      this.#tell(new CanChooseEvent());
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const { trouble } = this;
    const view = this.#view;
    const failed = trouble === undefined ? nothing : message('bad', trouble);
    if (!this.isOpen || view === undefined) return html`${failed}`;
    return html`${failed} ${this.#renderBar(view)} ${this.#renderPlanning(view)}
    ${savingPart(this.saving, this.#groups.render, this.#stopSaving)} ${this.#renderJobs(view)}
    ${elsewherePart(this.elsewhere, this.headingLevel)}`;
  }

  #renderBar(view: JobsView): TemplateResult {
    const { page } = words('jobs');
    const count = this.keys.length;
    return html`<div class="bar" role="group" aria-label=${page.actions}>
      <span id="chosen">${count === 0 ? page.none : this.#selected}</span>
      ${
        count < this.total
          ? html`${this.#choosing('choose-all', page.all(this.total), 'all')}
            ${this.#choosing('choose-shown', page.shown, 'shown')}`
          : nothing
      }
      ${
        count === 0
          ? nothing
          : html`${this.#choosing('choose-none', page.clear, 'nobody')} ${this.#actions(view)}`
      }
    </div>`;
  }

  get #selected(): string {
    const { selected, people } = words('jobs').page;
    const say = this.refsOf === undefined ? selected : people;
    return say(this.keys.length);
  }

  #choosing(id: string, label: string, whom: ChooseAllEvent['whom']): TemplateResult {
    return html`<button
      type="button"
      id=${id}
      @click=${() => {
        this.#tell(new ChooseAllEvent(whom));
      }}
    >
      ${label}
    </button>`;
  }

  #actions(view: JobsView): TemplateResult {
    const { page } = words('jobs');
    const action = (name: BulkKind | 'export', run: () => void) =>
      commandButton({
        name,
        label: page[name],
        commands: this.#commands,
        allowed: view.can[name],
        run,
      });
    const kinds: readonly BulkKind[] = this.refsOf === undefined ? TO_ACCOUNTS : ['create'];
    return html`${kinds.map((kind) =>
      action(kind, () => {
        this.#begin({ kind });
      }),
    )}
    ${this.refsOf === undefined ? action('export', this.#save) : nothing}`;
  }

  #tell(event: CanChooseEvent | ChooseAllEvent): void {
    this.dispatchEvent(event);
  }

  #begin(beginning: Beginning): void {
    const view = this.#view;
    if (view === undefined) return;
    this.#begunOn = this.list;
    this.#planning.begin(beginning, view, this.#chosen);
    void this.#focus('#planning');
  }

  async #focus(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  readonly #lookAtChoices = (): void => {
    const view = this.#view;
    if (view === undefined) return;
    if (!this.#planning.look(view, this.#chosen)) void this.#focus('#reason');
  };

  readonly #chosen = (): Chosen => {
    const { keys, refsOf } = this;
    return refsOf === undefined ? { keys } : { refs: refsOf(keys) };
  };

  #renderPlanning(view: JobsView): TemplateResult | typeof nothing {
    const { beginning, plan } = this.#planning;
    if (beginning === undefined) return nothing;
    const { kind, batch, whom } = beginning;
    const { dialog, page, report } = words('jobs');
    const heading =
      batch !== undefined
        ? report.ofBatch(dialog.again, batch)
        : whom === undefined
          ? page.of(dialog[kind], this.#selected)
          : dialog[kind];
    return html`<section class="box" aria-labelledby="planning">
      <div id="planning" role="heading" aria-level=${this.headingLevel} tabindex="-1">
        ${heading}
      </div>
      ${batch === undefined ? this.#renderChoices(kind, view) : nothing}
      ${plan === undefined ? nothing : planPart(kind, plan, this.#groups.render, this.#confirm(kind, plan))}
      <div class="actions">
        <button type="button" id="give-up" @click=${this.#leave}>
          ${words('dialogs').dialog.cancel}
        </button>
      </div>
    </section>`;
  }

  #renderChoices(kind: BulkKind, { knowsGps }: JobsView): TemplateResult | typeof nothing {
    if (!hasChoices(kind)) return nothing;
    const { choices, reasonError, plan, change } = this.#planning;
    return html`${choiceFields(kind, choices, { knowsGps, reasonError, change })}
    ${
      plan === undefined
        ? html`<button type="button" class="primary" id="look" @click=${this.#lookAtChoices}>
            ${words('jobs').dialog.look}
          </button>`
        : nothing
    }`;
  }

  #confirm(kind: BulkKind, { id, todo }: PlanView): TemplateResult | typeof nothing {
    if (id === undefined) return nothing;
    const text = words('jobs').dialog;
    return html`${commandButton({
      name: 'confirm',
      label: text.confirm(kind, todo.count),
      working: text.starting,
      kind: kind === 'disable' ? 'danger' : 'primary',
      describedBy: 'safe',
      commands: this.#commands,
      run: () => void this.#start(id),
    })}`;
  }

  readonly #leave = (): void => {
    const { beginning } = this.#planning;
    this.#planning.giveUp();
    void this.#focus(beginning?.whom === undefined ? `#${beginning?.kind ?? 'chosen'}` : '#jobs');
  };

  async #start(planId: string): Promise<void> {
    const view = this.#view;
    if (view === undefined) return;
    const { list } = this;
    const { isOfTheChosen } = this.#planning;
    const begun = await this.#run('confirm', () => view.start(planId));
    if (begun !== true) return;
    this.#planning.giveUp();
    // Those who are chosen by now may be others.
    if (isOfTheChosen && this.list === list) this.#tell(new ChooseAllEvent('nobody'));
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
    this.#following.follow('saving', view.saveAccounts$(this.keys, this.list), (saving) => {
      this.saving = saving;
      const { page } = words('jobs');
      if (saving.phase === 'refused') this.announcer?.say(saving.message);
      if (saving.phase === 'saved')
        this.announcer?.say(saving.isSaved ? page.saved : page.notSaved);
    });
  };

  readonly #stopSaving = (): void => {
    this.#following.unfollow('saving');
    this.saving = undefined;
    this.announcer?.say(words('jobs').page.notSaved);
    void this.#focus('#export');
  };

  #renderJobs(view: JobsView): TemplateResult | typeof nothing {
    return jobsPart(this.jobs, {
      can: view.can,
      reports: this.reports,
      headingLevel: this.headingLevel,
      commands: this.#commands,
      groups: this.#groups.render,
      steer: (name, id) => void this.#run(`${name}-${id}`, () => view[name](id)),
      toggleReport: (id) => void this.#toggleReport(id, view),
      saveReport: (id) => void this.#saveReport(id, view),
      printAgain: (jobId, batch) => {
        this.#begin({ kind: 'reprint', whom: { jobId, batch }, batch });
      },
      printThese: (jobId) => {
        this.#begin({ kind: 'print', whom: { jobId } });
      },
    });
  }

  async #toggleReport(id: string, view: JobsView): Promise<void> {
    const reports = new Map(this.reports);
    if (reports.delete(id)) {
      this.reports = reports;
      return;
    }
    const report = await this.#run(`report-${id}`, () => view.report(id));
    if (report !== undefined && report !== true) this.reports = reports.set(id, report);
  }

  async #saveReport(id: string, view: JobsView): Promise<void> {
    const saved = await this.#run(`save-${id}`, () => view.saveReport(id));
    if (saved === true) this.announcer?.say(words('jobs').report.saved);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'os-bulk-work': OsBulkWork;
  }
}
