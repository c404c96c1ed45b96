import { css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type {
  NoticeView,
  OnlineServices,
  ReadyTabView,
  UnsentWorkView,
} from '../../services/application/views.ts';
import { commandButton } from '../base/command-button.ts';
import type { DialogCloseEvent } from '../base/dialog-element.ts';
import { handing } from '../base/handing.ts';
import { icon } from '../base/tone.ts';
import { SectionElement } from '../base/section-element.ts';
import { unsentWork, type WorkActions } from './unsent-work.ts';
import { unsentWorkStyles } from './unsent-work-styles.ts';
import { words } from '../../services/words/words.ts';

/**
 * Work that is not on the shared record yet, and what can be done about it; above it what the person signed in must be
 * told of work of theirs that was discarded. Loaded where there is some.
 */
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
  @state() private discarding: Discarding | undefined;
  #services: OnlineServices | undefined;
  readonly #hand = handing(() => this.#services, 'os-discard-dialog');

  /** Given once, and read by nobody. */
  set services(services: OnlineServices | undefined) {
    this.#services ??= services;
  }

  protected override get working(): string {
    return words('workList').working;
  }

  protected override renderReady(view: ReadyTabView): TemplateResult | typeof nothing {
    const services = this.#services;
    if (services === undefined) return nothing;
    const { work: all, notices } = view.sync;
    return html`${notices.map((notice) => this.#renderNotice(services, notice))}
    ${this.renderFailure()}
    ${
      all.length === 0
        ? nothing
        : html`<ul class="work" aria-label=${words('workList').list}>
            ${all.map((work) =>
              unsentWork(work, (actions) => this.#renderActions(services, work, actions)),
            )}
          </ul>`
    }
    ${this.#renderDialog(services, view)}`;
  }

  /** What the person signed in has to know of their own work, whichever patient is open. */
  #renderNotice(services: OnlineServices, { noticeId, text }: NoticeView): TemplateResult {
    const { title, acknowledge, acknowledged } = words('workList').notice;
    const name = `notice-${noticeId}`;
    return html`<div class="notice message warning" role="group" aria-labelledby="${name}-title">
      ${icon('warning')}
      <div>
        <strong id="${name}-title">${title}</strong>
        <p id="${name}-text">${text}</p>
        ${commandButton({
          name,
          label: acknowledge,
          commands: this.commands,
          describedBy: `${name}-text`,
          run: () => {
            void this.#settle(name, acknowledged, () => services.acknowledgeNotice({ noticeId }));
          },
        })}
      </div>
    </div>`;
  }

  #renderActions(
    services: OnlineServices,
    work: UnsentWorkView,
    actions: readonly WorkActions[],
  ): unknown {
    const { workId, description, refused } = work;
    const text = words('workList');
    const run: Readonly<Record<WorkActions, () => void>> = {
      retry: () => {
        void this.#settle(`retry-${workId}`, text.done.retry, () => services.retryWork({ workId }));
      },
      discard: () => {
        this.discarding = { work, action: 'discard' };
      },
      ours: () => {
        void this.#settle(`ours-${workId}`, text.done.ours, () =>
          services.resolveConflict({ workId, choice: 'ours', seen: work.seen ?? [] }),
        );
      },
      theirs: () => {
        if (work.takesReason === true) this.discarding = { work, action: 'theirs' };
        else this.#giveUp(services, { work, action: 'theirs' });
      },
      acknowledge: () => {
        void this.#settle(`acknowledge-${workId}`, text.done.acknowledge, () =>
          services.discardWork({ workId }),
        );
      },
    };
    const reasonId = refused === undefined ? undefined : `refused-${workId}`;
    return html`${actions.map((action) =>
      commandButton({
        name: `${action}-${workId}`,
        label: text.actions[action],
        fullLabel: text.actionOn(action, description),
        commands: this.commands,
        run: run[action],
        ...(action === 'discard' ? { kind: 'danger' } : {}),
        ...(refused !== undefined && { allowed: { allowed: false, reason: refused } }),
        ...(reasonId !== undefined && { reasonId }),
      }),
    )}
    ${refused === undefined ? nothing : html`<span class="reason" id=${reasonId}>${refused}</span>`}`;
  }

  #renderDialog(services: OnlineServices, view: ReadyTabView): TemplateResult | typeof nothing {
    const { discarding } = this;
    if (discarding === undefined) return nothing;
    const { work, action } = discarding;
    const closed = (event: DialogCloseEvent<true>): void => {
      this.discarding = undefined;
      if (event.outcome !== true) return;
      if (work.takesReason === true) void this.#settled(words('workList').done[action]);
      else this.#giveUp(services, discarding);
    };
    return work.takesReason === true
      ? html`<os-discard-dialog
          @os-connected=${this.#hand}
          .staffId=${view.staff.id}
          .work=${work}
          .act=${(reason: string) => giveUp(services, discarding, { reason })}
          .patient=${view.patient}
          .announcer=${this.announcer}
          .headingLevel=${this.headingLevel}
          @os-close=${closed}
        ></os-discard-dialog>`
      : html`<os-confirm-dialog
          .ask=${() => words('dialogs').unsentWork.discard(work)}
          dangerous
          .patient=${view.patient}
          .announcer=${this.announcer}
          .headingLevel=${this.headingLevel}
          @os-close=${closed}
        ></os-confirm-dialog>`;
  }

  #giveUp(services: OnlineServices, discarding: Discarding): void {
    const { work, action } = discarding;
    void this.#settle(`${action}-${work.workId}`, words('workList').done[action], () =>
      giveUp(services, discarding),
    );
  }

  async #settle(
    name: string,
    done: string,
    command: Parameters<typeof this.perform<unknown>>[1],
  ): Promise<void> {
    const result = await this.perform(name, command);
    if (result?.ok === true) await this.#settled(done);
  }

  async #settled(done: string): Promise<void> {
    if (!this.isConnected) return;
    this.announcer?.say(done);
    await this.onSettled();
  }
}

/** Work that is about to be given up, and how. */
interface Discarding {
  readonly work: UnsentWorkView;
  readonly action: 'discard' | 'theirs';
}

function giveUp(
  services: OnlineServices,
  { work: { workId }, action }: Discarding,
  why: { readonly reason?: string } = {},
): ReturnType<OnlineServices['discardWork']> {
  return action === 'discard'
    ? services.discardWork({ workId, ...why })
    : services.resolveConflict({ workId, choice: 'theirs', ...why });
}
