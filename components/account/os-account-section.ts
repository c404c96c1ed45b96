import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type {
  AccountView,
  Allowed,
  LetterView,
  OnlineServices,
  ReadyTabView,
  ChildAnswers,
} from '../../services/application/views.ts';
import { accountPills } from './account-pills.ts';
import { allowed } from '../base/allowed.ts';
import { commandButton } from '../base/command-button.ts';
import type { DialogCloseEvent } from '../base/dialog-element.ts';
import { handing } from '../base/handing.ts';
import { SectionElement } from '../base/section-element.ts';
import { message } from '../base/tone.ts';
import { ServicesDraft } from '../services/services-draft.ts';
import type { AccountStatus, Result } from '../view-types.ts';
import { answeredNow, childAskedAbout, questionOf, type Asking } from './account-questions.ts';
import type { ActivationPart } from '../reminders/activation-part.ts';
import type { BasicAccountAct } from '../osu/os-basic-account-dialog.ts';
import type { NewCodesAct } from './os-new-codes-dialog.ts';
import { words } from '../../services/words/words.ts';

/** Account: creating it, its status with dates, unlocking, the letter. */
export class OsAccountSection extends SectionElement {
  static override styles = [
    SectionElement.styles,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      .pills,
      .status {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
      }
      dl {
        display: grid;
        grid-template-columns: minmax(84px, 0.7fr) minmax(0, 1.3fr);
        gap: 4px 12px;
      }
      dt {
        color: var(--_muted);
      }
      dd {
        font-variant-numeric: tabular-nums;
        overflow-wrap: anywhere;
      }
      .part {
        display: grid;
        gap: 10px;
        padding-top: 12px;
        border-block-start: 1px solid var(--_line);
      }
      .step {
        display: grid;
        gap: 4px;
        justify-items: start;
      }
      #create {
        min-height: 36px;
        padding-inline: 16px;
      }
    `,
  ];

  /** Ticks to create the account with. */
  @property({ attribute: false }) draft = new ServicesDraft();
  /** Called when what was sent of the draft is saved. */
  @property({ attribute: false }) onEdit: () => void = () => undefined;

  @state() private asking: Asking | undefined;
  /** What ends in a new letter and is being asked about. */
  @state() private renewing: Renewing | undefined;
  @state() private activation: ActivationPart | undefined;
  /** What is being done to a basic account. */
  @state() private basicAct: BasicAccountAct | undefined;
  @state() private showsLetter = false;
  @state() private showsHistory = false;
  /** One id for each form now open, renewed when its command succeeded. */
  readonly #operationIds = new Map<string, string>();
  /** Codes have just been made here: their letter opens as soon as a view has them. */
  #letterDue: ((view: ReadyTabView) => boolean) | undefined;
  /** What had the focus before this rendering. */
  #focused: Element | null = null;
  #services: OnlineServices | undefined;
  readonly #hand = handing(
    () => this.#services,
    'os-letter-dialog',
    'os-history-dialog',
    'os-new-codes-dialog',
    'os-child-dialog',
    'os-basic-account-dialog',
  );

  /** Given once, and read by nobody. */
  set services(services: OnlineServices | undefined) {
    this.#services ??= services;
  }

  /** As if *Create* were pressed for this patient; nothing when another one is open. */
  create(patientRef: string): void {
    const { view } = this;
    if (view?.patient.ref !== patientRef) return;
    void this.#perform(view, { act: 'create', answered: [] });
  }

  /** For who leaves: resolves when nothing is under way any more, to whether it was done. */
  leave(): Promise<boolean> {
    return this.commands.over();
  }

  protected override willUpdate(_changed: PropertyValues): void {
    this.#focused = this.shadowRoot?.activeElement ?? null;
    this.#openLetterDue();
    if (this.view?.activation !== undefined) void this.#loadActivation();
    // A refusal to create says nothing about the account that came from elsewhere meanwhile.
    if (this.view?.account !== undefined && this.asking?.act === 'create') this.asking = undefined;
  }

  protected override updated(_changed: PropertyValues): void {
    // The button that had the focus may go later than its command ends, or by news from elsewhere.
    const isGone = this.#focused instanceof HTMLButtonElement && !this.#focused.isConnected;
    if (isGone) void this.focusOn('print-letter');
  }

  protected override renderReady(view: ReadyTabView): TemplateResult {
    const { account, letter } = view;
    return html`<section class="card" aria-labelledby="heading">
      <header>${this.heading(words('tab').account.heading, 'account')}</header>
      <div class="body">
        ${account === undefined ? this.#renderCreate(view) : this.#renderAccount(view, account)}
        ${this.renderFailure()} ${this.#renderActivation(view)}
        ${letter === undefined ? this.#renderLetterActions(view) : this.#renderLetter(view, letter)}
        ${this.#renderHistory(view)}
      </div>
      ${this.#renderQuestion(view)} ${this.#renderRenewing(view)} ${this.#renderBasicAct(view)}
      ${
        this.showsLetter
          ? html`<os-letter-dialog
              .patient=${view.patient}
              .announcer=${this.announcer}
              .codesWork=${letter?.codesWork === true}
              .headingLevel=${this.headingLevel}
              @os-connected=${this.#hand}
              @os-close=${(event: DialogCloseEvent<string>) => {
                this.showsLetter = false;
                if (event.outcome !== undefined) this.#afterwards(event.outcome);
              }}
            ></os-letter-dialog>`
          : nothing
      }
      ${
        this.showsHistory
          ? html`<os-history-dialog
              .patient=${view.patient}
              .announcer=${this.announcer}
              .today=${view.today}
              .exporting=${allowed(view, 'exportHistory')}
              .headingLevel=${this.headingLevel}
              @os-connected=${this.#hand}
              @os-close=${() => {
                this.showsHistory = false;
              }}
            ></os-history-dialog>`
          : nothing
      }
    </section>`;
  }

  #renderCreate(view: ReadyTabView): TemplateResult {
    const text = words('tab').account;
    const { note } = allowed(view, 'createAccount');
    return html`
      ${
        view.accountMayExist === true
          ? message('warning', text.mayExist)
          : html`<p class="quiet">${text.none}</p>`
      }
      ${note === undefined ? nothing : message('warning', note)} ${offlineNote(view)}
      <div class="step">
        ${commandButton({
          name: 'create',
          label: text.create,
          working: text.creating,
          kind: 'primary',
          commands: this.commands,
          allowed: allowed(view, 'createAccount'),
          run: () => {
            this.create(view.patient.ref);
          },
        })}
      </div>
    `;
  }

  #renderAccount(view: ReadyTabView, account: AccountView): TemplateResult {
    const { account: text, dates } = words('tab');
    return html`
      <div class="status">
        <div class="pills">${accountPills(account)}</div>
        ${lastUse(account)}
      </div>
      ${
        account.disabledByPractice && account.status === 'active'
          ? nothing // “Can sign in” would not be true.
          : html`<p>${account.statusMeaning}</p>`
      }
      ${account.childUntil === undefined ? nothing : message(account.childUntil.isNear ? 'warning' : 'neutral', text.childUntil(dates.longDate(account.childUntil.on)), 'calendar')}
      ${account.disabledByPractice ? disabled(view, account) : nothing}
      ${account.endedCodesWork === true ? message('warning', words('tab').codes.endedWork, 'waiting') : nothing}
      ${account.madeElsewhere === undefined ? nothing : html`<p>${account.madeElsewhere}</p>`}
      <dl>
        <dt>${text.accountId}</dt>
        <dd>${account.accountId}</dd>
        ${account.dates.map(
          ({ label, at }) =>
            html`<dt>${label}</dt>
              <dd>${dates.instant(at)}</dd>`,
        )}
      </dl>
      ${this.#basicButton(view, 'upgrade', 'upgradeAccount')}
      ${this.#basicButton(view, 'reject', 'rejectBasicAccount')} ${this.#renderUnlock(view)}
      ${this.#renderWithdraw(view)}
    `;
  }

  /** Without a network it comes with the next news. */
  async #loadActivation(): Promise<void> {
    this.activation ??= await import('../reminders/activation-part.ts')
      .then((module) => module.loadActivationPart())
      .catch(() => undefined);
  }

  #renderActivation(view: ReadyTabView): TemplateResult | typeof nothing {
    if (view.activation === undefined || this.activation === undefined) return nothing;
    return this.activation(view, view.activation, {
      headingLevel: this.headingLevel,
      commands: this.commands,
      perform: (name, command, done) => {
        void this.#act(name, (services) => command(services)).then((wasDone) => {
          if (wasDone) this.#afterwards(done);
        });
      },
    });
  }

  #renderUnlock(view: ReadyTabView): TemplateResult | typeof nothing {
    const text = words('tab').account;
    const button = commandButton({
      name: 'unlock',
      label: text.unlock,
      working: text.unlocking,
      commands: this.commands,
      allowed: allowed(view, 'unlockAccount'),
      run: () => {
        void this.#act('unlock', (services, operationId) =>
          services.unlockAccount({ operationId, patientRef: view.patient.ref }),
        ).then((done) => {
          if (done) this.#afterwards(text.unlocked);
        });
      },
    });
    return button === nothing ? nothing : html`<div class="step">${button}</div>`;
  }

  /** Beside the gravest message only: at other times the Global tick disables an account. */
  #renderWithdraw(view: ReadyTabView): TemplateResult | typeof nothing {
    if (view.nobodyLetIn === undefined) return nothing;
    const text = words('tab').account;
    const button = commandButton({
      name: 'withdraw',
      label: text.withdraw,
      working: text.withdrawing,
      kind: 'danger',
      commands: this.commands,
      allowed: allowed(view, 'withdrawAccess'),
      run: () => {
        this.asking = { act: 'withdraw', answered: [] };
      },
    });
    return button === nothing ? nothing : html`<div class="step">${button}</div>`;
  }

  #renderLetter(view: ReadyTabView, letter: LetterView): TemplateResult {
    const { codes, dates, letter: text } = words('tab');
    const { note } = allowed(view, 'issueNewCodes');
    return html`<div class="part">
      <div role="heading" aria-level=${this.headingLevel + 1}>${text.heading}</div>
      ${letterWarning(letter)} ${note === undefined ? nothing : message('warning', note)}
      <dl>
        <dt>${letter.expired ? codes.expired : codes.expire}</dt>
        <dd>${dates.date(letter.expiresOn)}</dd>
        <dt>${text.made}</dt>
        <dd>${text.copies(letter)}</dd>
      </dl>
      ${allowed(view, 'printLetter').allowed ? offlineNote(view) : nothing}
      ${this.#renderLetterActions(view)}
    </div>`;
  }

  #renderHistory(view: ReadyTabView): TemplateResult {
    return html`<div class="part step">
      ${commandButton({
        name: 'history',
        label: words('tab').account.history,
        commands: this.commands,
        allowed: allowed(view, 'openHistory'),
        run: () => {
          this.showsHistory = true;
        },
      })}
    </div>`;
  }

  #renderLetterActions(view: ReadyTabView): TemplateResult {
    const { account, codes, letter } = words('tab');
    const print = printing(view);
    return html`${[
      commandButton({
        name: 'print-letter',
        label: view.letter?.copies ? letter.reprint : letter.print,
        kind: 'primary',
        commands: this.commands,
        allowed: print,
        run: () => {
          this.showsLetter = true;
        },
      }),
      this.#renewButton(view, 'new-letter', codes.issue),
      this.#renewButton(view, 'reset', account.reset),
    ].map((button) => (button === nothing ? nothing : html`<div class="step">${button}</div>`))}
    ${view.account === undefined ? nothing : html`<os-next-step .view=${view}></os-next-step>`}`;
  }

  #renewButton(
    view: ReadyTabView,
    act: NewCodesAct,
    label: string,
  ): TemplateResult | typeof nothing {
    return commandButton({
      name: act,
      label,
      commands: this.commands,
      allowed: allowed(view, act === 'reset' ? 'resetAccount' : 'issueNewCodes'),
      run: () => {
        this.renewing = { act, before: view.letter?.registrationId };
      },
    });
  }

  #renderRenewing(view: ReadyTabView): TemplateResult | typeof nothing {
    const { renewing } = this;
    if (renewing === undefined) return nothing;
    const { account, codes } = words('tab');
    return html`<os-new-codes-dialog
      .act=${renewing.act}
      .view=${view}
      .staffId=${view.staff.id}
      .patient=${view.patient}
      .announcer=${this.announcer}
      .headingLevel=${this.headingLevel}
      @os-connected=${this.#hand}
      @os-close=${(event: DialogCloseEvent<true>) => {
        this.renewing = undefined;
        if (event.outcome !== true) return;
        this.#letterDue = ({ letter }) =>
          letter !== undefined && letter.registrationId !== renewing.before;
        this.#done(renewing.act === 'reset' ? account.wasReset : codes.issued);
      }}
    ></os-new-codes-dialog>`;
  }

  #basicButton(
    view: ReadyTabView,
    act: BasicAccountAct,
    command: 'upgradeAccount' | 'rejectBasicAccount',
  ): TemplateResult | typeof nothing {
    const button = commandButton({
      name: act,
      label: words('tab').account.basic[act],
      ...(act === 'upgrade' && { kind: 'primary' }),
      commands: this.commands,
      allowed: allowed(view, command),
      run: () => {
        this.basicAct = act;
      },
    });
    return button === nothing ? nothing : html`<div class="step">${button}</div>`;
  }

  #renderBasicAct(view: ReadyTabView): TemplateResult | typeof nothing {
    const act = this.basicAct;
    if (act === undefined) return nothing;
    return html`<os-basic-account-dialog
      .act=${act}
      .view=${view}
      .staffId=${view.staff.id}
      .patient=${view.patient}
      .announcer=${this.announcer}
      .headingLevel=${this.headingLevel}
      @os-connected=${this.#hand}
      @os-close=${(event: DialogCloseEvent<true>) => {
        this.basicAct = undefined;
        if (event.outcome === true) this.#done(words('tab').account.basic.done[act]);
      }}
    ></os-basic-account-dialog>`;
  }

  #renderQuestion(view: ReadyTabView): TemplateResult | typeof nothing {
    const { asking } = this;
    if (asking === undefined) return nothing;
    const group = childAskedAbout(asking);
    if (group !== undefined && asking.act === 'create') {
      return html`<os-child-dialog
        .group=${group}
        .staffChoices=${view.staffChoices}
        .staffId=${view.staff.id}
        .patient=${view.patient}
        .announcer=${this.announcer}
        .headingLevel=${this.headingLevel}
        @os-connected=${this.#hand}
        @os-close=${({ outcome: child }: DialogCloseEvent<ChildAnswers>) => {
          this.#goOn(view, asking, child !== undefined, child);
        }}
      ></os-child-dialog>`;
    }
    // A question after another one is another dialog, which tells of itself and takes the focus.
    return html`${keyed(
      asking,
      html`<os-confirm-dialog
        .ask=${() => questionOf(asking)}
        .dangerous=${asking.act === 'withdraw'}
        .patient=${view.patient}
        .announcer=${this.announcer}
        .headingLevel=${this.headingLevel}
        @os-close=${(event: DialogCloseEvent<true>) => {
          this.#goOn(view, asking, event.outcome === true);
        }}
      ></os-confirm-dialog>`,
    )}`;
  }

  #goOn(view: ReadyTabView, asking: Asking, isYes: boolean, child = asking.child): void {
    this.asking = undefined;
    this.failure = undefined;
    if (!isYes) return;
    void this.#perform(view, { ...asking, answered: answeredNow(asking), ...(child && { child }) });
  }

  /** Does it. Where that needs an answer first, it is asked for, and then done again. */
  async #perform(view: ReadyTabView, { act, answered, child }: Asking): Promise<void> {
    const { patientRef, ticks } = {
      patientRef: view.patient.ref,
      ticks: this.draft.ticks(view.services),
    };
    const commands: Readonly<Record<Asking['act'], Command<void>>> = {
      create: (services, operationId) =>
        services.createAccount({
          operationId,
          patientRef,
          answered,
          services: ticks,
          ...(child && { child }),
        }),
      withdraw: (services, operationId) => services.withdrawAccess({ operationId, patientRef }),
    };
    if (await this.#act(act, commands[act])) {
      if (act === 'create') {
        this.draft.saved(ticks);
        this.#letterDue = ({ account: made }) => made !== undefined;
      }
      const { account } = words('tab');
      this.#done(act === 'create' ? account.created : account.withdrawn);
    } else if (this.failure?.question !== undefined) {
      this.asking = { act, answered, refusal: this.failure, ...(child && { child }) };
    }
  }

  #done(said: string): void {
    this.onEdit();
    if (this.#letterDue !== undefined) this.requestUpdate();
    this.#afterwards(said);
  }

  /** Where this person may not print, or codes are not at hand, what was done alone is what was asked for. */
  #openLetterDue(): void {
    const { view } = this;
    const due = this.#letterDue;
    // What is shown may be of before.
    if (due === undefined || view === undefined || !due(view)) return;
    this.#letterDue = undefined;
    // Nor over another dialog, in which somebody may be typing by now.
    const isFree = this.announcer?.dialog === undefined;
    if (isFree && allowed(view, 'printLetter').allowed) this.showsLetter = true;
  }

  /** Runs a command under its form's operation id. `true` when it was done; the id is then used up. */
  async #act<T>(name: string, command: Command<T>): Promise<boolean> {
    const services = this.#services;
    if (services === undefined) return false;
    const operationId = this.#operationIds.get(name) ?? services.newOperationId();
    this.#operationIds.set(name, operationId);
    const result = await this.perform(name, () => command(services, operationId));
    if (result?.ok === true) this.#operationIds.delete(name);
    return result?.ok === true;
  }

  /** Says what was done and moves the focus on when its button has gone. */
  #afterwards(done: string): void {
    if (!this.isConnected) return;
    this.announcer?.say(done);
    void this.updateComplete.then(() => {
      if (this.shadowRoot?.activeElement === null) void this.focusOn('print-letter');
    });
  }
}

function lastUse({ lastUsed }: AccountView): TemplateResult | typeof nothing {
  if (lastUsed === undefined) return nothing;
  const { account, dates } = words('tab');
  return html`<span class="quiet">
    ${lastUsed.on === undefined ? account.neverUsed : account.lastUsed(dates.longDate(lastUsed.on))}
  </span>`;
}

/** Why it is off, and what comes next: of who has come back, the identification. */
function disabled(view: ReadyTabView, account: AccountView): TemplateResult {
  const { note } = allowed(view, 'changeServices');
  const next = note === undefined ? nextOf(view, account) : undefined;
  return html`<p>${words('tab').account.disabled(account.disabling, next)}</p>
    ${note === undefined ? nothing : message('warning', note)}`;
}

/** What ends in a new letter, and which codes there were before. */
interface Renewing {
  readonly act: NewCodesAct;
  readonly before: string | undefined;
}

/** What a form does, under its operation id. */
type Command<T> = (services: OnlineServices, operationId: string) => Promise<Result<T>>;

/**
 * What comes next once the account is enabled: its status, unless the codes that lead on are of no use any more; `undefined` where
 * it cannot be enabled now.
 */
function nextOf(
  view: ReadyTabView,
  { status, lapsed }: AccountView,
): AccountStatus | 'new-codes' | undefined {
  if (view.nobodyLetIn !== undefined) return undefined;
  const haveExpired = status === 'created' && view.letter?.expired !== false;
  return lapsed === true || haveExpired ? 'new-codes' : status;
}

/** The same codes go out again only once they work. */
function printing(view: ReadyTabView): Allowed {
  const print = allowed(view, 'printLetter');
  const { letter } = view;
  const isTooSoon = letter !== undefined && letter.copies > 0 && !letter.codesWork;
  return print.allowed && isTooSoon
    ? { allowed: false, reason: words('tab').letter.notYetAgain }
    : print;
}

/** Known before *Create* is pressed: a patient at the desk may be waiting for the letter. */
function offlineNote({ sync, letterAtHand }: ReadyTabView): TemplateResult | typeof nothing {
  if (sync.phase !== 'offline') return nothing;
  const { offline } = words('tab').letter;
  return letterAtHand ? message('neutral', offline.ready) : message('warning', offline.notReady);
}

function letterWarning({ expired, codesWork }: LetterView): TemplateResult | typeof nothing {
  const { codes } = words('tab');
  if (expired) return message('warning', codes.haveExpired);
  return codesWork ? nothing : message('warning', codes.doNotWorkYet, 'waiting');
}
