import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { PatientView } from '../../services/application/views.ts';
import type { Announcer, OpenDialog } from './announcer.ts';
import { CommandRunner } from './command-runner.ts';
import { dialogStyles } from './dialog-styles.ts';
import { CONNECTED } from './handing.ts';
import { OsElement } from './os-element.ts';
import { patientLine } from './patient-line.ts';
import { message } from './tone.ts';
import type { Failure, Result } from '../view-types.ts';
import { words } from '../../services/words/words.ts';

/** Sent to its opener when a dialog has closed; `outcome` is `undefined` when it was left without doing anything. */
export class DialogCloseEvent<T = unknown> extends Event {
  static readonly type = 'os-close';
  readonly outcome: T | undefined;

  constructor(outcome: T | undefined) {
    super(DialogCloseEvent.type);
    this.outcome = outcome;
  }
}

/**
 * A modal form. It opens when it is connected and is removed by its opener when it has closed, so every opening starts
 * afresh; focus goes back to where it was. Escape closes it unless a command holds it. What was typed survives every
 * refusal: the failure is shown above the form, beside its field, and takes the focus.
 */
export abstract class DialogElement<T> extends OsElement {
  static override styles: CSSResultGroup = [OsElement.styles, dialogStyles];

  /** Whose record this is about; captured when the dialog opens and never changed. */
  @property({ attribute: false }) patient: PatientView | undefined;
  /** The tab's voice. */
  @property({ attribute: false }) announcer: Announcer | undefined;
  /** Level of the dialog's heading. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  @state() protected failure: Failure | undefined;
  @state() private progress = '';

  protected readonly commands = new CommandRunner(this, () => {
    this.progress = this.working;
  });
  /** Without a field to tab to, the content itself takes the focus, so that the keyboard can scroll it. */
  protected readonly hasFields: boolean = true;
  /** Selector of what has the focus first, where that is not the first field or button. */
  protected readonly opensOn: string | undefined;
  /** What its commands do is saving: told to who gave it up meanwhile. */
  protected readonly saves: boolean = true;
  /** Given up while a command is under way, which cannot be called back: nothing that leads further may follow it. */
  protected isGivenUp = false;
  #outcome: T | undefined;

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  /** Title of the window. */
  protected abstract get heading(): string;
  /** What it says while a command takes long, e.g. "Saving…". */
  protected abstract get working(): string;
  protected abstract renderContent(): TemplateResult;
  protected abstract renderActions(): TemplateResult;
  /** What is shown was typed before, and left without saving it. */
  protected readonly isBack: boolean = false;

  /** Something was typed, chosen or ticked that is not saved. */
  protected isUnsaved(): boolean {
    return false;
  }
  /** Enter in a field, or the form's submit button. Resolves when what it started is over. */
  protected submit(): Promise<unknown> | undefined {
    this.close(undefined);
    return undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.dispatchEvent(new Event(CONNECTED));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.announcer?.dialogClosed(this.describe);
  }

  /** What is under way cannot be called back, so the dialog stays until it is over. */
  protected get isHeld(): boolean {
    return this.commands.running !== undefined;
  }

  protected override firstUpdated(_changed: PropertyValues): void {
    this.announcer?.dialogOpened(this.describe);
    this.#dialog?.showModal();
    // Left to itself, a browser may give the focus to the scrolling part of a long form.
    const first = this.renderRoot.querySelector<HTMLElement>(
      this.opensOn ?? '.content :is(input, select, textarea), .bottom button',
    );
    first?.focus();
  }

  protected close(outcome: T | undefined): void {
    this.#outcome = outcome;
    this.#dialog?.close();
  }

  /**
   * Runs the form's command; closes with `outcome` when it succeeds, else shows why not and keeps what was typed.
   * The result comes back for those who have more to do, `undefined` when one was in flight already.
   */
  protected async perform<R>(
    name: string,
    command: () => Promise<Result<R>>,
    outcome?: (value: R) => T,
  ): Promise<Result<R> | undefined> {
    const flight = this.commands.run(name, command);
    const held = this.isHeld;
    const result = await flight;
    if (result === undefined) return undefined;
    this.progress = '';
    this.failure = result.ok ? undefined : result.failure;
    if (result.ok) {
      if (outcome !== undefined) this.close(outcome(result.value));
    } else if (held || this.isConnected) {
      this.#tellRefusal(result.failure);
    }
    return result;
  }

  /** Says it once, to those who do not see it. The tab's live region is out of reach behind an open modal dialog. */
  protected tell(message: string): void {
    this.progress = message;
  }

