import { css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type {
  OnlineServices,
  ReadyTabView,
  UnsentWorkView,
} from '../../services/application/views.ts';
import { commandButton } from '../base/command-button.ts';
import type { DialogCloseEvent } from '../base/dialog-element.ts';
import { SectionElement } from '../base/section-element.ts';
import { unsentWork, type WorkActions } from './unsent-work.ts';
import { unsentWorkStyles } from './unsent-work-styles.ts';
import { words } from '../../services/words/words.ts';

/** Work that is not on the shared record yet, and what can be done about it. Loaded where there is some. */
export class OsUnsentWorkList extends SectionElement {
  static override styles = [
    SectionElement.styles,
    unsentWorkStyles,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      .work {
        border-block-start: 1px solid var(--_line);
      }
    `,
  ];

  /** Called when something was decided; what had the focus may have gone with the work. */
  @property({ attribute: false }) onSettled: () => Promise<void> = () => Promise.resolve();
  @state() private discarding: UnsentWorkView | undefined;

  protected override get working(): string {
    return words('workList').working;
  }

  protected override renderReady(services: OnlineServices, view: ReadyTabView): TemplateResult {
    const { work: all } = view.sync;
    return html`${this.renderFailure()}
    ${
      all.length === 0
        ? nothing
        : html`<ul class="work" aria-label=${words('workList').list}>
            ${all.map((work) =>
              unsentWork(work, (actions) => this.#renderActions(services, work, actions)),
            )}
          </ul>`
    }
    ${this.#renderConfirm(services, view)}`;
  }

  #renderActions(
    services: OnlineServices,
    work: UnsentWorkView,
    actions: readonly WorkActions[],
  ): unknown {
    const { workId, description } = work;
    const text = words('workList');
    const run: Readonly<Record<WorkActions, () => void>> = {
      retry: () => {
        void this.#settle(`retry-${workId}`, text.done.retry, () => services.retryWork({ workId }));
      },
      discard: () => {
        this.discarding = work;
      },
      ours: () => {
        void this.#settle(`ours-${workId}`, text.done.ours, () =>
          services.resolveConflict({ workId, choice: 'ours' }),
        );
      },
      theirs: () => {
        void this.#settle(`theirs-${workId}`, text.done.theirs, () =>
          services.resolveConflict({ workId, choice: 'theirs' }),
        );
      },
      acknowledge: () => {
        void this.#settle(`acknowledge-${workId}`, text.done.acknowledge, () =>
          services.discardWork({ workId }),
        );
      },
    };
    return actions.map((action) =>
      commandButton({
        name: `${action}-${workId}`,
        label: text.actions[action],
        fullLabel: text.actionOn(action, description),
        commands: this.commands,
        run: run[action],
        ...(action === 'discard' ? { kind: 'danger' } : {}),
      }),
    );
  }

  #renderConfirm(services: OnlineServices, view: ReadyTabView): TemplateResult | typeof nothing {
    const work = this.discarding;
    if (work === undefined) return nothing;
    return html`<os-confirm-dialog
      .ask=${() => words('dialogs').unsentWork.discard(work)}
      dangerous
      .patient=${view.patient}
      .announcer=${this.announcer}
      .headingLevel=${this.headingLevel}
      @os-close=${(event: DialogCloseEvent<true>) => {
        this.discarding = undefined;
        if (event.outcome !== true) return;
        void this.#settle(`discard-${work.workId}`, words('workList').done.discard, () =>
          services.discardWork({ workId: work.workId }),
        );
      }}
    ></os-confirm-dialog>`;
  }

  async #settle(
    name: string,
    done: string,
    command: Parameters<typeof this.perform<unknown>>[1],
  ): Promise<void> {
    const result = await this.perform(name, command);
    if (result?.ok !== true || !this.isConnected) return;
    this.announcer?.say(done);
    await this.onSettled();
  }
}
