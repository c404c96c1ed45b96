import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Observable, Subscription } from 'rxjs';
import { readSplitDay } from '../../../services/application/split/split-form.ts';
import type {
  Agreement,
  ArrivalCandidate,
  ArrivalView,
  Finishing,
  GroupView,
  InPlan,
  JobsHere,
  JobView,
  OnlineServices,
  OnTheWay,
  OutPlan,
  SettingsView,
  SplitView,
  WayRow,
} from '../../../services/application/views.ts';
import { loadWords, words } from '../../../services/words/words.ts';
import { Announcer } from '../../base/announcer.ts';
import { commandButton } from '../../base/command-button.ts';
import { CommandRunner } from '../../base/command-runner.ts';
import type { DialogCloseEvent } from '../../base/dialog-element.ts';
import { OsConfirmDialog, type ConfirmQuestion } from '../../base/os-confirm-dialog.ts';
import { ThemedElement } from '../../base/os-element.ts';
import { StreamController } from '../../base/stream-controller.ts';
import { message } from '../../base/tone.ts';
import { OsSectionHelp } from '../../help/os-section-help.ts';
import type { Result } from '../../view-types.ts';
import { groupList, type Names } from '../jobs/group-list.ts';
import { arrivalCard, type ArrivalActs } from './arrivals.ts';
import { emptyDraft, inputOf, outForm, type OutDraft } from './out-form.ts';
import { splitStyles } from './split-styles.ts';
import { transferJobs } from './transfer-jobs.ts';

type Followed = 'jobs' | 'finishing' | 'out' | 'in';

/** So many rows of a long list are shown; what is behind them comes up as these are dealt with. */
const SHOWN = 100;

/** A question, and what yes does. */
interface Asking {
  readonly ask: ConfirmQuestion;
  readonly yes: () => void;
}

/**
 * The page of splits and merges: accounts are handed over to another practice, and taken in from one. It keeps nothing: who signs
 * out, or leaves it, leaves nothing of it on the screen.
 *
 * @attr {light|dark} theme - Colour scheme; without it the page's `color-scheme`, else the person's preference.
 * @attr {number} heading-level - Level of the page's heading, 2 by default.
 */
export class OsPracticeSplit extends ThemedElement {
  static override styles = [ThemedElement.styles, splitStyles];

  /** Level of the page's heading. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  @state() private isOpen = false;
  @state() private trouble: string | undefined;
  @state() private draft: OutDraft = emptyDraft('england');
  @state() private errors: Readonly<Partial<Record<string, string>>> = {};
  @state() private gps: readonly { readonly id: string; readonly name: string }[] = [];
  @state() private outPlan: OutPlan | undefined;
  @state() private inPlan: InPlan | undefined;
  @state() private way: OnTheWay | undefined;
  @state() private finishing: Finishing | undefined;
  @state() private jobs: JobsHere | undefined;
  @state() private agreements: ReadonlyMap<string, Agreement> = new Map();
  @state() private groupNames: ReadonlyMap<GroupView, Names> = new Map();
  @state() private wayNames: ReadonlyMap<string, string> = new Map();
  @state() private reasons: ReadonlyMap<string, string> = new Map();
  @state() private asking: Asking | undefined;
  @state() private explains = false;

  #view: SplitView | undefined;
  #staffId = '';
  #services: OnlineServices | undefined;
  readonly #phases = new Map<string, JobView['phase']>();
  readonly #followed = new Map<Followed, Subscription>();
  readonly #announcer = new Announcer(this);
  readonly #commands = new CommandRunner(this);
  readonly #settings = new StreamController<SettingsView>(this, () => this.#services?.settings$);

  /** What it shows and does: given once, and read by nobody. */
  set services(services: OnlineServices | undefined) {
    this.#services ??= services;
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
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
    this.#view = undefined;
    this.#unfollow('jobs', 'finishing', 'out', 'in');
    this.#phases.clear();
    this.isOpen = false;
    this.trouble = undefined;
    this.draft = emptyDraft('england');
    this.errors = {};
    this.outPlan = undefined;
    this.inPlan = undefined;
    this.way = undefined;
    this.finishing = undefined;
    this.jobs = undefined;
    this.agreements = new Map();
    this.groupNames = new Map();
    this.wayNames = new Map();
    this.reasons = new Map();
    this.asking = undefined;
    this.#announcer.dismiss();
  }

