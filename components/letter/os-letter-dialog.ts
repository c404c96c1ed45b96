import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type {
  LetterChoices,
  LetterHandOver,
  OnlineServices,
  PreparedLetter,
} from '../../services/application/views.ts';
import { commandButton } from '../base/command-button.ts';
import { DialogElement } from '../base/dialog-element.ts';
import { message, pill, type Tone } from '../base/tone.ts';
import type { Failure, Result } from '../view-types.ts';
import { words } from '../../services/words/words.ts';

/**
 * The registration letter to look at, print and save. Printing ends it; saving and then printing is one letter. The letter
 * exists only while the dialog is open: its address is revoked on closing.
 *
 * @fires os-close - When it has closed; `outcome` says that the letter was printed.
 */
export class OsLetterDialog extends DialogElement<string> {
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
        padding: 16px;
        color: var(--_muted);
        text-align: center;
      }
      .to-come {
        display: contents;
        visibility: hidden;
      }
      .without-preview {
        height: 200px;
      }
    `,
  ];

  /** Codes and account are on the shared record by now. */
  @property({ attribute: false }) codesWork = false;

  /** A restricted patient has asked for the address to be on it. */
  @state() private addressAskedFor = false;
  @state() private report: { readonly tone: Tone; readonly text: string } | undefined;
  #services: OnlineServices | undefined;
  #letter: PreparedLetter | undefined;
  #url: string | undefined;
  #operationId = '';
  /** One for as long as the dialog is open. */
  #letterId = '';

  /** Given once, and read by nobody. */
  set services(services: OnlineServices | undefined) {
    this.#services ??= services;
  }

  protected override readonly hasFields = false;
  protected override readonly saves = false;
  /** Not on a button: the focus goes on to *Print* when there is a letter, and a key may be on its way. */
  protected override readonly opensOn = '.content';

  protected override get heading(): string {
    return this.#letter?.title ?? words('dialogs').letter.heading;
  }

  /** A letter that is only being made to look at may be left. */
  protected override get isHeld(): boolean {
    return super.isHeld && this.commands.running !== 'preview';
  }

  protected override get working(): string {
    const text = words('dialogs').letter;
    return this.#letter === undefined ? text.making : text.working;
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
    const letter = this.#letter;
    return html`
      ${letter?.copyLabel === undefined ? nothing : html`<div>${pill('neutral', letter.copyLabel)}</div>`}
      ${letter?.warning === undefined || this.codesWork ? nothing : message('warning', letter.warning)}
      ${this.report === undefined ? nothing : message(this.report.tone, this.report.text)}
      ${this.patient?.restricted === true ? this.#renderAddressAskedFor() : nothing}
      ${letter === undefined ? this.#renderWaiting() : this.#renderLetter()}
      <p class="hint">${words('dialogs').letter.handOver}</p>
    `;
  }

  protected override renderActions(): TemplateResult {
    return html`${this.cancelButton(words('dialogs').letter.close)} ${this.#renderHandOver()}`;
  }

  #renderHandOver(): TemplateResult | typeof nothing {
    if (this.#letter !== undefined) {
      return html`${this.#action('save', (services, input) => services.saveLetter(input))}
      ${this.#action('print', (services, input) => services.printLetter(input))}`;
    }
    if (this.failure !== undefined) return nothing;
    // Room for what comes, so that nobody who presses *Close* at that moment meets *Print*.
    const { save, print } = words('dialogs').letter;
    return html`<span class="to-come" aria-hidden="true">
      <button type="button" disabled>${save.label}</button>
      <button type="button" disabled class="primary">${print.label}</button>
    </span>`;
  }

  #renderAddressAskedFor(): TemplateResult {
    const text = words('dialogs').letter;
    return html`<div class="tick">
      <input
        type="checkbox"
        id="addressAskedFor"
        aria-describedby="asked-for-hint"
        .checked=${this.addressAskedFor}
        @change=${(event: Event & { readonly target: HTMLInputElement }) => {
          this.#askForAddress(event.target);
        }}
      />
      <div>
        <label for="addressAskedFor">${text.askedFor}</label>
        <span class="hint" id="asked-for-hint">${text.askedForHint}</span>
      </div>
    </div>`;
  }

  #renderWaiting(): TemplateResult {
    const text = words('dialogs').letter;
    if (this.failure !== undefined) return html`<p>${text.none}</p>`;
    // As high as what comes, so that nobody's click meets a button on its way down.
    const height = canShowOnlyThePage() ? '' : 'without-preview';
    return html`<div class="stand-in ${height}"><span class="spinner"></span>${text.making}</div>`;
  }

  #renderLetter(): TemplateResult {
    const text = words('dialogs').letter;
    return canShowOnlyThePage() && this.#url !== undefined
      ? html`<iframe title=${text.preview} src=${`${this.#url}${PREVIEW_ONLY}`}></iframe>`
      : html`<div class="stand-in without-preview">
          <strong>${text.ready}</strong>
          <span>${text.cannotShow}</span>
        </div>`;
  }

  #action(name: 'print' | 'save', run: HandOver): TemplateResult | typeof nothing {
    const { label, working } = words('dialogs').letter[name];
    return commandButton({
      name,
      label,
      working,
      commands: this.commands,
      ...(name === 'print' ? { kind: 'primary' } : {}),
      run: () => {
        void this.#hand(name, run);
      },
    });
  }

  /** The letter is made anew. One that goes out at this moment stays as it was seen. */
  #askForAddress(tick: HTMLInputElement): void {
    const { running } = this.commands;
    if (running !== undefined && running !== 'preview') {
      tick.checked = this.addressAskedFor;
      return;
    }
    this.addressAskedFor = tick.checked;
    this.#release();
    if (running === undefined) void this.#preview();
  }

  async #preview(): Promise<void> {
    const { patient } = this;
    const services = this.#services;
    if (services === undefined || patient === undefined) return;
    this.#operationId = services.newOperationId();
    if (this.#letterId === '') this.#letterId = services.newOperationId();
    const choices = this.#choices();
    const result = await this.perform('preview', () =>
      services.previewLetter({ patientRef: patient.ref, ...choices }),
    );
    if (result?.ok !== true || !this.isConnected) return;
    // Decided otherwise while it was made.
    if (choices.addressAskedFor !== this.#choices().addressAskedFor) return this.#preview();
    this.#url = URL.createObjectURL(result.value.pdf);
    this.#letter = result.value;
    this.requestUpdate();
    await this.updateComplete;
    // Unless somebody has gone elsewhere meanwhile: printing is what the letter is for.
    if (this.shadowRoot?.activeElement?.matches('.content') === true)
      this.#button('print')?.focus();
  }

  #choices(): LetterChoices {
    const { addressAskedFor } = this;
    return { letterId: this.#letterId, ...(addressAskedFor && { addressAskedFor }) };
  }

  #button(id: string): HTMLElement | null {
    return this.renderRoot.querySelector(`#${id}`);
  }

  async #hand(name: 'print' | 'save', run: HandOver): Promise<void> {
    const { patient } = this;
    const services = this.#services;
    const letter = this.#letter;
    if (services === undefined || patient === undefined || letter === undefined) return;
    this.report = undefined;
    const operationId = this.#operationId;
    // The warning stands in the dialog, so whoever goes on has read it.
    const answered = letter.warning === undefined ? [] : (['codes-not-shared'] as const);
    const { registrationId } = letter;
    const input = { operationId, patientRef: patient.ref, answered, registrationId };
    const result = await this.perform(name, () => run(services, { ...input, ...this.#choices() }));
    if (result?.ok === false && ENDS_IT.has(result.failure.kind)) {
      return this.#lookAgain(result.failure.message);
    }
    if (result?.ok !== true) return;
    this.#operationId = services.newOperationId();
    const { done, cancelled } = words('dialogs').letter;
    if (result.value && name === 'print') {
      this.close(done.print);
      return;
    }
    this.report = result.value
      ? { tone: 'good', text: done[name] }
      : { tone: 'neutral', text: cancelled[name] };
    this.tell(this.report.text);
  }

  /** What is shown is no more: the letter as it is now takes its place, or why there is none. */
  async #lookAgain(because: string): Promise<void> {
    this.#release();
    this.report = { tone: 'warning', text: because };
    await this.#preview();
    if (this.#letter === undefined) {
      if (this.failure?.message === because) this.report = undefined;
      return;
    }
    const text = `${because} ${words('dialogs').letter.anew}`;
    this.report = { tone: 'warning', text };
    this.tell(text);
    // Not on *Print*: nobody has looked at this one yet.
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.content')?.focus();
  }

  #release(): void {
    if (this.#url !== undefined) URL.revokeObjectURL(this.#url);
    this.#url = undefined;
    this.#letter = undefined;
    this.requestUpdate();
  }
}

/** The letter that is in sight may not go out any more: its codes were replaced, or they have ended, or nobody is let in. */
const ENDS_IT: ReadonlySet<Failure['kind']> = new Set(['changed-meanwhile', 'not-allowed']);

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
