import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type {
  LetterHandOver,
  OnlineServices,
  PreparedLetter,
} from '../../services/application/views.ts';
import { commandButton } from '../base/command-button.ts';
import { DialogElement } from '../base/dialog-element.ts';
import { message, pill, type Tone } from '../base/tone.ts';
import type { Result } from '../view-types.ts';

/**
 * The registration letter to look at, print and save. The letter exists only while the dialog is open: its address is
 * revoked on closing.
 *
 * @fires os-close - When it has closed.
 */
export class OsLetterDialog extends DialogElement<undefined> {
  static override styles = [
    DialogElement.styles,
    css`
      dialog {
        --_dialog-width: 860px;
      }
      iframe,
      .stand-in {
        width: 100%;
        height: min(62dvh, 900px);
        min-height: 200px;
        border: 1px solid var(--_line);
        border-radius: var(--_radius);
        background: var(--_sunken);
      }
      .stand-in {
        display: grid;
        gap: 8px;
        place-content: center;
        justify-items: center;
        height: 200px;
        padding: 16px;
        color: var(--_muted);
        text-align: center;
      }
    `,
  ];

  @property({ attribute: false }) services: OnlineServices | undefined;

  @state() private letter: PreparedLetter | undefined;
  @state() private report: { readonly tone: Tone; readonly text: string } | undefined;
  #url: string | undefined;
  #operationId = '';

  protected override readonly hasFields = false;

  protected override get heading(): string {
    return this.letter?.title ?? 'Registration letter';
  }

  protected override get working(): string {
    return this.letter === undefined ? 'Making the letter…' : 'Working…';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#release();
  }

  protected override firstUpdated(changed: PropertyValues): void {
    super.firstUpdated(changed);
    // Once this rendering is over: showing progress asks for another one.
    void this.updateComplete.then(() => this.#preview());
  }

  protected override renderContent(): TemplateResult {
    const { letter } = this;
    return html`
      ${letter?.copyLabel === undefined ? nothing : html`<div>${pill('neutral', letter.copyLabel)}</div>`}
      ${letter?.warning === undefined ? nothing : message('warning', letter.warning)}
      ${this.report === undefined ? nothing : message(this.report.tone, this.report.text)}
      ${letter === undefined ? this.#renderWaiting() : this.#renderLetter()}
      <p class="hint">
        Give the letter to the patient in person, or send it by a secure route: whoever holds it can
        open the patient’s account.
      </p>
    `;
  }

  protected override renderActions(): TemplateResult {
    return html`
      ${this.cancelButton('Close')}
      ${
        this.letter === undefined
          ? nothing
          : html`${this.#action('save', 'Save…', (services, input) => services.saveLetter(input))}
            ${this.#action('print', 'Print', (services, input) => services.printLetter(input))}`
      }
    `;
  }

  #renderWaiting(): TemplateResult {
    if (this.failure !== undefined) return html`<p>There is no letter to show.</p>`;
    return html`<div class="stand-in"><span class="spinner"></span>Making the letter…</div>`;
  }

  #renderLetter(): TemplateResult {
    return canShowOnlyThePage() && this.#url !== undefined
      ? html`<iframe title="Preview of the letter" src=${`${this.#url}${PREVIEW_ONLY}`}></iframe>`
      : html`<div class="stand-in">
          <strong>The letter is ready</strong>
          <span>This browser cannot show it here. Print it or save it to look at it.</span>
        </div>`;
  }

  #action(name: 'print' | 'save', label: string, run: HandOver): TemplateResult | typeof nothing {
    return commandButton({
      name,
      label,
      working: name === 'print' ? 'Printing…' : 'Saving…',
      commands: this.commands,
      ...(name === 'print' ? { kind: 'primary' } : {}),
      run: () => {
        void this.#hand(name, run);
      },
    });
  }

  async #preview(): Promise<void> {
    const { services, patient } = this;
    if (services === undefined || patient === undefined) return;
    this.#operationId = services.newOperationId();
    const result = await this.perform('preview', () =>
      services.previewLetter({ patientRef: patient.ref }),
    );
    if (result?.ok !== true || !this.isConnected) return;
    this.#url = URL.createObjectURL(result.value.pdf);
    this.letter = result.value;
  }

  async #hand(name: 'print' | 'save', run: HandOver): Promise<void> {
    const { services, patient } = this;
    if (services === undefined || patient === undefined) return;
    this.report = undefined;
    const operationId = this.#operationId;
    const despiteWarning = this.letter?.warning !== undefined;
    const result = await this.perform(name, () =>
      run(services, { operationId, patientRef: patient.ref, despiteWarning }),
    );
    if (result?.ok !== true) return;
    // Handing it over again would be another copy, so it is another operation.
    this.#operationId = services.newOperationId();
    this.report = result.value ? DONE[name] : CANCELLED[name];
    this.tell(this.report.text);
  }

  #release(): void {
    if (this.#url !== undefined) URL.revokeObjectURL(this.#url);
    this.#url = undefined;
    this.letter = undefined;
  }
}

/** Chromium's viewer heeds {@link PREVIEW_ONLY}; others would offer their own Print and Download buttons. */
function canShowOnlyThePage(): boolean {
  return navigator.pdfViewerEnabled && 'userAgentData' in navigator;
}

/**
 * Where the browser's viewer knows these open parameters, it shows the page alone: its own buttons would print and save
 * past the host and the audit.
 */
const PREVIEW_ONLY = '#toolbar=0&navpanes=0&view=FitH';

/** Hands the letter to the host: `false` when the person cancelled there. */
type HandOver = (services: OnlineServices, input: LetterHandOver) => Promise<Result<boolean>>;

const DONE = {
  print: { tone: 'good', text: 'The letter was handed to the printer.' },
  save: { tone: 'good', text: 'The letter was saved.' },
} as const;
const CANCELLED = {
  print: { tone: 'neutral', text: 'Printing was cancelled. No letter was recorded.' },
  save: { tone: 'neutral', text: 'Saving was cancelled. No letter was recorded.' },
} as const;
