import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type {
  AccountView,
  LetterView,
  OnlineServices,
  ReadyTabView,
} from '../../services/application/views.ts';
import { accountPills } from './account-pills.ts';
import { allowed } from '../base/allowed.ts';
import { commandButton } from '../base/command-button.ts';
import type { DialogCloseEvent } from '../base/dialog-element.ts';
import type { ConfirmQuestion } from '../base/os-confirm-dialog.ts';
import { SectionElement } from '../base/section-element.ts';
import { message } from '../base/tone.ts';
import { ServicesDraft } from '../services/services-draft.ts';
import type { AccountStatus, Failure, Result } from '../view-types.ts';
import { words } from '../../services/words/words.ts';

type Question = 'without-email' | 'new-codes';

/** Account: creating it, its status with dates, unlocking, the letter. */
export class OsAccountSection extends SectionElement {
  static override styles = [
    SectionElement.styles,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      .pills {
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
  /** Called when the draft was used up. */
  @property({ attribute: false }) onEdit: () => void = () => undefined;

  @state() private question: Question | undefined;
  @state() private showsLetter = false;
  /** One id for each form now open, renewed when its command succeeded. */
  readonly #operationIds = new Map<string, string>();
  /** What had the focus before this rendering. */
  #focused: Element | null = null;

  protected override willUpdate(_changed: PropertyValues): void {
    this.#focused = this.shadowRoot?.activeElement ?? null;
    // A refusal to create says nothing about the account that came from elsewhere meanwhile.
    if (this.view?.account !== undefined && this.question === 'without-email')
      this.question = undefined;
  }

  protected override updated(_changed: PropertyValues): void {
    // The button that had the focus may go later than its command ends, or by news from elsewhere.
    const isGone = this.#focused instanceof HTMLButtonElement && !this.#focused.isConnected;
    if (isGone) void this.focusOn('print-letter');
  }

  protected override renderReady(services: OnlineServices, view: ReadyTabView): TemplateResult {
    const { account, letter } = view;
    return html`<section class="card" aria-labelledby="heading">
      <header>${this.heading(words('tab').account.heading)}</header>
      <div class="body">
        ${account === undefined ? this.#renderCreate(services, view) : this.#renderAccount(services, view, account)}
        ${this.renderFailure()}
        ${letter === undefined ? this.#renderLetterActions(view) : this.#renderLetter(view, letter)}
      </div>
      ${this.#renderQuestion(services, view)}
      ${
        this.showsLetter
          ? html`<os-letter-dialog
              .services=${services}
              .patient=${view.patient}
              .announcer=${this.announcer}
              .headingLevel=${this.headingLevel}
              @os-close=${() => {
                this.showsLetter = false;
              }}
            ></os-letter-dialog>`
          : nothing
      }
    </section>`;
  }

  #renderCreate(services: OnlineServices, view: ReadyTabView): TemplateResult {
    const text = words('tab').account;
    return html`
      ${
        view.accountMayExist === true
          ? message('warning', text.mayExist)
          : html`<p class="quiet">${text.none}</p>`
      }
      <div class="step">
        ${commandButton({
          name: 'create',
          label: text.create,
          working: text.creating,
          kind: 'primary',
          commands: this.commands,
          allowed: allowed(view, 'createAccount'),
          run: () => {
            void this.#create(services, view, false);
          },
        })}
      </div>
    `;
  }

  #renderAccount(
    services: OnlineServices,
    view: ReadyTabView,
    account: AccountView,
  ): TemplateResult {
    const { account: text, dates } = words('tab');
    return html`
      <div class="pills">${accountPills(account)}</div>
      ${
        account.disabledByPractice && account.status === 'active'
          ? nothing // “Can sign in” would not be true.
          : html`<p>${account.statusMeaning}</p>`
      }
      ${account.disabledByPractice ? html`<p>${text.disabled(nextOf(view, account))}</p>` : nothing}
      <dl>
        <dt>${text.accountId}</dt>
        <dd>${account.accountId}</dd>
        ${account.dates.map(
          ({ label, at }) =>
            html`<dt>${label}</dt>
              <dd>${dates.instant(at)}</dd>`,
        )}
      </dl>
      ${this.#renderUnlock(services, view)}
    `;
  }

