import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { basicRejectionReasons } from '../../services/application/osu/basic-account-form.ts';
import type { OnlineServices, ReadyTabView } from '../../services/application/views.ts';
import { words } from '../../services/words/words.ts';
import { askedPart } from '../base/asked-part.ts';
import { choiceField, choicesOf } from '../base/choice-field.ts';
import { field } from '../base/field.ts';
import { FormDialog } from '../base/form-dialog.ts';
import { reasonField } from '../base/reason-field.ts';
import { message } from '../base/tone.ts';
import type { Failure, QuestionCode } from '../view-types.ts';

/** What is done to a basic account. */
export type BasicAccountAct = 'upgrade' | 'reject';

interface Given {
  readonly username: string;
  readonly reasonCode: string;
  readonly reason: string;
}

/**
 * *Upgrade OSU Account*, which asks for the username that the patient chose, and *Reject OSU account*, which asks why.
 *
 * @fires os-close - When it has closed; `outcome` is `true` when it was done.
 */
export class OsBasicAccountDialog extends FormDialog<true, Given> {
  static override styles = [
    FormDialog.styles,
    css`
      ul {
        list-style: disc;
        display: grid;
        gap: 4px;
        margin: 0;
        padding-inline-start: 20px;
      }
    `,
  ];

  @property({ attribute: false }) act: BasicAccountAct = 'upgrade';
  @property({ attribute: false }) view: ReadyTabView | undefined;

  @state() private given: Given = { username: '', reasonCode: '', reason: '' };
  /** What the command asks before it goes on. */
  @state() private question: Failure | undefined;
  #answered: readonly QuestionCode[] = [];
  #services: OnlineServices | undefined;
  #operationId = '';

  /** Given once, and read by nobody. */
  override set services(services: OnlineServices | undefined) {
    super.services = services;
    this.#services ??= services;
  }

  protected override get entered(): Given {
    return this.given;
  }

  protected override set entered(entered: Given) {
    this.given = entered;
  }

  /** Who is asked whether to save has not decided to do this. */
  protected override saveUnsaved(): Promise<boolean> {
    return Promise.resolve(false);
  }

  protected override subject(): string {
    return this.act;
  }

  protected override get heading(): string {
    return this.#text.title;
  }

  protected override get working(): string {
    return this.#text.working;
  }

  get #text() {
    const { upgrade, reject } = words('dialogs').osu;
    return this.act === 'upgrade' ? upgrade : reject;
  }

  protected override willUpdate(_changed: PropertyValues): void {
    if (!this.hasUpdated) this.#operationId = this.#services?.newOperationId() ?? '';
  }

  protected override async submit(): Promise<void> {
    const { patient, given } = this;
    const services = this.#services;
    if (services === undefined || patient === undefined) return;
    const asked = this.question?.question?.code;
    if (asked !== undefined) this.#answered = [...this.#answered, asked];
    this.question = undefined;
    const operation = { operationId: this.#operationId, patientRef: patient.ref };
    const { username, ...why } = given;
    const result = await this.perform(
      this.act,
      () =>
        this.act === 'upgrade'
          ? services.upgradeAccount({ ...operation, username, answered: this.#answered })
          : services.rejectBasicAccount({ ...operation, ...why }),
      () => true,
    );
    if (result?.ok === false && result.failure.question !== undefined) this.#ask(result.failure);
  }

  #ask(question: Failure): void {
    this.failure = undefined;
    this.question = question;
    this.tell(question.message);
    void this.updateComplete.then(() => {
      this.renderRoot.querySelector<HTMLElement>('#question')?.focus();
    });
  }

  protected override renderContent(): TemplateResult {
    const text = this.#text;
    return html`
      <ul aria-label=${words('dialogs').account.why.does}>
        ${text.does.map((sentence) => html`<li>${sentence}</li>`)}
      </ul>
      ${this.view?.sync.phase === 'offline' ? message('warning', text.offline) : nothing}
      ${this.act === 'upgrade' ? this.#renderUsername() : this.#renderReasons()}
      ${askedPart(this.question)}
    `;
  }

  #renderUsername(): TemplateResult {
    const { upgrade } = words('dialogs').osu;
    return field(
      {
        id: 'username',
        label: upgrade.username,
        hint: upgrade.usernameHint,
        error: this.errorOf('username'),
      },
      ({ describedBy, invalid }) =>
        html`<input
          id="username"
          autocomplete="off"
          autocapitalize="none"
          spellcheck="false"
          aria-required="true"
          aria-invalid=${invalid}
          aria-describedby=${describedBy}
          .value=${this.given.username}
          @input=${(event: InputEvent & { readonly target: HTMLInputElement }) => {
            this.given = { ...this.given, username: event.target.value };
          }}
        />`,
    );
  }

  #renderReasons(): TemplateResult {
    const { why } = words('dialogs').account;
    const { reasonCode, reason } = this.given;
    return html`${choiceField(
      {
        id: 'reasonCode',
        label: why.reason,
        choose: why.choose,
        error: this.errorOf('reasonCode'),
      },
      choicesOf(basicRejectionReasons(), words('dialogs').osu.reject.reasons),
      reasonCode,
      (chosen) => {
        this.given = { ...this.given, reasonCode: chosen };
      },
    )}
    ${reasonField(
      {
        label: why.text,
        hint: why.textHint,
        error: this.errorOf('reason'),
        limited: { of: 'actionReason', text: reason },
        required: false,
      },
      reason,
      (typed) => {
        this.given = { ...this.given, reason: typed };
      },
    )}`;
  }

  protected override renderActions(): TemplateResult {
    const label = this.question === undefined ? this.#text.yes : words('dialogs').account.why.goOn;
    return html`${this.cancelButton()}${this.submitButton(
      label,
      this.act === 'reject' ? 'danger' : 'primary',
    )}`;
  }
}
