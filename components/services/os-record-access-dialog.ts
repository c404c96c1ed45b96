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
import { icon, message } from '../base/tone.ts';
import type { Result } from '../view-types.ts';

/** What was decided about each view that was asked about; nothing is saved yet. */
export type DecidedAccess = ReadonlyMap<
  ServiceView['name'],
  { readonly enabled: boolean; readonly decision: NonNullable<ServiceTick['decision']> }
>;

/** A view of the record that somebody is asked about. */
type AskedView = Pick<ServiceView, 'name' | 'label' | 'offeredByPractice'>;
type Concern = AccessReview['concerns'][number];

interface Given {
  readonly decider: string;
  readonly reason: string;
  /** Views that the patient is not to see, by their names, with spaces between. */
  readonly without: string;
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

  /** The views; they are decided about together. */
  @property({ attribute: false }) asked: readonly AskedView[] = [];
  @property({ attribute: false }) staffChoices: readonly {
    readonly id: string;
    readonly name: string;
  }[] = [];

  @state() private given: Given = { decider: '', reason: '', without: '' };
  /** What speaks for care of each view, once it has been gathered of all. */
  @state() private reviews: ReadonlyMap<ServiceView['name'], readonly Concern[]> | undefined;
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
    return this.asked.map(({ name }) => name).join(' ');
  }

  /** Who is asked whether to save has not decided. */
  protected override saveUnsaved(): Promise<boolean> {
    return Promise.resolve(false);
  }

  protected override get heading(): string {
    return words('dialogs').recordAccess.title(this.asked.map(({ label }) => label));
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
    const services = this.#services;
    const patientRef = this.patient?.ref;
    if (services === undefined || patientRef === undefined) return;
    await this.perform('look', () => this.#gather(services, patientRef));
    this.tell(
      this.reviews === undefined ? '' : words('dialogs').recordAccess.found(this.#found.size),
    );
  }

  async #gather(services: OnlineServices, patientRef: string): Promise<Result<unknown>> {
    const reviews = new Map<ServiceView['name'], readonly Concern[]>();
    for (const { name } of this.asked) {
      if (name !== 'summary-data' && name !== 'detailed-coded-record') continue;
      const looked = await services.reviewRecordAccess({
        patientRef,
        service: name,
        deciding: true,
      });
      if (!looked.ok) return looked;
      reviews.set(name, looked.value.concerns);
    }
    this.reviews = reviews;
    return { ok: true, value: reviews };
  }

  /** Each thing that speaks for care, with the views for which it does. */
  get #found(): ReadonlyMap<
    string,
    { readonly concern: Concern; readonly of: readonly AskedView[] }
  > {
    const found = new Map<
      string,
      { readonly concern: Concern; readonly of: readonly AskedView[] }
    >();
    for (const view of this.asked) {
      for (const concern of this.reviews?.get(view.name) ?? []) {
        const before = found.get(concern.code)?.of ?? [];
        found.set(concern.code, { concern, of: [...before, view] });
      }
    }
    return found;
  }

  #isGiven({ name }: AskedView): boolean {
    return !this.given.without.split(' ').includes(name);
  }

  get #takesReason(): boolean {
    return [...this.#found.values()].some(
      ({ concern, of }) => concern.takesReason && of.some((view) => this.#isGiven(view)),
    );
  }

  protected override submit(): undefined {
    if (this.reviews === undefined) void this.#look();
    else if (this.asked.some((view) => this.#isGiven(view)))
      this.#decide((view) => this.#isGiven(view));
    else this.#refuse('views', words('dialogs').recordAccess.noneTicked);
  }

  #refuse(field: string, message: string): void {
    this.failure = { kind: 'invalid', message, field };
    void this.updateComplete.then(() => {
      this.renderRoot.querySelector<HTMLElement>('#summary')?.focus();
    });
  }

  #decide(isGiven: (view: AskedView) => boolean): void {
    const { decider, reason } = this.given;
    const message = decisionProblem(reason, this.asked.some(isGiven) && this.#takesReason);
    if (message !== undefined) {
      this.#refuse('reason', message);
      return;
    }
    const decided = this.asked.map((view) => {
      const considered = (this.reviews?.get(view.name) ?? []).map(({ code }) => code);
      const decision = { staffId: decider, reason, considered };
      return [view.name, { enabled: isGiven(view), decision }] as const;
    });
    this.close(new Map(decided));
  }

  protected override renderContent(): TemplateResult {
    const text = words('dialogs').recordAccess;
    const detailed = this.asked.find(({ name }) => name === 'detailed-coded-record');
    return html`
      ${this.#renderConcerns()}
      ${
        detailed === undefined
          ? nothing
          : html`<p class="hint">${text.levels(detailed.offeredByPractice, false)}</p>`
      }
      <p id="question"><strong>${text.question}</strong></p>
      <p class="hint">${text.questionHint}</p>
      ${this.asked.length > 1 ? this.#renderViews() : nothing} ${this.#renderDecider()}
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
    if (this.reviews === undefined) return html`<p class="hint">${text.looking}</p>`;
    const found = [...this.#found.values()];
    if (found.length === 0) return message('good', text.nothing);
    return html`<ul aria-label=${text.heed}>
      ${found.map(({ concern, of }) => {
        const { says, advice } = concernText(concern);
        const [only] = of;
        const isOfAll = of.length === this.asked.length || only === undefined;
        return html`<li>
          <strong>${isOfAll ? says : text.concernOf(only.label, says)}</strong> ${advice}
        </li>`;
      })}
    </ul>`;
  }

  /** Which of them the patient is to see. */
  #renderViews(): TemplateResult {
    const error = this.errorOf('views');
    return html`<fieldset
      id="views"
      tabindex="-1"
      aria-describedby=${error === undefined ? nothing : 'views-error'}
    >
      <legend>${words('dialogs').recordAccess.views}</legend>
      ${error === undefined ? nothing : html`<p class="error" id="views-error">${icon('bad')}${error}</p>`}
      ${this.asked.map(
        (view) =>
          html`<div class="tick">
            <input
              type="checkbox"
              id="view-${view.name}"
              .checked=${this.#isGiven(view)}
              @change=${() => {
                this.#toggle(view);
              }}
            />
            <label for="view-${view.name}">${view.label}</label>
          </div>`,
      )}
    </fieldset>`;
  }

  #toggle(view: AskedView): void {
    const without = this.asked.filter((each) => (each === view) === this.#isGiven(each));
    this.given = { ...this.given, without: without.map(({ name }) => name).join(' ') };
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
          this.#decide(() => false);
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