  /** The failure's sentence when it concerns this field. */
  protected errorOf(fieldId: string): string | undefined {
    return this.failure?.field === fieldId ? this.failure.message : undefined;
  }

  protected override render(): TemplateResult {
    return html`<dialog
      aria-labelledby="heading"
      aria-describedby="who"
      @cancel=${this.#onCancel}
      @close=${this.onClosed}
    >
      <form novalidate @submit=${this.#onSubmit}>
        <div class="top">
          <div id="heading" role="heading" aria-level=${this.headingLevel}>${this.heading}</div>
          <p class="who" id="who">${this.patient ? patientLine(this.patient) : nothing}</p>
        </div>
        <div
          class="content"
          role=${this.hasFields ? nothing : 'group'}
          aria-labelledby=${this.hasFields ? nothing : 'heading'}
          tabindex=${this.hasFields ? nothing : '0'}
        >
          ${this.#renderSummary()}
          ${this.isBack ? message('warning', words('dialogs').dialog.leftUnsaved) : nothing}
          ${this.renderContent()}
        </div>
        <div class="bottom">${this.renderActions()}</div>
      </form>
      <div class="visually-hidden" role="status">${this.progress}</div>
    </dialog>`;
  }

  /** The main button; submits the form, so Enter in a field does the same. */
  protected submitButton(label: string, kind: 'primary' | 'danger' = 'primary'): TemplateResult {
    const busy = this.commands.running !== undefined;
    return html`<button
      type="submit"
      class=${kind}
      aria-disabled=${busy ? 'true' : 'false'}
      aria-busy=${busy ? 'true' : 'false'}
    >
      ${this.commands.slow ? html`<span class="spinner"></span>${this.working}` : label}
    </button>`;
  }

  protected cancelButton(label = words('dialogs').dialog.cancel): TemplateResult {
    return html`<button
      type="button"
      id="cancel"
      aria-disabled=${this.isHeld ? 'true' : 'false'}
      @click=${() => {
        if (!this.isHeld) this.close(undefined);
      }}
    >
      ${label}
    </button>`;
  }

  #renderSummary(): TemplateResult | typeof nothing {
    const { failure } = this;
    if (failure === undefined) return nothing;
    const { field } = failure;
    return html`<div
      class="summary"
      id="summary"
      role="group"
      aria-labelledby="summary-title"
      tabindex="-1"
    >
      <strong id="summary-title">${words('dialogs').dialog.refused}</strong>
      ${
        field !== undefined && this.renderRoot.querySelector(`#${CSS.escape(field)}`) !== null
          ? html`<button
              type="button"
              class="link"
              @click=${() => {
                this.#focus(field);
              }}
            >
              ${failure.message}
            </button>`
          : html`<p>${failure.message}</p>`
      }
    </div>`;
  }

  #tellRefusal(failure: Failure): void {
    if (this.isConnected) {
      void this.updateComplete.then(() => {
        this.#focus('summary');
      });
      return;
    }
    // The dialog was closed beneath its command; what came of it must still be told.
    const text = words('tab').tab.refusedFor(this.patient?.name, failure.message);
    this.announcer?.notify({ tone: 'bad', text });
  }

  #focus(id: string): void {
    this.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(id)}`)?.focus();
  }

  /** Saves as the dialog's own button does. `false`: it was refused, or something is under way. */
  protected async saveUnsaved(): Promise<boolean> {
    if (this.commands.running !== undefined) return false;
    await this.submit();
    return this.#dialog?.open !== true;
  }

  /** What it says of itself while it is open. */
  protected readonly describe = (): OpenDialog => ({
    heading: this.heading,
    patientName: this.patient?.name,
    busy: this.commands.running !== undefined,
    isUnsaved: this.isUnsaved(),
    save: () => this.saveUnsaved(),
    revert: () => this.#giveUp(),
  });

  async #giveUp(): Promise<boolean> {
    this.isGivenUp = true;
    const wasDone = await this.commands.over();
    if (this.#dialog?.open === true) this.close(undefined);
    return wasDone && this.saves;
  }

  #onCancel(event: Event): void {
    if (this.isHeld) event.preventDefault();
  }

  protected onClosed(): void {
    // Before its opener is told, who may open another one.
    this.announcer?.dialogClosed(this.describe);
    this.dispatchEvent(new DialogCloseEvent<T>(this.#outcome));
  }

  #onSubmit(event: SubmitEvent): void {
    event.preventDefault();
    if (this.commands.running === undefined) void this.submit();
  }
}
