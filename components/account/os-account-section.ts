import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type {
  AccountView,
  Allowed,
  LetterView,
  OnlineServices,
  ReadyTabView,
} from '../../services/application/views.ts';
import { words } from '../../services/words/words.ts';
import { allowed } from '../base/allowed.ts';
import { commandButton, type CommandButton } from '../base/command-button.ts';
import { act, later, renderPart } from '../base/later.ts';
import { SectionElement } from '../base/section-element.ts';
import { message } from '../base/tone.ts';
import { ServicesDraft } from '../services/services-draft.ts';
import type { AccountStatus } from '../view-types.ts';
import type { AccountButton } from './account-acts.ts';
import { accountPills } from './account-pills.ts';

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

  /** What had the focus before this rendering. */
  #focused: Element | null = null;
  #services: OnlineServices | undefined;
  /** What is done when somebody acts. */
  readonly #acts = later(this, async () => {
    const { loadAccountActs } = await import('../tab/dialog-elements.ts');
    return loadAccountActs(this, () => this.#services);
  });
  readonly #activation = later(this, async () => {
    const { loadActivationPart } = await import('../reminders/activation-part.ts');
    return loadActivationPart();
  });

  /** Given once, and read by nobody. */
  set services(services: OnlineServices | undefined) {
    this.#services ??= services;
  }

  /** As if *Create* were pressed for this patient; nothing when another one is open. */
  create(patientRef: string): void {
    const { view } = this;
    if (view?.patient.ref === patientRef) this.#press('create', view);
  }

  /** For who leaves: resolves when nothing is under way any more, to whether it was done. */
  leave(): Promise<boolean> {
    return this.commands.over();
  }

  protected override willUpdate(_changed: PropertyValues): void {
    this.#focused = this.shadowRoot?.activeElement ?? null;
    if (this.view !== undefined) this.#acts.part?.follow(this.view);
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
        ${letter === undefined ? this.#renderNoLetter(view) : this.#renderLetter(view, letter)}
        ${this.#renderHistory(view)}
      </div>
      ${this.#acts.part?.renderDialog(view)}
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
      ${this.#button(view, 'create', allowed(view, 'createAccount'), {
        label: text.create,
        working: text.creating,
        kind: 'primary',
      })}
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
      ${this.#button(view, 'upgrade', allowed(view, 'upgradeAccount'), {
        label: text.basic.upgrade,
        kind: 'primary',
      })}
      ${this.#button(view, 'reject', allowed(view, 'rejectBasicAccount'), { label: text.basic.reject })}
      ${this.#button(view, 'unlock', allowed(view, 'unlockAccount'), {
        label: text.unlock,
        working: text.unlocking,
      })}
      ${this.#renderWithdraw(view)}
    `;
  }

  #renderActivation(view: ReadyTabView): unknown {
    const { activation } = view;
    if (activation === undefined) return nothing;
    const { headingLevel, commands } = this;
    return renderPart(
      this,
      this.#activation,
      (render) =>
        render(view, activation, {
          headingLevel,
          commands,
          perform: (name, command, done) => {
            void act(this, name, this.#acts, (acts) => acts.run(name, command, done));
          },
        }),
      words('tab').tab.notShown.reminders,
    );
  }

  /** Beside the gravest message only: at other times the Global tick disables an account. */
  #renderWithdraw(view: ReadyTabView): TemplateResult | typeof nothing {
    if (view.nobodyLetIn === undefined) return nothing;
    const text = words('tab').account;
    return this.#button(view, 'withdraw', allowed(view, 'withdrawAccess'), {
      label: text.withdraw,
      working: text.withdrawing,
      kind: 'danger',
    });
  }

  /** Set apart from the reminders above, which are another matter. */
  #renderNoLetter(view: ReadyTabView): TemplateResult {
    const acts = this.#renderLetterActions(view);
    return view.activation === undefined ? acts : html`<div class="part">${acts}</div>`;
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
    const may = allowed(view, 'openHistory');
    return html`<div class="part">
      ${this.#button(view, 'history', may, { label: words('tab').account.history })}
    </div>`;
  }

  #renderLetterActions(view: ReadyTabView): TemplateResult {
    const { account, codes, letter } = words('tab');
    const acts: readonly LetterAct[] = [
      [
        'print-letter',
        printing(view),
        { label: view.letter?.copies ? letter.reprint : letter.print, kind: 'primary' },
      ],
      ['new-letter', allowed(view, 'issueNewCodes'), { label: codes.issue }],
      ['reset', allowed(view, 'resetAccount'), { label: account.reset }],
    ];
    return html`${byReason(acts).map((group) => this.#renderActs(view, group))}
    ${view.account === undefined ? nothing : html`<os-next-step .view=${view}></os-next-step>`}`;
  }

  /** One act, or several that are refused for one reason: it stands below them all. */
  #renderActs(view: ReadyTabView, acts: readonly LetterAct[]): unknown {
    const reason = reasonOf(acts[0]);
    if (acts.length === 1 || reason === undefined) {
      return acts.map(([name, may, look]) => this.#button(view, name, may, look));
    }
    const reasonId = `${acts.map(([name]) => name).join('-')}-reason`;
    return html`<div class="step">
      <div class="actions">
        ${acts.map(([name, may, look]) => this.#button(view, name, may, { ...look, reasonId }))}
      </div>
      <span class="reason" id=${reasonId}>${reason}</span>
    </div>`;
  }

  #button(
    view: ReadyTabView,
    name: AccountButton,
    may: Allowed,
    look: ButtonLook,
  ): TemplateResult | typeof nothing {
    const button = commandButton({
      ...look,
      name,
      commands: this.commands,
      allowed: may,
      run: () => {
        this.#press(name, view);
      },
    });
    return button === nothing ? nothing : html`<div class="step">${button}</div>`;
  }

  #press(button: AccountButton, view: ReadyTabView): void {
    void act(this, button, this.#acts, (acts) => acts.press(button, view));
  }
}

type ButtonLook = Pick<CommandButton, 'label' | 'working' | 'kind' | 'reasonId'>;
type LetterAct = readonly [name: AccountButton, may: Allowed, look: ButtonLook];

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

/** Neighbours that are refused for the same reason, together. */
function byReason(acts: readonly LetterAct[]): readonly (readonly LetterAct[])[] {
  const groups: LetterAct[][] = [];
  for (const act of acts) {
    const group = groups.at(-1);
    const reason = reasonOf(act);
    if (group !== undefined && reason !== undefined && reasonOf(group[0]) === reason) {
      group.push(act);
    } else groups.push([act]);
  }
  return groups;
}

function reasonOf(act: LetterAct | undefined): string | undefined {
  const may = act?.[1];
  return may === undefined || may.allowed || may.hidden === true ? undefined : may.reason;
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
