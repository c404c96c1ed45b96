import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ReadyTabView } from '../../services/application/views.ts';
import type { HelpTopic } from '../help/os-section-help.ts';
import type { Announcer } from './announcer.ts';
import { CommandRunner } from './command-runner.ts';
import { CONNECTED } from './handing.ts';
import { OsElement } from './os-element.ts';
import { message } from './tone.ts';
import type { Failure, Result } from '../view-types.ts';
import { words } from '../../services/words/words.ts';

/**
 * One section of the Online Services tab, for one patient: the tab makes a new one when another patient is opened, so
 * nothing of one patient can show, or be sent, with another.
 */
export abstract class SectionElement extends OsElement {
  @property({ attribute: false }) view: ReadyTabView | undefined;
  @property({ attribute: false }) announcer: Announcer | undefined;
  /** Level of the section's heading. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 3;
  /** What somebody has pressed waits for its part. */
  isLoading = false;

  @state() protected failure: Failure | undefined;
  /** Somebody asked what the section is for. */
  @state() private explains = false;

  protected readonly commands: CommandRunner = new CommandRunner(this, () => {
    this.announcer?.say(this.isLoading ? words('tab').tab.loading : this.working);
  });
  /** What the live region says while a command takes long. */
  protected get working(): string {
    return words('tab').tab.saving;
  }

  protected abstract renderReady(view: ReadyTabView): TemplateResult | typeof nothing;

  override connectedCallback(): void {
    super.connectedCallback();
    this.dispatchEvent(new Event(CONNECTED));
  }

  /**
   * Runs a command. A refusal is shown in the section and said once; after the section has gone (another patient was
   * opened) it is told at the top of the tab with the patient's name. `undefined`: one was in flight, nothing was done.
   */
  async perform<T>(
    name: string,
    command: () => Promise<Result<T>>,
  ): Promise<Result<T> | undefined> {
    const patientName = this.view?.patient.name;
    const result = await this.commands.run(name, command);
    if (result === undefined) return undefined;
    this.failure = result.ok ? undefined : result.failure;
    if (!result.ok && result.failure.kind !== 'needs-confirmation') {
      this.#tell(result.failure, patientName);
    }
    return result;
  }

  protected override render(): TemplateResult | typeof nothing {
    return this.view === undefined ? nothing : this.renderReady(this.view);
  }

  /** Heading of the section; `id` is "heading". Beside it one can ask what the section is for. */
  protected heading(title: string, about: HelpTopic): TemplateResult {
    return html`<div id="heading" role="heading" aria-level=${this.headingLevel}>${title}</div>
      ${this.help(about)}`;
  }

  /** Says what the section is for when asked; its name is that of what has the id "heading". */
  protected help(about: HelpTopic): TemplateResult {
    return html`<button
        type="button"
        class="link"
        id="about"
        aria-labelledby="about heading"
        aria-expanded=${this.explains ? 'true' : 'false'}
        @click=${this.#explain}
      >
        ${words('tab').tab.whatIsThis}
      </button>
      ${
        this.explains
          ? html`<os-section-help .about=${about} @os-close=${this.#explain}></os-section-help>`
          : nothing
      }`;
  }

  /** The last refusal, until the next command. A question to answer is shown by a dialog instead. */
  protected renderFailure(): TemplateResult | typeof nothing {
    return this.failure === undefined || this.failure.kind === 'needs-confirmation'
      ? nothing
      : message('bad', this.failure.message);
  }

  /** Moves the focus to an element of this section once it is there. */
  async focusOn(id: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(id)}`)?.focus();
  }

  #explain(): void {
    this.explains = !this.explains;
  }

  #tell(failure: Failure, patientName: string | undefined): void {
    if (this.isConnected) {
      this.announcer?.say(failure.message);
      return;
    }
    const text = words('tab').tab.refusedFor(patientName, failure.message);
    this.announcer?.notify({ tone: 'bad', text });
  }
}
