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
import { dateText, instantText } from '../base/dates.ts';
import type { DialogCloseEvent } from '../base/dialog-element.ts';
import { SectionElement } from '../base/section-element.ts';
import { message } from '../base/tone.ts';
import { ServicesDraft } from '../services/services-draft.ts';
import type { Failure, Result } from '../view-types.ts';

const MAY_EXIST =
  'This workstation is still fetching the shared record for the first time, so an account that this patient has already may not be shown yet. ' +
  'If there is one, it stands, and a letter printed for another one will not work.';

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
      <header>${this.heading('Online account')}</header>
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
    return html`
      ${
        view.accountMayExist === true
          ? message('warning', MAY_EXIST)
          : html`<p class="quiet">This patient has no online account.</p>`
      }
      <div class="step">
        ${commandButton({
          name: 'create',
          label: 'Create Online Account',
          working: 'Creating…',
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
    return html`
      <div class="pills">${accountPills(account)}</div>
      ${
        account.disabledByPractice && account.status === 'active'
          ? nothing // “Can sign in” would not be true.
          : html`<p>${account.statusMeaning}</p>`
      }
      ${
        account.disabledByPractice
          ? html`<p>
              The practice switched this account off (the Global tick under Services). That is not a
              lock: the patient can sign in again as soon as it is ticked.
            </p>`
          : nothing
      }
      <dl>
        <dt>Account ID</dt>
        <dd>${account.accountId}</dd>
        ${account.dates.map(
          ({ label, at }) =>
            html`<dt>${label}</dt>
              <dd>${instantText(at)}</dd>`,
        )}
      </dl>
      ${this.#renderStep(services, view, {
        name: 'unlock',
        label: 'Unlock account',
        working: 'Unlocking…',
      })}
    `;
  }

  #renderStep(
    services: OnlineServices,
    view: ReadyTabView,
    { name, label, working }: { name: 'unlock'; label: string; working: string },
  ): TemplateResult | typeof nothing {
    const button = commandButton({
      name,
      label,
      working,
      commands: this.commands,
      allowed: allowed(view, 'unlockAccount'),
      run: () => {
        void this.#act(services, name, (operationId) =>
          services.unlockAccount({ operationId, patientRef: view.patient.ref }),
        ).then((done) => {
          if (done) this.#afterwards('The account was unlocked.');
        });
      },
    });
    return button === nothing ? nothing : html`<div class="step">${button}</div>`;
  }

  #renderLetter(view: ReadyTabView, letter: LetterView): TemplateResult {
    return html`<div class="part">
      <div role="heading" aria-level=${this.headingLevel + 1}>Registration letter</div>
      ${letterWarning(letter)}
      <dl>
        <dt>Codes ${letter.expired ? 'expired' : 'expire'}</dt>
        <dd>${dateText(letter.expiresOn)}</dd>
        <dt>Letters made</dt>
        <dd>
          ${letter.copies === 0 ? 'none yet' : letter.copies}${
            letter.lastAt === undefined
              ? nothing
              : html`, last
                ${instantText(letter.lastAt)}${letter.lastByName === undefined ? '' : ` by ${letter.lastByName}`}`
          }
        </dd>
      </dl>
      ${this.#renderLetterActions(view)}
    </div>`;
  }

  #renderLetterActions(view: ReadyTabView): TemplateResult {
    return html`${[
      commandButton({
        name: 'print-letter',
        label: 'Print letter…',
        kind: 'primary',
        commands: this.commands,
        allowed: allowed(view, 'printLetter'),
        run: () => {
          this.showsLetter = true;
        },
      }),
      commandButton({
        name: 'new-codes',
        label: 'Issue new codes…',
        working: 'Issuing…',
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
    const text = question === 'new-codes' ? newCodesQuestion(view) : emailQuestion(this.failure);
    return html`<os-confirm-dialog
      .question=${text.title}
      .message=${text.message}
      .patient=${view.patient}
      .announcer=${this.announcer}
      .headingLevel=${this.headingLevel}
      yes-label=${text.yes}
      no-label=${text.no}
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
    this.#afterwards('The online account was created. Print the registration letter next.');
  }

  async #issueNewCodes(services: OnlineServices, view: ReadyTabView): Promise<void> {
    const done = await this.#act(services, 'new-codes', (operationId) =>
      services.issueNewCodes({ operationId, patientRef: view.patient.ref, replaceWorking: true }),
    );
    if (done) this.#afterwards('New codes were issued. Print the new letter next.');
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
  #afterwards(words: string): void {
    if (!this.isConnected) return;
    this.announcer?.say(words);
    void this.updateComplete.then(() => {
      if (this.shadowRoot?.activeElement === null) void this.focusOn('print-letter');
    });
  }
}

interface QuestionText {
  readonly title: string;
  readonly message: string;
  readonly yes: string;
  readonly no: string;
}

function newCodesQuestion({ letter }: ReadyTabView): QuestionText {
  const stillWorks = letter?.expired === false;
  return {
    title: 'Issue new codes',
    message: stillWorks
      ? 'The codes of the current letter still work. Print it again instead, unless it was lost, was seen by somebody else or cannot be printed. With new codes the old ones stop working at once, and the patient needs a new letter. Issue new codes?'
      : 'The patient needs a new letter with the new codes. Issue new codes?',
    yes: 'Issue new codes',
    no: 'Cancel',
  };
}

function emailQuestion(failure: Failure | undefined): QuestionText {
  return {
    title: 'No preferred email address',
    message: failure?.message ?? '',
    yes: 'Yes',
    no: 'No',
  };
}

function letterWarning({ expired, codesWork }: LetterView): TemplateResult | typeof nothing {
  if (expired)
    return message(
      'warning',
      'The codes have expired. The patient cannot register with this letter any more.',
    );
  return codesWork
    ? nothing
    : message(
        'warning',
        'The codes do not work on the website yet: they have not been sent to the shared record. They will work once they are.',
        'waiting',
      );
}
