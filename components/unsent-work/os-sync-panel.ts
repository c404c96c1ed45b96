import { css, html, nothing, type TemplateResult } from 'lit';
import type { OnlineServices, ReadyTabView, SyncView } from '../../services/application/views.ts';
import { handing } from '../base/handing.ts';
import { SectionElement } from '../base/section-element.ts';
import { icon, message } from '../base/tone.ts';
import { words } from '../../services/words/words.ts';

/** How keeping in step with the shared record goes: one line always, and below it the work that is not shared yet. */
export class OsSyncPanel extends SectionElement {
  static override styles = [
    SectionElement.styles,
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
    `,
  ];

  #services: OnlineServices | undefined;
  readonly #hand = handing(() => this.#services, 'os-unsent-work-list');

  /** Given once, and read by nobody. */
  set services(services: OnlineServices | undefined) {
    this.#services ??= services;
  }

  protected override renderReady(view: ReadyTabView): TemplateResult {
    const { sync } = view;
    const text = words('tab').unsentWork;
    return html`<section class="card" id="heading" aria-label=${text.sharedRecord}>
      <div class="line ${sync.tone}">
        ${icon(sync.tone)}
        <div class="words">
          <strong>${sync.summary}</strong>
          ${
            sync.lastPulledAt === undefined
              ? nothing
              : html`<span class="hint">${text.lastChecked(sync.lastPulledAt)}</span>`
          }
          ${
            sync.auditRowsWaiting === 0
              ? nothing
              : html`<span class="hint">${text.auditRows(sync.auditRowsWaiting)}</span>`
          }
        </div>
        <button
          type="button"
          class="link"
          id="refresh"
          @click=${() => {
            this.#services?.refresh();
            this.announcer?.say(text.checking);
          }}
        >
          ${text.check}
        </button>
        ${this.help('unsentWork')}
      </div>
      ${others(sync)} ${sync.listMissing === true ? message('bad', text.listNotLoaded) : nothing}
      <os-unsent-work-list
        .view=${view}
        .announcer=${this.announcer}
        .headingLevel=${this.headingLevel}
        @os-connected=${this.#hand}
        .onSettled=${() => this.focusOn('refresh')}
      ></os-unsent-work-list>
    </section>`;
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
