import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { DialogElement } from './dialog-element.ts';

/**
 * A question with two answers. The refusing answer comes first and has the focus; Escape means the same.
 *
 * @fires os-close - When it has closed; `outcome` is `true` when the answer was yes.
 */
export class OsConfirmDialog extends DialogElement<true> {
  /** Title of the window. */
  @property() question = 'Are you sure?';
  /** The question in full. */
  @property() message = '';
  /** Words of the button that goes on. */
  @property({ attribute: 'yes-label' }) yesLabel = 'Yes';
  /** Words of the button that leaves everything as it is. */
  @property({ attribute: 'no-label' }) noLabel = 'No';
  /** Yes destroys something. */
  @property({ type: Boolean }) dangerous = false;

  protected override readonly hasFields = false;

  protected override get heading(): string {
    return this.question;
  }

  protected override get working(): string {
    return '';
  }

  protected override submit(): void {
    this.close(true);
  }

  protected override renderContent(): TemplateResult {
    return html`<p>${this.message}</p>`;
  }

  protected override renderActions(): TemplateResult {
    return html`${this.cancelButton(this.noLabel)}${this.submitButton(
      this.yesLabel,
      this.dangerous ? 'danger' : 'primary',
    )}`;
  }
}
