import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { BulkKind } from '../../../services/application/jobs/jobs-form.ts';
import type {
  Chosen,
  JobsView,
  OnlineServices,
  PlanView,
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
import { bulkBar, chosenText } from './bulk-bar.ts';
import { CanChooseEvent, ChooseAllEvent } from './bulk-events.ts';
import { BulkJobs } from './bulk-jobs.ts';
import { bulkStyles } from './bulk-styles.ts';
import { choiceFields, hasChoices } from './choices.ts';
import { GroupList } from './group-list.ts';
import { planPart, saidOf, savingPart } from './plan-part.ts';
import { Planning, type Beginning } from './planning.ts';

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

  @state() private saving: SavingView | undefined;
  @state() private trouble: string | undefined;
  @state() private isOpen = false;

  #services: OnlineServices | undefined;
  #view: JobsView | undefined;
  /** The list that was open. */
  #begunOn = '';
  readonly #changed = (): void => {
    this.requestUpdate();
  };
  readonly #failed = (why: string): void => {
    this.trouble = why;
  };
  readonly #following = new Following<'saving'>(this.#failed);
  readonly #planning = new Planning({
    changed: this.#changed,
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
    this.#changed,
  );
  readonly #commands = new CommandRunner(this);
  readonly #jobs = new BulkJobs({
    commands: this.#commands,
    groups: this.#groups.render,
    changed: this.#changed,
    failed: this.#failed,
    say: (text) => this.announcer?.say(text),
    run: (name, command) => this.#run(name, command),
    print: (beginning) => {
      this.#begin(beginning);
    },
  });

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
    this.#jobs.end();
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
    this.#jobs.follow(view);
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
    ${savingPart(this.saving, this.#groups.render, this.#stopSaving)}
    ${this.#jobs.render(view, this.headingLevel)}`;
  }

  #renderBar({ can }: JobsView): TemplateResult {
    return bulkBar({
      count: this.keys.length,
      total: this.total,
      haveAccounts: this.#haveAccounts,
      can,
      commands: this.#commands,
      choose: (whom) => {
        this.#tell(new ChooseAllEvent(whom));
      },
      begin: (kind) => {
        this.#begin({ kind });
      },
      save: this.#save,
    });
  }

  get #haveAccounts(): boolean {
    return this.refsOf === undefined;
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
          ? page.of(dialog[kind], chosenText(this.keys.length, this.#haveAccounts))
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
}

declare global {
  interface HTMLElementTagNameMap {
    'os-bulk-work': OsBulkWork;
  }
}
