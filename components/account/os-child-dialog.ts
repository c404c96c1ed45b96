import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import {
  answerProblem,
  NO_ANSWERS,
  offeredRelations,
  type ChildAnswers,
  type ChildGroup,
} from '../../services/application/account/child-form.ts';
import { words } from '../../services/words/words.ts';
import { choiceField } from '../base/choice-field.ts';
import { field } from '../base/field.ts';
import { FormDialog } from '../base/form-dialog.ts';

type EventOf<E extends HTMLElement> = Event & { readonly target: E };

/**
 * Who asks for the account of somebody under 16, and whether they may: asked before it is created.
 *
 * @fires os-close - When it has closed; `outcome` is what was answered.
 */
export class OsChildDialog extends FormDialog<ChildAnswers, ChildAnswers> {
  static override styles = [
    FormDialog.styles,
    css`
      fieldset {
        display: grid;
        gap: 4px;
        border: 0;
        margin: 0;
        padding: 0;
      }
    `,
  ];

  @property({ attribute: false }) group: ChildGroup = 'under-11';
  @property({ attribute: false }) staffChoices: readonly {
    readonly id: string;
    readonly name: string;
  }[] = [];

  @state() private answers: ChildAnswers = NO_ANSWERS;
  protected override readonly saves = false;

  protected override get entered(): ChildAnswers {
    return this.answers;
  }

  protected override set entered(entered: ChildAnswers) {
    this.answers = entered;
  }

  /** Who is asked whether to save has not decided to create it. */
  protected override saveUnsaved(): Promise<boolean> {
    return Promise.resolve(false);
  }

  protected override get heading(): string {
    return words('dialogs').child.title[this.group];
  }

  protected override get working(): string {
    return '';
  }

  protected override willUpdate(_changed: PropertyValues): void {
    if (this.hasUpdated) return;
    this.answers = { ...this.answers, staffId: this.staffChoices[0]?.id ?? '' };
  }

  protected override submit(): undefined {
    const problem = answerProblem(this.group, this.answers, this.staffChoices);
    if (problem === undefined) {
      this.close(this.answers);
      return;
    }
    this.failure = { kind: 'invalid', ...problem };
    void this.updateComplete.then(() => {
      this.renderRoot.querySelector<HTMLElement>('#summary')?.focus();
    });
  }

  protected override renderContent(): TemplateResult {
    const text = words('dialogs').child;
    const isOwn = this.answers.relation === 'young-person';
    return html`
      <p class="hint">${text.about[this.group]}</p>
      ${this.#select('relation', text.relation, text.choose, offeredRelations(this.group), 'relation')}
      ${isOwn ? nothing : this.#renderAsker()}
      ${this.group === 'under-16' ? this.#renderCompetence() : nothing}
      ${this.#select(
        'staff',
        this.group === 'under-16' ? text.assessor : text.decider,
        undefined,
        this.staffChoices.map(({ id, name }) => ({ relation: id, label: name })),
        'staffId',
      )}
    `;
  }

  #renderAsker(): TemplateResult {
    const text = words('dialogs').child;
    const { askedBy, responsibility } = this.answers;
    const error = this.errorOf('responsibility');
    return html`${field(
        {
          id: 'askedBy',
          label: text.askedBy,
          hint: text.askedByHint,
          error: this.errorOf('askedBy'),
          limited: { of: 'askedBy', text: askedBy },
        },
        ({ describedBy, invalid }) =>
          html`<input
            type="text"
            id="askedBy"
            autocomplete="off"
            aria-required="true"
            aria-invalid=${invalid}
            aria-describedby=${describedBy}
            .value=${askedBy}
            @input=${(event: EventOf<HTMLInputElement>) => {
              this.#answer({ askedBy: event.target.value });
            }}
          />`,
      )}
      <div class="tick">
        <input
          type="checkbox"
          id="responsibility"
          aria-invalid=${error === undefined ? 'false' : 'true'}
          aria-describedby=${error === undefined ? nothing : 'responsibility-error'}
          .checked=${responsibility}
          @change=${(event: EventOf<HTMLInputElement>) => {
            this.#answer({ responsibility: event.target.checked });
          }}
        />
        <div>
          <label for="responsibility">${text.responsibility}</label>
          ${error === undefined ? nothing : html`<span class="error" id="responsibility-error">${error}</span>`}
        </div>
      </div>`;
  }

  #renderCompetence(): TemplateResult {
    const text = words('dialogs').child;
    return this.#select(
      'competence',
      text.competence,
      text.chooseCompetence,
      [
        { relation: 'assessed', label: text.assessed },
        { relation: 'not-assessed', label: text.notAssessed },
      ],
      'competence',
    );
  }

  #select(
    id: string,
    label: string,
    none: string | undefined,
    options: readonly { readonly relation: string; readonly label: string }[],
    name: 'relation' | 'competence' | 'staffId',
  ): TemplateResult {
    return choiceField(
      { id, label, error: this.errorOf(id), ...(none !== undefined && { choose: none }) },
      options.map(({ relation, label: called }) => ({ value: relation, label: called })),
      this.answers[name],
      (value) => {
        this.#answer({ [name]: value });
      },
    );
  }

  #answer(change: Partial<ChildAnswers>): void {
    this.answers = { ...this.answers, ...change };
  }

  protected override renderActions(): TemplateResult {
    return html`${this.cancelButton()}${this.submitButton(words('dialogs').child.goOn)}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'os-child-dialog': OsChildDialog;
  }
}
