import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import {
  isSealedText,
  type Allowed,
  type OnlineServices,
  type ReadyTabView,
  type ServiceView,
} from '../../services/application/views.ts';
import { allowed, whyNot } from '../base/allowed.ts';
import { handing } from '../base/handing.ts';
import { act, later, renderPart } from '../base/later.ts';
import { SectionElement } from '../base/section-element.ts';
import { message, pill } from '../base/tone.ts';
import { asksReason, ServicesDraft, undecided, type DraftRow } from './services-draft.ts';
import { visibleText, words, wordsIfThere } from '../../services/words/words.ts';

/**
 * Services: an Enabled tick and Notes for each. Before there is an account they are part of creating it; afterwards they
 * are edited, then saved or given up. Edits survive refusals and news of the record.
 */
export class OsServicesSection extends SectionElement {
  static override styles = [
    SectionElement.styles,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      th[scope='row'] {
        width: 52%;
        font-weight: 600;
      }
      td.enabled {
        width: 84px;
      }
      td:last-child {
        padding-inline-end: 0;
      }
      th,
      td {
        padding-block: 4px;
        vertical-align: middle;
      }
      tr.global > * {
        border-block-end-width: 3px;
      }
      select {
        margin-block-end: 4px;
      }
      .note {
        display: block;
        color: var(--_muted);
        font-size: 0.93em;
        font-weight: 400;
      }
      .elsewhere {
        color: var(--_warning);
        font-weight: 600;
      }
      tr.edited > th {
        box-shadow: inset 3px 0 0 var(--_accent);
        padding-inline-start: 8px;
      }
      #failure:empty {
        display: none;
      }
      /* There shadows are not drawn. */
      @media (forced-colors: active) {
        .stacks tr.edited > th {
          border-inline-start: 3px solid CanvasText;
          padding-inline-start: 5px;
        }
      }
      @container (max-width: 540px) {
        .stacks tr {
          display: grid !important;
          grid-template-columns: 1fr auto;
          gap: 2px 8px;
        }
        .stacks th[scope='row'] {
          width: auto;
        }
        .stacks td.enabled {
          width: auto;
        }
        .stacks td.enabled .cell-label {
          display: none;
        }
        .stacks td.notes {
          grid-column: 1 / -1;
        }
      }
    `,
  ];

  /** The edits of this patient; the account section sends them when it creates the account. */
  @property({ attribute: false }) draft = new ServicesDraft();
  /** Called when the edits, or saving them, have moved on, so that others who show it follow. */
  @property({ attribute: false }) onEdit: () => void = () => undefined;

  /** Somebody asked what unticking does, and with it why there is no deleting. */
  @state() private showsEffects = false;
  /** What the last preset could not tick. */
  @state() private leftOut: string | undefined;
  /** Views of the record that somebody is asked about, in the row of the first. */
  @state() private deciding: readonly DraftRow[] = [];
  #services: OnlineServices | undefined;
  readonly #hand = handing(() => this.#services, 'os-record-access');
  /** What is done about the edits. */
  readonly #acts = later(this, async () => {
    const { loadServicesActs } = await import('../tab/dialog-elements.ts');
    return loadServicesActs(this, () => this.#services);
  });
  readonly #presets = later(this, async () => {
    const { loadPresetsRow } = await import('./presets-row.ts');
    return loadPresetsRow();
  });

  /** Given once, and read by nobody. */
  set services(services: OnlineServices | undefined) {
    this.#services ??= services;
  }

  protected override updated(changed: PropertyValues<this>): void {
    // Whoever gives another view of the patient has rendered already.
    if (changed.get('view') === undefined) this.onEdit();
  }

  protected override renderReady(view: ReadyTabView): TemplateResult {
    const text = words('tab').services;
    const rows = this.draft.rows(view.services);
    const may = mayEdit(view);
    return html`<section class="card" aria-labelledby="heading">
      <header>
        ${this.heading(text.heading, 'services')}
        ${
          view.account === undefined
            ? html`<span class="hint">${text.savedWithAccount}</span>`
            : nothing
        }
        <button
          type="button"
          class="link"
          id="effects"
          aria-expanded=${this.showsEffects ? 'true' : 'false'}
          @click=${() => {
            this.showsEffects = !this.showsEffects;
          }}
        >
          ${text.effects}
        </button>
      </header>
      <div class="body">
        ${this.showsEffects ? html`<p class="hint">${wordsIfThere('dialogs')?.services.noDelete}</p>` : nothing}
        ${whyNot(may)} ${this.#renderPresets(view, may.allowed)}
        <table class="stacks" aria-labelledby="heading">
          <thead>
            <tr>
              <th scope="col">${text.service}</th>
              <th scope="col">${text.enabled}</th>
              <th scope="col">${text.notes}</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map((row) => this.#renderRow(view, row, may.allowed, noEffectOf(view, row, rows)))}
          </tbody>
        </table>
        ${
          rows.some(({ elsewhere }) => elsewhere)
            ? message('warning', text.changedWhileEditing)
            : nothing
        }
        <div id="failure">${isOfReason(this.failure) ? nothing : this.renderFailure()}</div>
      </div>
    </section>`;
  }

  #renderPresets(view: ReadyTabView, editable: boolean): unknown {
    const { presets } = view;
    if (presets === undefined) return nothing;
    return renderPart(
      this,
      this.#presets,
      (render) =>
        render(view, presets, this.leftOut, {
          draft: this.draft,
          editable,
          done: (said, leftOut) => {
            this.leftOut = leftOut;
            this.#askUndecided(view);
            this.announcer?.say(leftOut ?? said);
            this.requestUpdate();
          },
        }),
      words('tab').tab.notShown.presets,
    );
  }

  #renderRow(
    view: ReadyTabView,
    row: DraftRow,
    editable: boolean,
    noEffect: string | undefined,
  ): TemplateResult {
    const text = words('tab').services;
    const { name, label, elsewhere } = row;
    const record = view.services.find((service) => service.name === name) ?? row;
    const isUnreadable = isSealedText(row.notes);
    const typed = isUnreadable ? '' : row.notes;
    const seen = shownNotes(row);
    const isRefused = this.failure?.field === `notes-${name}`;
    // An edit is told by the row itself: why it was off before is no news of it.
    const disabling = row.enabled ? undefined : row.disabling;
    const notes = [
      ['effect', this.showsEffects && row.effect],
      ['no-effect', noEffect],
      ['off', disabling && text.offSince(disabling)],
      // At the latest these words come with the first edit.
      ['moved', row.movedTo && wordsIfThere('dialogs')?.services.takeBackFirst(row.movedTo)],
      [
        'elsewhere',
        elsewhere && text.changedElsewhere({ ...elsewhere, notes: shownNotes(elsewhere) }),
      ],
    ].filter(([, said]) => said);
    const described = [...(editable ? [] : ['refused']), ...notes.map(([id]) => `${id}-${name}`)];
    const kinds = [name === 'global' ? 'global' : '', row.edited ? 'edited' : ''].join(' ').trim();
    return html`<tr class=${kinds === '' ? nothing : kinds}>
      <th scope="row" id="label-${name}">
        ${label} ${row.offeredByPractice ? nothing : pill('neutral', text.notOffered, 'off')}
        ${notes.map(([id, said]) => html`<span class="note ${id}" id="${id}-${name}">${said}</span>`)}
        ${
          row.showsRecord === true
            ? html`<os-record-access
                @os-connected=${this.#hand}
                .view=${view}
                .row=${row}
                .announcer=${this.announcer}
                .headingLevel=${this.headingLevel}
                .asked=${this.deciding[0]?.name === name ? this.deciding : []}
                .decided=${(asked: ServiceView, change: Parameters<ServicesDraft['edit']>[1]) => {
                  this.edit(asked, change);
                  this.#askUndecided(view);
                }}
              ></os-record-access>`
            : nothing
        }
      </th>
      <td class="enabled">
        <span class="cell-label" aria-hidden="true">${text.enabled}</span>
        <input
          type="checkbox"
          id="enabled-${name}"
          aria-label=${text.enabledFor(label)}
          aria-describedby=${described.length === 0 ? nothing : described.join(' ')}
          ?disabled=${!editable || (!record.enabled && (view.nobodyLetIn ?? record.unavailable) !== undefined)}
          .checked=${row.enabled}
          @change=${(event: Event & { readonly target: HTMLInputElement }) => {
            const { checked } = event.target;
            this.edit(record, { enabled: checked });
            this.#askUndecided(view);
            const isAsked = !checked && record.enabled && asksReason(view, name);
            const asked = isAsked && wordsIfThere('dialogs')?.services.reasonAsked(label);
            if (asked) this.announcer?.say(asked);
          }}
        />
      </td>
      <td class="notes">
        ${this.#acts.part?.renderReason(view, row, record, this.failure)}
        <span class="cell-label" aria-hidden="true">${text.notes}</span>
        <input
          type="text"
          id="notes-${name}"
          aria-label=${text.notesFor(label)}
          autocomplete="off"
          ?readonly=${!editable}
          aria-invalid=${isRefused ? 'true' : 'false'}
          aria-describedby=${[isUnreadable && `hidden-${name}`, isRefused && 'failure', editable && `notes-${name}-limit`].filter(Boolean).join(' ') || nothing}
          .value=${typed}
          @input=${(event: InputEvent & { readonly target: HTMLInputElement }) => {
            this.edit(record, { notes: typedOver(record, event.target.value) });
          }}
          @keydown=${(event: KeyboardEvent) => {
            if (event.key === 'Enter' && view.account !== undefined) void this.save();
          }}
        />
        ${editable ? html`<os-character-count .of=${'notes'} .for=${`notes-${name}`} .text=${typed} .quiet=${row.notes === record.notes}></os-character-count>` : nothing}
        ${seen === typed ? nothing : html`<span class="note" id="hidden-${name}">${isUnreadable ? seen : text.hiddenCharacters(seen)}</span>`}
      </td>
    </tr>`;
  }

  /** What is done about the edits, for the bar that the tab keeps in sight; `isBack`: they were left before, and are shown again. */
  renderSaving(view: ReadyTabView, isBack: boolean): unknown {
    return renderPart(
      this,
      this.#acts,
      (acts) => acts.renderSaving(view, this.commands, isBack),
      words('tab').tab.notShown.saving,
    );
  }

  /** Gives the edits up. */
  giveUp(): void {
    this.draft.clear();
    this.leftOut = undefined;
    this.failure = undefined;
    this.#acts.part?.forget();
    this.requestUpdate();
  }

  /** Gives them up as soon as nothing is being saved any more. Resolves to whether that was saved. */
  async leave(): Promise<boolean> {
    const wasSaved = await this.commands.over();
    this.giveUp();
    return wasSaved;
  }

  /** Saves the edits, unless there is something to decide first. */
  async save(): Promise<void> {
    const { view } = this;
    if (view === undefined || this.#askUndecided(view)) return;
    const saved = await act(this, 'save', this.#acts, (acts) => acts.save(view));
    if (saved?.ok === true) this.leftOut = undefined;
  }

  /** Whether there is something to decide first; then it is asked for. */
  #askUndecided(view: ReadyTabView): boolean {
    this.deciding = undecided(this.draft.rows(view.services), view.services);
    return this.deciding.length > 0;
  }

  /** Puts an edit on top of what the record says. */
  edit(record: ServiceView, change: Parameters<ServicesDraft['edit']>[1]): void {
    this.draft.edit(record, change);
    // Whoever goes on with the row has read what was wrong with it.
    if (isOfReason(this.failure)) this.failure = undefined;
    this.requestUpdate();
  }
}

/** It is told beside the reason. */
function isOfReason(failure: { readonly field?: string } | undefined): boolean {
  return failure?.field?.startsWith('reason-') === true;
}

/** Why a row has no effect, or cannot be ticked. */
function noEffectOf(
  view: ReadyTabView,
  row: DraftRow,
  rows: readonly DraftRow[],
): string | undefined {
  const text = words('tab').services.noEffect;
  if (row.unavailable !== undefined) return row.unavailable;
  if (!row.offeredByPractice) return text.notOffered;
  const held = view.services.find(({ name }) => name === row.name);
  if (view.nobodyLetIn !== undefined && held?.enabled === false) return text.nobodyLetIn;
  const isGlobalOff = rows.some(({ name, enabled }) => name === 'global' && !enabled);
  return isGlobalOff && row.name !== 'global' && row.enabled ? text.globalOff : undefined;
}

/** Before there is an account the ticks belong to creating it, so only a plain refusal locks them. */
function mayEdit(view: ReadyTabView): Allowed {
  const changeServices = allowed(view, 'changeServices');
  return view.account === undefined && !changeServices.allowed && changeServices.hidden === true
    ? { allowed: true }
    : changeServices;
}

function shownNotes({ notes }: Pick<ServiceView, 'notes'>): string {
  return isSealedText(notes) ? words('tab').services.unreadable : visibleText(notes);
}

/** Typed and taken back again over notes that nobody could read: they stay as they are. */
function typedOver({ notes }: ServiceView, typed: string): string {
  return typed === '' && isSealedText(notes) ? notes : typed;
}
