import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { offeredReasons } from '../../services/application/codes/new-codes-form.ts';
import type { OnlineServices, ReadyTabView } from '../../services/application/views.ts';
import { askedPart } from '../base/asked-part.ts';
import { choiceField, choicesOf } from '../base/choice-field.ts';
import { FormDialog } from '../base/form-dialog.ts';
import { reasonField } from '../base/reason-field.ts';
import { message } from '../base/tone.ts';
import type { Failure, QuestionCode } from '../view-types.ts';
import { words } from '../../services/words/words.ts';

/** What ends in a new letter. */
export type NewCodesAct = 'new-letter' | 'reset';

interface Given {
  readonly reasonCode: string;
  readonly reason: string;
}

/**
 * *New letter* and *Reset Online Account*: says what it does, asks why, and whatever the command asks, then does it.
 *
 * @fires os-close - When it has closed; `outcome` is `true` when it was done.
 */
export class OsNewCodesDialog extends FormDialog<true, Given> {
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

  @property({ attribute: false }) act: NewCodesAct = 'new-letter';
  @property({ attribute: false }) view: ReadyTabView | undefined;

  @state() private given: Given = { reasonCode: '', reason: '' };
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

  protected override isThere(): (view: ReadyTabView) => boolean {
    const { act } = this;
    return ({ can }) => can[act === 'reset' ? 'resetAccount' : 'issueNewCodes']?.allowed === true;
  }

  protected override get heading(): string {
    return this.#text.title;
  }

  protected override get working(): string {
    return this.#text.working;
  }

  get #text() {
    const { account, codes } = words('dialogs');
    return this.act === 'reset' ? account.reset : codes.newLetter;
  }

  get #reasons(): readonly string[] {
    return this.view === undefined ? [] : offeredReasons(this.act, this.view);
  }

  protected override willUpdate(_changed: PropertyValues): void {
    if (this.hasUpdated) return;
    this.#operationId = this.#services?.newOperationId() ?? '';
  }

  protected override async submit(): Promise<void> {
    const { act, patient, given } = this;
    const services = this.#services;
    if (services === undefined || patient === undefined) return;
    const asked = this.question?.question?.code;
    if (asked !== undefined) this.#answered = [...this.#answered, asked];
    this.question = undefined;
    const input = {
      operationId: this.#operationId,
      patientRef: patient.ref,
      answered: this.#answered,
      ...given,
    };
    const result = await this.perform(
      act,
      () => (act === 'reset' ? services.resetAccount(input) : services.issueNewCodes(input)),
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
    const why = words('dialogs').account.why;
    return html`
      ${this.#renderWhatItDoes()} ${this.#renderReasons()}
      ${reasonField(
        {
          label: why.text,
          hint: why.textHint,
          error: this.errorOf('reason'),
          limited: { of: 'actionReason', text: this.given.reason },
          required: false,
        },
        this.given.reason,
        (reason) => {
          this.given = { ...this.given, reason };
        },
      )}
      ${askedPart(this.question)}
    `;
  }

  #renderWhatItDoes(): TemplateResult {
    const text = this.#text;
    const { view } = this;
    const isDisabled = this.act === 'reset' && view?.account?.disabledByPractice === true;
    const hasBetter = text.better !== '' && view?.letter?.expired === false;
    return html`
      <ul aria-label=${words('dialogs').account.why.does}>
        ${text.does.map((sentence) => html`<li>${sentence}</li>`)}
      </ul>
      ${hasBetter ? html`<p class="hint">${text.better}</p>` : nothing}
      ${isDisabled ? message('warning', words('dialogs').account.reset.disabled) : nothing}
      ${view?.sync.phase === 'offline' ? message('warning', text.offline) : nothing}
    `;
  }

  #renderReasons(): TemplateResult {
    const why = words('dialogs').account.why;
    return choiceField(
      {
        id: 'reasonCode',
        label: why.reason,
        choose: why.choose,
        error: this.errorOf('reasonCode'),
      },
      choicesOf(this.#reasons, this.#text.reasons),
      this.given.reasonCode,
      (reasonCode) => {
        this.given = { ...this.given, reasonCode };
      },
    );
  }

  protected override renderActions(): TemplateResult {
    const label = this.question === undefined ? this.#text.yes : words('dialogs').account.why.goOn;
    return html`${this.cancelButton()}${this.submitButton(
      label,
      this.act === 'reset' ? 'danger' : 'primary',
    )}`;
  }
}
