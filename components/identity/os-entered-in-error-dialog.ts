import { html, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type {
  IdentityCheckView,
  OnlineServices,
  ReadyTabView,
} from '../../services/application/views.ts';
import { FormDialog } from '../base/form-dialog.ts';
import { reasonField } from '../base/reason-field.ts';
import { words } from '../../services/words/words.ts';

/**
 * Marks an identity check as entered in error, with the reason. The check stays readable.
 *
 * @fires os-close - When it has closed; `outcome` is `true` when it was marked.
 */
export class OsEnteredInErrorDialog extends FormDialog<true, { readonly reason: string }> {
  @property({ attribute: false }) check: IdentityCheckView | undefined;

  @state() private reason = '';
  #services: OnlineServices | undefined;
  #operationId = '';

  /** Given once, and read by nobody. */
  override set services(services: OnlineServices | undefined) {
    super.services = services;
    this.#services ??= services;
  }

  protected override get entered(): { readonly reason: string } {
    return { reason: this.reason };
  }

  protected override set entered({ reason }: { readonly reason: string }) {
    this.reason = reason;
  }

  protected override subject(): string {
    return this.check?.id ?? '';
  }

  protected override isThere(): (view: ReadyTabView) => boolean {
    const id = this.check?.id;
    return ({ identityChecks }) =>
      identityChecks.some((check) => check.id === id && check.enteredInError === undefined);
  }

  protected override get heading(): string {
    return words('dialogs').identity.error.heading;
  }

  protected override get working(): string {
    return words('dialogs').identity.error.marking;
  }

  protected override willUpdate(_changed: PropertyValues): void {
    if (!this.hasUpdated) this.#operationId = this.#services?.newOperationId() ?? '';
  }

  protected override submit(): Promise<unknown> | undefined {
    const { patient, check, reason } = this;
    const services = this.#services;
    if (services === undefined || patient === undefined || check === undefined) return undefined;
    const input = {
      operationId: this.#operationId,
      patientRef: patient.ref,
      checkId: check.id,
      reason,
    };
    return this.perform(
      'mark',
      () => services.markIdentityCheckEnteredInError(input),
      () => true,
    );
  }

  protected override renderContent(): TemplateResult {
    const { check } = this;
    const text = words('dialogs').identity.error;
    return html`
      <p>${check && text.means({ ...check, method: check.methodLabel })}</p>
      ${reasonField(
        {
          label: text.reason,
          hint: text.reasonHint,
          error: this.errorOf('reason'),
          limited: { of: 'strikeReason', text: this.reason },
        },
        this.reason,
        (reason) => {
          this.reason = reason;
        },
      )}
    `;
  }

  protected override renderActions(): TemplateResult {
    const { mark } = words('dialogs').identity.error;
    return html`${this.cancelButton()}${this.submitButton(mark, 'danger')}`;
  }
}
