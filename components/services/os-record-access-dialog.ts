import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import {
  concernText,
  decisionProblem,
} from '../../services/application/services/record-access-form.ts';
import type {
  AccessReview,
  OnlineServices,
  ServiceTick,
  ServiceView,
} from '../../services/application/views.ts';
import { words } from '../../services/words/words.ts';
import { choiceField } from '../base/choice-field.ts';
import { FormDialog } from '../base/form-dialog.ts';
import { reasonField } from '../base/reason-field.ts';
import { message } from '../base/tone.ts';

/** What was decided; nothing is saved yet. */
export interface DecidedAccess {
  readonly granted: boolean;
  readonly decision: NonNullable<ServiceTick['decision']>;
}

interface Given {
  readonly decider: string;
  readonly reason: string;
}

/**
 * What speaks for care before a patient sees their record online, with its advice, and one question. Its words say nothing of anybody
 * that a companion at the desk may not read.
 *
 * @fires os-close - When it has closed; `outcome` is a {@link DecidedAccess}.
 */
export class OsRecordAccessDialog extends FormDialog<DecidedAccess, Given> {
  static override styles = [
    FormDialog.styles,
    css`
      ul {
        list-style: disc;
        display: grid;
        gap: 8px;
        margin: 0;
        padding-inline-start: 20px;
      }
      li strong {
        display: block;
      }
    `,
  ];

  @property({ attribute: false }) service: ServiceView['name'] = 'summary-data';
  /** The service in words. */
  @property() label = '';
  @property({ attribute: false }) isOffered = true;
  @property({ attribute: false }) staffChoices: readonly {
    readonly id: string;
    readonly name: string;
  }[] = [];

  @state() private given: Given = { decider: '', reason: '' };
  /** What speaks for care, once it has been gathered. */
  @state() private review: AccessReview | undefined;
  #services: OnlineServices | undefined;
  protected override readonly saves = false;

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

  protected override subject(): string {
    return this.service;
  }

  /** Who is asked whether to save has not decided. */
  protected override saveUnsaved(): Promise<boolean> {
    return Promise.resolve(false);
  }

  protected override get heading(): string {
    return words('dialogs').recordAccess.title(this.label);
  }

  protected override get working(): string {
    return words('dialogs').recordAccess.looking;
  }

  protected override willUpdate(_changed: PropertyValues): void {
    if (!this.hasUpdated) this.given = { ...this.given, decider: this.staffChoices[0]?.id ?? '' };
  }

  protected override firstUpdated(changed: PropertyValues): void {
    super.firstUpdated(changed);
    void this.updateComplete.then(() => this.#look());
  }

  async #look(): Promise<void> {
    const { patient, service } = this;
    const services = this.#services;
    if (services === undefined || patient === undefined) return;
    if (service !== 'summary-data' && service !== 'detailed-coded-record') return;
    await this.perform('look', async () => {
      const looked = await services.reviewRecordAccess({
        patientRef: patient.ref,
        service,
        deciding: true,
      });
      if (looked.ok) this.review = looked.value;
      return looked;
    });
    this.tell(this.review === undefined ? '' : words('dialogs').recordAccess.found(this.#count));
  }

  get #count(): number {
    return this.review?.concerns.length ?? 0;
  }

  get #takesReason(): boolean {
    return this.review?.concerns.some(({ takesReason }) => takesReason) === true;
  }

  protected override submit(): undefined {
    if (this.review === undefined) void this.#look();
    else this.#decide(true);
  }

  #decide(granted: boolean): void {
    const { decider, reason } = this.given;
    const message = decisionProblem(reason, granted && this.#takesReason);
    if (message !== undefined) {
      this.failure = { kind: 'invalid', message, field: 'reason' };
      void this.updateComplete.then(() => {
        this.renderRoot.querySelector<HTMLElement>('#summary')?.focus();
      });
      return;
    }
    const considered = (this.review?.concerns ?? []).map(({ code }) => code);
    this.close({ granted, decision: { staffId: decider, reason, considered } });
  }

  protected override renderContent(): TemplateResult {
    const text = words('dialogs').recordAccess;
    return html`
      ${this.#renderConcerns()}
      ${
        this.service === 'detailed-coded-record'
          ? html`<p class="hint">${text.levels(this.isOffered, false)}</p>`
          : nothing
      }
      <p id="question"><strong>${text.question}</strong></p>
      <p class="hint">${text.questionHint}</p>
      ${this.#renderDecider()}
      ${reasonField(
        {
          label: this.#takesReason ? text.reason : text.reasonIfAny,
          hint: text.reasonHint,
          error: this.errorOf('reason'),
          limited: { of: 'accessReason', text: this.given.reason },
          required: this.#takesReason,
        },
        this.given.reason,
        (reason) => {
          this.given = { ...this.given, reason };
        },
      )}
    `;
  }

  #renderConcerns(): TemplateResult {
    const text = words('dialogs').recordAccess;
    if (this.review === undefined) return html`<p class="hint">${text.looking}</p>`;
    if (this.#count === 0) return message('good', text.nothing);
    return html`<ul aria-label=${text.heed}>
      ${this.review.concerns.map((concern) => {
        const { says, advice } = concernText(concern);
        return html`<li><strong>${says}</strong> ${advice}</li>`;
      })}
    </ul>`;
  }

  #renderDecider(): TemplateResult {
    return choiceField(
      { id: 'decider', label: words('dialogs').recordAccess.decider },
      this.staffChoices.map(({ id, name }) => ({ value: id, label: name })),
      this.given.decider,
      (decider) => {
        this.given = { ...this.given, decider };
      },
    );
  }

  protected override renderActions(): TemplateResult {
    const text = words('dialogs').recordAccess;
    return html`${this.cancelButton()}
      <button
        type="button"
        id="not-now"
        @click=${() => {
          this.#decide(false);
        }}
      >
        ${text.notNow}
      </button>
      ${this.submitButton(text.give)}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'os-record-access-dialog': OsRecordAccessDialog;
  }
}
