import { css, html, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ApplicationView } from '../../services/application/views.ts';
import { words } from '../../services/words/words.ts';
import { commandButton } from '../base/command-button.ts';
import { CommandRunner } from '../base/command-runner.ts';
import { choiceField, choicesOf } from '../base/choice-field.ts';
import { OsElement } from '../base/os-element.ts';
import { reasonField } from '../base/reason-field.ts';

/** The reason that was chosen, and what was typed. */
export interface Rejected {
  readonly reasonCode: string;
  readonly reason: string;
}

type Failed = { readonly message: string; readonly field?: string } | undefined;

/** *Reject* with its reason, folded away until somebody wants it. */
export class OsRejectApplication extends OsElement {
  static override styles = [
    OsElement.styles,
    css`
      :host {
        display: block;
      }
      summary {
        cursor: pointer;
        min-height: 24px;
      }
      .form {
        display: grid;
        gap: 8px;
        justify-items: start;
        padding-top: 8px;
      }
      .form > .field {
        justify-self: stretch;
      }
    `,
  ];

  @property({ attribute: false }) application: ApplicationView | undefined;
  @property({ attribute: false }) commands = new CommandRunner(this);
  /** Called with what was given; resolves to what is wrong with it. */
  @property({ attribute: false }) reject: (given: Rejected) => Promise<Failed> = () =>
    Promise.resolve(undefined);

  @state() private given: Rejected = { reasonCode: '', reason: '' };
  @state() private failed: Failed;

  protected override render(): TemplateResult {
    const text = words('applications').applications;
    const { application } = this;
    return html`<details>
      <summary>${text.reject}…</summary>
      <div class="form">
        ${this.#renderReasons(application?.reasons ?? [])}
        ${reasonField(
          {
            label: text.text,
            hint: text.textHint,
            error: this.#errorOf('reason'),
            limited: { of: 'actionReason', text: this.given.reason },
            required: false,
          },
          this.given.reason,
          (reason) => {
            this.given = { ...this.given, reason };
          },
        )}
        ${commandButton({
          name: `reject-${application?.id ?? ''}`,
          label: text.reject,
          fullLabel: text.rejectFor(application?.name ?? ''),
          working: text.rejecting,
          kind: 'danger',
          commands: this.commands,
          run: () => {
            void this.#send();
          },
        })}
      </div>
    </details>`;
  }

  #renderReasons(codes: readonly string[]): TemplateResult {
    const text = words('applications').applications;
    return choiceField(
      {
        id: 'reasonCode',
        label: text.reason,
        choose: text.choose,
        error: this.#errorOf('reasonCode'),
      },
      choicesOf(codes, text.reasons),
      this.given.reasonCode,
      (reasonCode) => {
        this.given = { ...this.given, reasonCode };
      },
    );
  }

  #errorOf(name: string): string | undefined {
    return this.failed?.field === name ? this.failed.message : undefined;
  }

  async #send(): Promise<void> {
    this.failed = await this.reject(this.given);
    const wrong = this.failed?.field;
    if (wrong === undefined) return;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`#${wrong}`)?.focus();
  }
}
