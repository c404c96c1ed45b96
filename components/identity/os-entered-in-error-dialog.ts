import { html, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { IdentityCheckView, OnlineServices } from '../../services/application/views.ts';
import { dateText } from '../base/dates.ts';
import { DialogElement } from '../base/dialog-element.ts';
import { field } from '../base/field.ts';

/**
 * Marks an identity check as entered in error, with the reason. The check stays readable.
 *
 * @fires os-close - When it has closed; `outcome` is `true` when it was marked.
 */
export class OsEnteredInErrorDialog extends DialogElement<true> {
  @property({ attribute: false }) services: OnlineServices | undefined;
  @property({ attribute: false }) check: IdentityCheckView | undefined;

  @state() private reason = '';
  #operationId = '';

  protected override get heading(): string {
    return 'Entered in error';
  }

  protected override get working(): string {
    return 'Marking…';
  }

  protected override willUpdate(_changed: PropertyValues): void {
    if (!this.hasUpdated) this.#operationId = this.services?.newOperationId() ?? '';
  }

  protected override submit(): void {
    const { services, patient, check, reason } = this;
    if (services === undefined || patient === undefined || check === undefined) return;
    const input = {
      operationId: this.#operationId,
      patientRef: patient.ref,
      checkId: check.id,
      reason,
    };
    void this.perform(
      'mark',
      () => services.markIdentityCheckEnteredInError(input),
      () => true,
    );
  }

  protected override renderContent(): TemplateResult {
    const { check } = this;
    return html`
      <p>
        ${check?.methodLabel}, ${check && dateText(check.date)}, ${check?.staffName}. The entry
        stays readable, struck through, and no longer counts as proof of identity.
      </p>
      ${field(
        {
          id: 'reason',
          label: 'Reason',
          hint: 'For example: recorded for the wrong patient.',
          error: this.errorOf('reason'),
        },
        ({ describedBy, invalid }) =>
          html`<textarea
            id="reason"
            rows="3"
            aria-required="true"
            aria-invalid=${invalid}
            aria-describedby=${describedBy}
            .value=${this.reason}
            @input=${(event: InputEvent & { readonly target: HTMLTextAreaElement }) => {
              this.reason = event.target.value;
            }}
          ></textarea>`,
      )}
    `;
  }

  protected override renderActions(): TemplateResult {
    return html`${this.cancelButton()}${this.submitButton('Mark as entered in error', 'danger')}`;
  }
}
