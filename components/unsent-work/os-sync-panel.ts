import { css, html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import type {
  OnlineServices,
  ReadyTabView,
  SyncView,
  UnsentWorkView,
} from '../../services/application/views.ts';
import { commandButton } from '../base/command-button.ts';
import type { DialogCloseEvent } from '../base/dialog-element.ts';
import { SectionElement } from '../base/section-element.ts';
import { icon } from '../base/tone.ts';
import { unsentWork, type WorkActions } from './unsent-work.ts';
import { unsentWorkStyles } from './unsent-work-styles.ts';
import { words } from '../../services/words/words.ts';

/** How keeping in step with the shared record goes: one line always, and below it the work that is not shared yet. */
export class OsSyncPanel extends SectionElement {
  static override styles = [
    SectionElement.styles,
    unsentWorkStyles,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 10px;
        align-items: center;
        padding: 6px 16px;
        border-radius: inherit;
      }
      .line.good {
        background: none;
      }
      .line > svg {
        width: 1.3em;
        height: 1.3em;
      }
      .words {
        flex: 1 1 200px;
        min-width: 0;
        color: var(--_text);
        overflow-wrap: anywhere;
      }
      .words strong {
        font-weight: 600;
      }
      .others {
        padding: 6px 16px 10px;
      }
      .work {
        border-block-start: 1px solid var(--_line);
      }
    `,
  ];

  @state() private discarding: UnsentWorkView | undefined;

  protected override get working(): string {
    return words('tab').unsentWork.working;
  }

  protected override renderReady(services: OnlineServices, view: ReadyTabView): TemplateResult {
    const { sync } = view;
    const text = words('tab').unsentWork;
    return html`<section class="card" aria-label=${text.sharedRecord}>
      <div class="line ${sync.tone}">
        ${icon(sync.tone)}
        <div class="words">
          <strong>${sync.summary}</strong>
          ${
            sync.lastPulledAt === undefined
              ? nothing
              : html`<span class="hint">${text.lastChecked(sync.lastPulledAt)}</span>`
          }
        </div>
        <button
          type="button"
          class="link"
          id="refresh"
          @click=${() => {
            services.refresh();
            this.announcer?.say(text.checking);
          }}
        >
          ${text.check}
        </button>
      </div>
      ${others(sync)} ${this.renderFailure()}
      ${
        sync.work.length === 0
          ? nothing
          : html`<ul class="work" aria-label=${text.list}>
              ${sync.work.map((work) =>
                unsentWork(work, (actions) => this.#renderActions(services, work, actions)),
              )}
            </ul>`
      }
      ${this.#renderConfirm(services, view)}
    </section>`;
  }

  #renderActions(
    services: OnlineServices,
    work: UnsentWorkView,
    actions: readonly WorkActions[],
  ): unknown {
    const { workId, description } = work;
    const text = words('tab').unsentWork;
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
        void this.#settle(`discard-${work.workId}`, words('tab').unsentWork.done.discard, () =>
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
    await this.focusOn('refresh');
  }
}

function others({
  otherWaiting,
  otherNeedingAttention,
}: SyncView): TemplateResult | typeof nothing {
  if (otherWaiting === 0 && otherNeedingAttention === 0) return nothing;
  const counts = { waiting: otherWaiting, undecided: otherNeedingAttention };
  return html`<p class="others hint">${words('tab').unsentWork.others(counts)}</p>`;
}