  #renderUnlock(services: OnlineServices, view: ReadyTabView): TemplateResult | typeof nothing {
    const text = words('tab').account;
    const button = commandButton({
      name: 'unlock',
      label: text.unlock,
      working: text.unlocking,
      commands: this.commands,
      allowed: allowed(view, 'unlockAccount'),
      run: () => {
        void this.#act(services, 'unlock', (operationId) =>
          services.unlockAccount({ operationId, patientRef: view.patient.ref }),
        ).then((done) => {
          if (done) this.#afterwards(text.unlocked);
        });
      },
    });
    return button === nothing ? nothing : html`<div class="step">${button}</div>`;
  }

  #renderLetter(view: ReadyTabView, letter: LetterView): TemplateResult {
    const { codes, dates, letter: text } = words('tab');
    return html`<div class="part">
      <div role="heading" aria-level=${this.headingLevel + 1}>${text.heading}</div>
      ${letterWarning(letter)}
      <dl>
        <dt>${letter.expired ? codes.expired : codes.expire}</dt>
        <dd>${dates.date(letter.expiresOn)}</dd>
        <dt>${text.made}</dt>
        <dd>${text.copies(letter)}</dd>
      </dl>
      ${this.#renderLetterActions(view)}
    </div>`;
  }

  #renderLetterActions(view: ReadyTabView): TemplateResult {
    const { codes, letter } = words('tab');
    return html`${[
      commandButton({
        name: 'print-letter',
        label: letter.print,
        kind: 'primary',
        commands: this.commands,
        allowed: allowed(view, 'printLetter'),
        run: () => {
          this.showsLetter = true;
        },
      }),
      commandButton({
        name: 'new-codes',
        label: codes.issue,
        working: codes.issuing,
        commands: this.commands,
        allowed: allowed(view, 'issueNewCodes'),
        run: () => {
          this.question = 'new-codes';
        },
      }),
    ].map((button) => (button === nothing ? nothing : html`<div class="step">${button}</div>`))}`;
  }

  #renderQuestion(services: OnlineServices, view: ReadyTabView): TemplateResult | typeof nothing {
    const { question } = this;
    if (question === undefined) return nothing;
    const { failure } = this;
    return html`<os-confirm-dialog
      .ask=${() => (question === 'new-codes' ? aboutNewCodes(view) : aboutEmail(view, failure))}
      .patient=${view.patient}
      .announcer=${this.announcer}
      .headingLevel=${this.headingLevel}
      @os-close=${(event: DialogCloseEvent<true>) => {
        this.question = undefined;
        this.failure = undefined;
        if (event.outcome !== true) return;
        if (question === 'new-codes') void this.#issueNewCodes(services, view);
        else void this.#create(services, view, true);
      }}
    ></os-confirm-dialog>`;
  }

  async #create(
    services: OnlineServices,
    view: ReadyTabView,
    withoutEmail: boolean,
  ): Promise<void> {
    const ticks = this.draft.ticks(view.services);
    const done = await this.#act(services, 'create', (operationId) =>
      services.createAccount({
        operationId,
        patientRef: view.patient.ref,
        services: ticks,
        ...(withoutEmail ? { withoutEmail } : {}),
      }),
    );
    if (!done) {
      if (this.failure?.kind === 'needs-confirmation') this.question = 'without-email';
      return;
    }
    this.draft.clear();
    this.onEdit();
    this.#afterwards(words('tab').account.created);
  }

  async #issueNewCodes(services: OnlineServices, view: ReadyTabView): Promise<void> {
    const done = await this.#act(services, 'new-codes', (operationId) =>
      services.issueNewCodes({ operationId, patientRef: view.patient.ref, replaceWorking: true }),
    );
    if (done) this.#afterwards(words('tab').codes.issued);
  }

  /** Runs a command under its form's operation id. `true` when it was done; the id is then used up. */
  async #act<T>(
    services: OnlineServices,
    name: string,
    command: (operationId: string) => Promise<Result<T>>,
  ): Promise<boolean> {
    const operationId = this.#operationIds.get(name) ?? services.newOperationId();
    this.#operationIds.set(name, operationId);
    const result = await this.perform(name, () => command(operationId));
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

/** What comes next once the account is enabled: its status, unless the codes that lead on are of no use any more. */
function nextOf(view: ReadyTabView, { status }: AccountView): AccountStatus | 'new-codes' {
  const codes = allowed(view, 'issueNewCodes');
  const haveLapsed = status === 'registered' && (codes.allowed || codes.hidden !== true);
  const haveExpired = status === 'created' && view.letter?.expired === true;
  return haveLapsed || haveExpired ? 'new-codes' : status;
}

function aboutNewCodes({ letter }: ReadyTabView): ConfirmQuestion {
  const { codes } = words('dialogs');
  return letter?.expired === false ? codes.issueWhileOldWork : codes.issueAnew;
}

function aboutEmail({ contacts }: ReadyTabView, failure: Failure | undefined): ConfirmQuestion {
  const { notVerified, ...text } = words('dialogs').account.withoutEmail;
  const isHeld = contacts.some(({ type, preferred }) => type === 'email' && preferred);
  return { ...text, ...(isHeld && { title: notVerified }), message: failure?.message ?? '' };
}

function letterWarning({ expired, codesWork }: LetterView): TemplateResult | typeof nothing {
  const { codes } = words('tab');
  if (expired) return message('warning', codes.haveExpired);
  return codesWork ? nothing : message('warning', codes.doNotWorkYet, 'waiting');
}
