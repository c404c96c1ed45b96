import { html, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ReadyTabView, UnsentWorkView } from '../../services/application/views.ts';
import { FormDialog } from '../base/form-dialog.ts';
import { reasonField } from '../base/reason-field.ts';
import type { Result } from '../view-types.ts';
import { words } from '../../services/words/words.ts';

/**
 * Gives up what somebody else did to take access away, with a reason: they are told, and it is audited.
 *
 * @fires os-close - When it has closed; `outcome` is `true` when the work was given up.
 */
export class OsDiscardDialog extends FormDialog<true, { readonly reason: string }> {
  @property({ attribute: false }) work: UnsentWorkView | undefined;
  /** Gives it up for this reason. */
  @property({ attribute: false }) act: ((reason: string) => Promise<Result<unknown>>) | undefined;

  @state() private reason = '';

  protected override get entered(): { readonly reason: string } {
    return { reason: this.reason };
  }

  protected override set entered({ reason }: { readonly reason: string }) {
    this.reason = reason;
  }

  /** Saving is no discarding: who is asked whether to save has not decided to give this up. */
  protected override saveUnsaved(): Promise<boolean> {
    return Promise.resolve(false);
  }

  protected override subject(): string {
    return this.work?.workId ?? '';
  }

  protected override isThere(): (view: ReadyTabView) => boolean {
    const id = this.work?.workId ?? '';
    return ({ sync }) => sync.workIds.includes(id);
  }

  protected override get heading(): string {
    return words('dialogs').unsentWork.discardOthers.title;
  }

  protected override get working(): string {
    return words('dialogs').unsentWork.discardOthers.working;
  }

  protected override submit(): Promise<unknown> | undefined {
    const { act, reason } = this;
    if (act === undefined) return undefined;
    return this.perform(
      'discard',
      () => act(reason),
      () => true,
    );
  }

  protected override renderContent(): TemplateResult {
    const { work } = this;
    const text = words('dialogs').unsentWork.discardOthers;
    return html`
      <p>${work && text.means(work)}</p>
      ${reasonField(
        {
          label: text.reason,
          hint: work && text.reasonHint(work.authorName),
          error: this.errorOf('reason'),
          limited: { of: 'discardReason', text: this.reason },
        },
        this.reason,
        (reason) => {
          this.reason = reason;
        },
      )}
    `;
  }

  protected override renderActions(): TemplateResult {
    const { yes, no } = words('dialogs').unsentWork.discardOthers;
    return html`${this.cancelButton(no)}${this.submitButton(yes, 'danger')}`;
  }
}
