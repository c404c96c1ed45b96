import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { Announcer } from '../../../components/base/announcer.ts';
import { CommandRunner } from '../../../components/base/command-runner.ts';
import { field } from '../../../components/base/field.ts';
import { ThemedElement } from '../../../components/base/os-element.ts';
import { StreamController } from '../../../components/base/stream-controller.ts';
import { message } from '../../../components/base/tone.ts';
import type { OnlineServices, SettingsView } from '../../../services/application/views.ts';
import { words } from '../../../services/words/words.ts';

type ReadySettings = Extract<SettingsView, { phase: 'ready' }>;

/** A Control Panel page for one setting: how long unused letters count. */
export class OsLetterDaysPage extends ThemedElement {
  @state() private error: string | undefined;

  readonly #settings = new StreamController<SettingsView>(this, () => this.#services?.settings$);
  #services: OnlineServices | undefined;
  readonly #commands = new CommandRunner(this);
  readonly #announcer = new Announcer(this);

  set services(services: OnlineServices | undefined) {
    this.#services ??= services;
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    const view = this.#settings.value;
    return html`<div class="shelter" lang=${words('screens').language}>
      ${this.#settings.stopped ? message('bad', words('settings').practice.stopped) : nothing}
      ${view?.phase === 'ready' && this.#services ? this.#renderForm(this.#services, view) : nothing}
      ${this.#announcer.region()}
    </div>`;
  }

  #renderForm(services: OnlineServices, { change, settings }: ReadySettings): TemplateResult {
    const { settingFields, practice } = words('settings');
    return html`<form
      novalidate
      @submit=${(event: SubmitEvent & { readonly target: HTMLFormElement }) => {
        event.preventDefault();
        void this.#save(services, Number(new FormData(event.target).get('days')));
      }}
    >
      ${change.allowed ? nothing : message('neutral', change.reason, 'lock')}
      ${field(
        { id: 'days', ...settingFields.letterExpiryDays, error: this.error },
        ({ describedBy, invalid }) =>
          html`<input
            id="days"
            name="days"
            inputmode="numeric"
            ?readonly=${!change.allowed}
            aria-invalid=${invalid}
            aria-describedby=${describedBy}
            .value=${String(settings.letterExpiryDays)}
          />`,
      )}
      ${change.allowed ? html`<button type="submit" class="primary">${practice.save}</button>` : nothing}
    </form>`;
  }

  async #save(services: OnlineServices, letterExpiryDays: number): Promise<void> {
    const saved = await this.#commands.run('save', () =>
      services.saveSettings({ letterExpiryDays }),
    );
    if (saved === undefined) return;
    this.error = saved.ok ? undefined : saved.failure.message;
    this.#announcer.say(this.error ?? words('settings').practice.saved);
  }
}

export const LETTER_DAYS_ELEMENTS = { 'os-letter-days-page': OsLetterDaysPage } as const;

declare global {
  interface HTMLElementTagNameMap {
    'os-letter-days-page': OsLetterDaysPage;
  }
}