  async #begin(staffId: string): Promise<void> {
    await loadWords('tab', 'dialogs', 'jobs', 'accounts');
    const opened = await this.#services?.openSplit({});
    // Somebody else may sit here by now.
    if (opened === undefined || staffId !== this.#staffId) return;
    if (!opened.ok) {
      this.trouble = opened.failure.message;
      return;
    }
    const view = opened.value;
    this.#view = view;
    this.draft = emptyDraft(view.ownNation);
    this.isOpen = true;
    this.#follow('jobs', view.jobs$, (jobs) => {
      this.jobs = jobs;
      if (jobs.available) {
        jobs.jobs.forEach((job) => {
          this.#tellPhase(job);
        });
      }
    });
    this.#follow('finishing', view.finishing$, (finishing) => {
      this.finishing = finishing;
    });
    void this.#readWay();
    this.gps = await view.usualGps();
  }

  #tellPhase({ id, title, phase, progress }: JobView): void {
    const before = this.#phases.get(id);
    this.#phases.set(id, phase);
    if (before === undefined || before === phase) return;
    this.#announcer.say(`${title}: ${words('jobs').page.phases[phase]}. ${progress}`);
    if (phase === 'done' || phase === 'cancelled') void this.#readWay();
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

  protected override render(): TemplateResult {
    const { page } = words('split');
    return html`<div class="shelter" lang=${words('screens').language}>
      <div class="page">
        <div>
          <div id="heading" role="heading" aria-level=${this.headingLevel}>${page.heading}</div>
          <p class="quiet">${page.purpose}</p>
          ${this.#renderHelp()}
        </div>
        ${this.trouble === undefined ? nothing : message('bad', this.trouble)} ${this.#renderPage()}
      </div>
      ${this.asking === undefined ? nothing : this.#renderQuestion(this.asking)}
      ${this.#announcer.region()}
    </div>`;
  }

  #renderHelp(): TemplateResult {
    const { help } = words('split');
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
          ? html`<os-section-help .about=${'split'} @os-close=${this.#explain}></os-section-help>`
          : nothing
      }`;
  }

  readonly #explain = (): void => {
    this.explains = !this.explains;
  };

  #renderPage(): TemplateResult | typeof nothing {
    const { page } = words('split');
    const view = this.#view;
    if (this.#staffId === '') return html`<p class="quiet">${page.signedOut}</p>`;
    if (!this.isOpen || view === undefined) {
      return this.trouble === undefined
        ? html`<p class="quiet"><span class="spinner"></span> ${page.loading}</p>`
        : nothing;
    }
    return html`${this.#renderJobs(view)} ${this.#renderOut(view)} ${this.#renderWay()}
    ${this.#renderIn()} ${this.#renderChecklist(view)}`;
  }

  #section(id: string, heading: string, body: unknown): TemplateResult {
    return html`<section class="card" aria-labelledby=${id}>
      <header>
        <div id=${id} role="heading" aria-level=${this.headingLevel + 1} tabindex="-1">
          ${heading}
        </div>
      </header>
      <div class="body">${body}</div>
    </section>`;
  }

  #renderChecklist(view: SplitView): TemplateResult {
    const { page, dates } = words('split');
    const typed = readSplitDay(this.draft.on, view.today);
    return this.#section(
      'checklist',
      page.checklist,
      html`<p class="quiet">${typed === undefined ? page.checklistToday : page.checklistHint}</p>
        <dl class="checklist">
          ${view.checklist(typed ?? view.today).map(
            (line) =>
              html`<dt>${page.by(dates.date(line.on))}</dt>
                <dd>${line.text}</dd>`,
          )}
        </dl>`,
    );
  }

  #renderOut(view: SplitView): TemplateResult {
    const { page } = words('split');
    const form = outForm({
      draft: this.draft,
      today: view.today,
      gps: this.gps,
      errors: this.errors,
      change: this.#change,
      wrong: (id, error) => {
        this.errors = { ...this.errors, [id]: error };
      },
    });
    return this.#section(
      'out',
      page.out,
      html`<p class="quiet">${page.outHint}</p>
        ${form}
        <div class="step">
          ${commandButton({
            name: 'look-out',
            label: page.look,
            ...(this.outPlan?.id === undefined && { kind: 'primary' as const }),
            commands: this.#commands,
            run: () => void this.#lookOut(),
          })}
        </div>
        ${this.outPlan === undefined ? nothing : this.#renderOutPlan(this.outPlan)}`,
    );
  }

  /** What was looked at was of something else. */
  readonly #change = (changes: Partial<OutDraft>): void => {
    this.draft = { ...this.draft, ...changes };
    this.errors = {};
    this.outPlan = undefined;
    this.#unfollow('out');
  };

  async #lookOut(): Promise<void> {
    const view = this.#view;
    if (view === undefined) return;
    this.errors = {};
    this.outPlan = undefined;
    const input = inputOf(this.draft, view.today);
    const planned = await this.#commands.run('look-out', () => view.planOut(input));
    if (planned === undefined) return;
    if (!planned.ok) {
      const { field, message: text } = planned.failure;
      this.#announcer.say(text);
      if (field === undefined) this.trouble = text;
      else {
        this.errors = { [field]: text };
        await this.#focus(`#${field}`);
      }
      return;
    }
    this.trouble = undefined;
    this.#follow('out', planned.value, (plan) => {
      this.outPlan = plan;
      const { page } = words('split');
      if (!plan.isWhole) return;
      const { count } = plan.todo;
      const said = count === 0 ? page.nobodyGoes : page.wouldGo(count, this.draft.name);
      this.#announcer.say(`${said} ${page.nothingDone}`);
    });
  }

  #renderOutPlan(plan: OutPlan): TemplateResult {
    const { page } = words('split');
    const { todo, notices, rejected, id } = plan;
    const said = todo.count === 0 ? page.nobodyGoes : page.wouldGo(todo.count, this.draft.name);
    return html`${
      rejected.length === 0
        ? nothing
        : html`<details open id="rejected">
            <summary>${page.rejected(rejected.length)}</summary>
            <ul>
              ${rejected
                .slice(0, SHOWN)
                .map(({ line, text, why }) => html`<li>${page.line(line, text, why)}</li>`)}
            </ul>
          </details>`
    }
    ${this.#renderLooked(plan, said)}
    ${
      plan.isWhole && notices.length > 0
        ? html`<p><strong>${page.toKnow}</strong></p>
            ${this.#renderGroups(notices)}`
        : nothing
    }
    ${
      id === undefined
        ? nothing
        : this.#renderBegin('hand-over', page.handOver(todo.count), page.handOverSafe, id)
    }`;
  }

  /** Who would be done, and who not. */
  #renderLooked(plan: OutPlan | InPlan, said: string): TemplateResult {
    const { page } = words('split');
    const { todo, leftOut, looked, total, isWhole, stopped } = plan;
    if (stopped !== undefined) return message('bad', stopped);
    if (!isWhole) {
      return html`<p class="quiet">
        <span class="spinner"></span> ${page.looking(looked, total)}
      </p>`;
    }
    const out = leftOut.reduce((sum, { count }) => sum + count, 0);
    return html`<p class="said"><strong>${said}</strong> ${page.nothingDone}</p>
      ${todo.count === 0 ? nothing : this.#renderGroups([{ ...todo, label: words('jobs').dialog.who }], todo)}
      ${
        out === 0
          ? nothing
          : html`<p><strong>${page.leftOut(out)}</strong></p>
              ${this.#renderGroups(leftOut)}`
      }`;
  }

  #renderBegin(name: string, label: string, safe: string, planId: string): TemplateResult {
    return html`<div class="step">
      <p class="quiet" id="${name}-safe">${safe}</p>
      ${commandButton({
        name,
        label,
        working: words('split').page.starting,
        kind: 'primary',
        describedBy: `${name}-safe`,
        commands: this.#commands,
        run: () => void this.#start(name, planId),
      })}
    </div>`;
  }

  async #start(name: string, planId: string): Promise<void> {
    const begun = await this.#run(name, (view) => view.start(planId));
    if (begun === undefined) return;
    this.outPlan = undefined;
    this.inPlan = undefined;
    this.#announcer.say(words('split').page.begun);
    await this.#focus('#jobs');
  }

  #renderGroups(groups: readonly GroupView[], by?: GroupView): TemplateResult {
    return groupList(
      groups,
      (group) => this.groupNames.get(by ?? group),
      (group) => void this.#askNames(by ?? group),
    );
  }

  async #askNames(group: GroupView): Promise<void> {
    const view = this.#view;
    if (view === undefined || this.groupNames.has(group)) return;
    this.groupNames = new Map(this.groupNames).set(group, 'asking');
    const names = await view.names(group.first);
    this.groupNames = new Map(this.groupNames).set(group, names);
  }

  async #readWay(): Promise<void> {
    const view = this.#view;
    if (view === undefined) return;
    const way = await view.onTheWay();
    if (view !== this.#view) return;
    this.trouble = way.ok ? undefined : way.failure.message;
    if (!way.ok) return;
    this.way = way.value;
    const refs = way.value.rows.slice(0, SHOWN).map(({ patientRef }) => patientRef);
    if (refs.length > 0) this.wayNames = await view.names(refs);
  }

  #renderWay(): TemplateResult {
    const { page } = words('split');
    const { way } = this;
    const rows = way?.rows ?? [];
    const more = rows.length - SHOWN;
    return this.#section(
      'way',
      page.wayHeading,
      html`${
          way === undefined
            ? html`<p class="quiet">${page.loading}</p>`
            : html`<p>${rows.length === 0 ? page.wayNone : page.waySummary(rows.length)}</p>`
        }
        ${
          rows.length === 0
            ? nothing
            : html`<ul class="rows">
                ${rows.slice(0, SHOWN).map((row) => this.#renderWayRow(row))}
              </ul>`
        }
        ${more > 0 ? html`<p class="quiet">${page.wayMore(more)}</p>` : nothing}
        ${way !== undefined && way.unreadable > 0 ? message('warning', page.unreadable(way.unreadable)) : nothing}
        ${way?.isWhole === false ? message('warning', page.notWhole) : nothing}
        <div class="step">
          ${commandButton({
            name: 'again',
            label: page.again,
            commands: this.#commands,
            run: () => void this.#readWay(),
          })}
        </div>`,
    );
  }

  #renderWayRow(row: WayRow): TemplateResult {
    const { page, dates } = words('split');
    const name = this.wayNames.get(row.patientRef) ?? words('accounts').names.unknown;
    const action = (id: string, label: string, run: () => void): TemplateResult | typeof nothing =>
      commandButton({
        name: `${id}-${row.id}`,
        label,
        fullLabel: page.of(name, label),
        commands: this.#commands,
        run,
      });
    return html`<li data-state=${row.state}>
      <div class="what">
        <strong>${name}</strong>
        <span class="quiet">${page.wayRow(row.to, dates.instant(row.at))}</span>
        <p>${row.text}</p>
      </div>
      ${
        row.state === 'open-here'
          ? action('close', page.closeHere, () => void this.#closeHere(row))
          : nothing
      }
      ${
        row.state === 'being-taken-in'
          ? nothing
          : action('take-back', page.takeBack, () => {
              const { takeBackAsk: ask } = page;
              this.asking = {
                ask: { ...ask, message: ask.message(name) },
                yes: () => void this.#takeBack(row),
              };
            })
      }
    </li>`;
  }

  async #takeBack({ id }: WayRow): Promise<void> {
    const done = await this.#run(`take-back-${id}`, (view) => view.takeBack(id));
    await this.#readWayAfter(done, words('split').page.takenBack);
  }

  async #closeHere({ id }: WayRow): Promise<void> {
    const done = await this.#run(`close-${id}`, (view) => view.closeHere(id));
    await this.#readWayAfter(done, words('split').page.closedHere);
  }

  /** Where it was refused, the list may have changed all the same: why stays. */
  async #readWayAfter(done: true | undefined, said: string): Promise<void> {
    const { trouble } = this;
    await this.#readWay();
    this.trouble ??= trouble;
    if (done !== true) return;
    this.#announcer.say(said);
    await this.#focus('#again');
  }

  #renderIn(): TemplateResult {
    const { page } = words('split');
    const { inPlan: plan, finishing } = this;
    return this.#section(
      'in',
      page.in,
      html`<p class="quiet">${page.inHint}</p>
        ${
          finishing?.available === true && finishing.left > 0
            ? message('neutral', page.finishing(finishing.left), 'waiting')
            : nothing
        }
        <div class="step">
          ${commandButton({
            name: 'look-in',
            label: page.inLook,
            ...(plan?.id === undefined && { kind: 'primary' as const }),
            commands: this.#commands,
            run: this.#lookIn,
          })}
        </div>
        ${plan === undefined ? nothing : this.#renderInPlan(plan)}`,
    );
  }

  readonly #lookIn = (): void => {
    const view = this.#view;
    if (view === undefined) return;
    this.inPlan = undefined;
    this.reasons = new Map();
    this.#follow('in', view.planIn$(), (plan) => {
      this.inPlan = plan;
      if (plan.isWhole) this.#announcer.say(this.#saidOf(plan));
    });
  };

  #saidOf({ todo, unmatched }: InPlan): string {
    const { page } = words('split');
    if (todo.count > 0) return page.wouldCome(todo.count);
    return unmatched.length === 0 ? page.inNone : page.nobodyComes;
  }

  #renderInPlan(plan: InPlan): TemplateResult {
    const { page } = words('split');
    const { todo, unmatched, hadOne, unreadable, id } = plan;
    const more = unmatched.length - SHOWN;
    return html`${this.#renderLooked(plan, this.#saidOf(plan))}
    ${hadOne > 0 ? html`<p>${page.hadOne(hadOne)}</p>` : nothing}
    ${unreadable > 0 ? message('warning', page.unreadable(unreadable)) : nothing}
    ${
      id === undefined
        ? nothing
        : this.#renderBegin('take-in', page.takeIn(todo.count), page.takeInSafe, id)
    }
    ${
      unmatched.length === 0
        ? nothing
        : html`<p><strong>${page.forPerson(unmatched.length)}</strong></p>
            ${unmatched.slice(0, SHOWN).map((arrival) => arrivalCard(arrival, this.#arrivalActs()))}`
    }
    ${more > 0 ? html`<p class="quiet">${page.wayMore(more)}</p>` : nothing}`;
  }

  #arrivalActs(): ArrivalActs {
    return {
      commands: this.#commands,
      headingLevel: this.headingLevel + 2,
      match: (arrival, candidate) => {
        const { matchAsk: ask } = words('split').page;
        this.asking = {
          ask: { ...ask, message: ask.message(arrival.name, candidate.name, candidate.follows) },
          yes: () => void this.#match(arrival, candidate),
        };
      },
      giveBack: (arrival) => void this.#giveBack(arrival),
      reasonOf: (id) => this.reasons.get(id) ?? '',
      errorOf: (id) => this.errors[`because-${id}`],
      chooseReason: (id, reason) => {
        this.reasons = new Map(this.reasons).set(id, reason);
        this.errors = {};
      },
    };
  }

  async #match({ id }: ArrivalView, { patientRef, name }: ArrivalCandidate): Promise<void> {
    const done = await this.#run(`match-${id}-${patientRef}`, (view) => view.match(id, patientRef));
    await this.#lookedInAfter(done, words('split').page.matched(name));
  }

  async #giveBack({ id }: ArrivalView): Promise<void> {
    const reason = this.reasons.get(id) ?? '';
    const view = this.#view;
    if (view === undefined) return;
    const given = await this.#commands.run(`give-back-${id}`, () =>
      view.giveBack(id, reason as Parameters<SplitView['giveBack']>[1]),
    );
    if (given === undefined) return;
    if (!given.ok && given.failure.field !== undefined) {
      this.errors = { [`because-${id}`]: given.failure.message };
      this.#announcer.say(given.failure.message);
      this.renderRoot.querySelector<HTMLElement>(`[id="because-${id}"]`)?.focus();
      return;
    }
    this.trouble = given.ok ? undefined : given.failure.message;
    await this.#lookedInAfter(given.ok ? true : undefined, words('split').page.givenBack);
  }

  async #lookedInAfter(done: true | undefined, said: string): Promise<void> {
    this.#lookIn();
    if (done !== true) return;
    this.#announcer.say(said);
    await this.#focus('#look-in');
  }

  #renderJobs(view: SplitView): TemplateResult | typeof nothing {
    return transferJobs(this.jobs, {
      commands: this.#commands,
      headingLevel: this.headingLevel + 1,
      canExport: view.can.export,
      steer: (what, id) => void this.#run(`${what}-${id}`, (held) => held[what](id)),
      compare: (id) => void this.#compare(id),
      save: (id) => void this.#run(`save-${id}`, (held) => held.saveReport(id)),
      agreementOf: (id) => this.agreements.get(id),
      groups: (groups) => this.#renderGroups(groups),
    });
  }

  async #compare(id: string): Promise<void> {
    const view = this.#view;
    if (view === undefined) return;
    const agreement = await this.#commands.run(`compare-${id}`, () => view.agreement(id));
    if (agreement === undefined) return;
    if (agreement.ok) {
      this.agreements = new Map(this.agreements).set(id, agreement.value);
      this.#announcer.say(agreement.value.text);
    } else this.#refused(agreement.failure.message);
  }

  #renderQuestion({ ask, yes }: Asking): TemplateResult {
    return html`<os-confirm-dialog
      .ask=${() => ask}
      .announcer=${this.#announcer}
      .headingLevel=${this.headingLevel}
      @os-close=${(event: DialogCloseEvent<true>) => {
        this.asking = undefined;
        if (event.outcome === true) yes();
      }}
    ></os-confirm-dialog>`;
  }

  /** Why it was refused stands above, and is said. */
  async #run(
    name: string,
    command: (view: SplitView) => Promise<Result<unknown>>,
  ): Promise<true | undefined> {
    const view = this.#view;
    if (view === undefined) return undefined;
    const result = await this.#commands.run(name, () => command(view));
    if (result === undefined) return undefined;
    if (result.ok) {
      this.trouble = undefined;
      return true;
    }
    this.#refused(result.failure.message);
    return undefined;
  }

  #refused(why: string): void {
    this.trouble = why;
    this.#announcer.say(why);
  }

  async #focus(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}

export const SPLIT_ELEMENTS = {
  'os-confirm-dialog': OsConfirmDialog,
  'os-practice-split': OsPracticeSplit,
  'os-section-help': OsSectionHelp,
} as const;

declare global {
  interface HTMLElementTagNameMap {
    'os-practice-split': OsPracticeSplit;
  }
}
