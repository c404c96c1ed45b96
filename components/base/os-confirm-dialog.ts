import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { DialogElement } from './dialog-element.ts';

/** A question and its answers. */
export interface ConfirmQuestion {
  /** Title of the window. */
  readonly title: string;
  /** The question in full. */
  readonly message: string;
  /** The button that goes on. */
  readonly yes: string;
  /** The button that leaves everything as it is. */
  readonly no: string;
}

/**
 * A question with two answers. The refusing answer comes first and has the focus; Escape means the same.
 *
 * @fires os-close - When it has closed; `outcome` is `true` when the answer was yes.
 */
export class OsConfirmDialog extends DialogElement<true> {
  /** What it asks. Called when it shows: until then the words need not be there, nor the dialog. */
  @property({ attribute: false }) ask: (() => ConfirmQuestion) | undefined;
  /** Yes destroys something. */
  @property({ type: Boolean }) dangerous = false;

  protected override readonly hasFields = false;

  protected override get heading(): string {
    return this.ask?.().title ?? '';
  }

  protected override get working(): string {
    return '';
  }

  protected override submit(): undefined {
    this.close(true);
  }

  protected override renderContent(): TemplateResult {
    return html`<p>${this.ask?.().message}</p>`;
  }

  protected override renderActions(): TemplateResult {
    const { yes = '', no = '' } = this.ask?.() ?? {};
    return html`${this.cancelButton(no)}${this.submitButton(yes, this.dangerous ? 'danger' : 'primary')}`;
  }
}
