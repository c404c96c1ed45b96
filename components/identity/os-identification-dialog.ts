import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { dateTyped, offeredMethods } from '../../services/application/identity/identity-form.ts';
import type { IdentityCheckInput, OnlineServices } from '../../services/application/views.ts';
import { commandButton } from '../base/command-button.ts';
import { dateField } from '../base/date-field.ts';
import { choiceField } from '../base/choice-field.ts';
import { field } from '../base/field.ts';
import { FormDialog } from '../base/form-dialog.ts';
import { groupInOrder } from './group-in-order.ts';
import type { CalendarDate } from '../view-types.ts';
import { words } from '../../services/words/words.ts';

/** What came of recording a check: nothing more to say, or why the coded entry is missing. */
export interface IdentificationOutcome {
  readonly codedEntryFailure?: string;
  /** What the practice asks for besides. */
  readonly stillMissing?: string;
  /** The account is to be created next. */
  readonly thenCreate?: true;
}

type Draft = Pick<IdentityCheckInput, 'date' | 'method' | 'staffId' | 'freetext' | 'addCodedEntry'>;
type InputEventOf<E extends HTMLElement> = Event & { readonly target: E };

/**
 * Identification – Add: records how the patient's identity was checked.
 *
 * @fires os-close - When it has closed; `outcome` is an {@link IdentificationOutcome}.
 */
export class OsIdentificationDialog extends FormDialog<IdentificationOutcome, Draft> {
  static override styles = [
    FormDialog.styles,
    css`
      /* Open from the start: one click instead of two. Half a row shows that there is more. */
      select[size] {
        height: clamp(158px, 22dvh, 264px);
        padding: 4px 2px;
      }
      select[size] :is(option, optgroup) {
        padding-block: 3px;
        min-height: 24px;
      }
    `,
  ];
  /** Today at the practice; the date to start from and the latest possible. */
  @property({ attribute: false }) today: CalendarDate = '';
  /** Who may have checked; the first is offered to start with. */
  @property({ attribute: false }) staffChoices: readonly {
    readonly id: string;
    readonly name: string;
  }[] = [];

  /** The account can be created as soon as the check is recorded. */
  @property({ attribute: false }) createsNext = false;

  @state() private draft: Draft = {
    date: '',
    method: '',
    staffId: '',
    freetext: '',
    addCodedEntry: true,
  };
  #services: OnlineServices | undefined;
  #operationId = '';
  protected override readonly opensOn = '#method';

  /** Given once, and read by nobody. */
  override set services(services: OnlineServices | undefined) {
    super.services = services;
    this.#services ??= services;
  }

  protected override get entered(): Draft {
    return this.draft;
  }

  protected override set entered(entered: Draft) {
    this.draft = entered;
  }

  protected override get heading(): string {
    return words('dialogs').identity.add;
  }

  protected override get working(): string {
    return words('dialogs').identity.saving;
  }

  protected override willUpdate(_changed: PropertyValues): void {
    if (this.hasUpdated) return;
    this.#operationId = this.#services?.newOperationId() ?? '';
    this.draft = {
      ...this.draft,
      date: words('tab').dates.numeric(this.today),
      staffId: this.staffChoices[0]?.id ?? '',
    };
  }

  protected override submit(): Promise<unknown> | undefined {
    return this.#record({});
  }

  #record(next: Pick<IdentificationOutcome, 'thenCreate'>): Promise<unknown> | undefined {
    const { patient } = this;
    const services = this.#services;
    if (services === undefined || patient === undefined) return undefined;
    const input = { operationId: this.#operationId, patientRef: patient.ref, ...this.draft };
    return this.perform(
      next.thenCreate === true ? 'then-create' : 'record',
      () => services.recordIdentityCheck(input),
      (outcome) => ({ ...outcome, ...(!this.isGivenUp && next) }),
    );
  }

  protected override renderContent(): TemplateResult {
    const text = words('dialogs').identity;
    return html`
      ${dateField({
        id: 'date',
        label: text.date,
        hint: text.dateHint,
        error: this.errorOf('date'),
        value: this.draft.date,
        max: this.today,
        read: (typed) => dateTyped(typed, this.today),
        onInput: (date) => {
          this.#change({ date });
        },
      })}
      ${this.#renderType()} ${this.#renderStaff()} ${this.#renderFreetext()}
      <div class="tick">
        <input
          type="checkbox"
          id="addCodedEntry"
          aria-describedby="coded-hint"
          .checked=${this.draft.addCodedEntry}
          @change=${(event: InputEventOf<HTMLInputElement>) => {
            this.#change({ addCodedEntry: event.target.checked });
          }}
        />
        <div>
          <label for="addCodedEntry">${text.addCodedEntry}</label>
          <span class="hint" id="coded-hint">${text.codedEntry}</span>
        </div>
      </div>
      <p class="hint">${text.unchangeable}</p>
    `;
  }

  protected override renderActions(): TemplateResult {
    const text = words('dialogs').identity;
    if (!this.createsNext) return html`${this.cancelButton()}${this.submitButton(text.save)}`;
    return html`${this.cancelButton()}
    ${commandButton({
      name: 'then-create',
      label: text.saveAndCreate,
      working: text.saving,
      commands: this.commands,
      run: () => {
        void this.#record({ thenCreate: true });
      },
    })}
    ${this.submitButton(text.save)}`;
  }

  #renderType(): TemplateResult {
    const text = words('dialogs').identity;
    const methods = offeredMethods();
    return field(
      { id: 'method', label: text.type, error: this.errorOf('method') },
      ({ describedBy, invalid }) =>
        html`<select
          id="method"
          size="8"
          aria-required="true"
          aria-invalid=${invalid}
          aria-describedby=${describedBy}
          @change=${(event: InputEventOf<HTMLSelectElement>) => {
            const method = methods[event.target.selectedIndex]?.method ?? '';
            this.#change({ method });
          }}
        >
          ${groupInOrder(methods, ({ group }) => group).map(
            ([group, inGroup]) =>
              html`<optgroup label=${group}>
                ${inGroup.map(
                  ({ method, label }) =>
                    html`<option value=${method} .selected=${method === this.draft.method}>
                      ${label}
                    </option>`,
                )}
              </optgroup>`,
          )}
        </select>`,
    );
  }

  #renderStaff(): TemplateResult {
    const text = words('dialogs').identity;
    return choiceField(
      { id: 'staff', label: text.staff, hint: text.whoChecked, error: this.errorOf('staff') },
      this.staffChoices.map(({ id, name }) => ({ value: id, label: name })),
      this.draft.staffId,
      (staffId) => {
        this.#change({ staffId });
      },
    );
  }

  #renderFreetext(): TemplateResult {
    const text = words('dialogs').identity;
    const chosen = offeredMethods().find(({ method }) => method === this.draft.method);
    return field(
      {
        id: 'freetext',
        label: text.freetext,
        hint: chosen?.freetextHint ?? chosen?.hint ?? text.freetextOptional,
        error: this.errorOf('freetext'),
        limited: { of: 'freetext', text: this.draft.freetext },
      },
      ({ describedBy, invalid }) =>
        html`<textarea
          id="freetext"
          rows="3"
          aria-required=${chosen?.freetextHint === undefined ? 'false' : 'true'}
          aria-invalid=${invalid}
          aria-describedby=${describedBy}
          .value=${this.draft.freetext}
          @input=${(event: InputEventOf<HTMLTextAreaElement>) => {
            this.#change({ freetext: event.target.value });
          }}
        ></textarea>`,
    );
  }

  #change(change: Partial<Draft>): void {
    this.draft = { ...this.draft, ...change };
  }
}
