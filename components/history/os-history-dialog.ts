import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { dayTyped, daysTyped } from '../../services/application/history/history-form.ts';
import type {
  Allowed,
  HistoryDays,
  HistoryEntry,
  HistoryExport,
  HistoryKind,
  HistoryReading,
  HistoryView,
  OnlineServices,
} from '../../services/application/views.ts';
import { commandButton } from '../base/command-button.ts';
import { dateField } from '../base/date-field.ts';
import { DialogElement } from '../base/dialog-element.ts';
import { field } from '../base/field.ts';
import { message, type Tone } from '../base/tone.ts';
import type { CalendarDate } from '../view-types.ts';
import { historyList, historyListStyles } from './history-list.ts';
import { words } from '../../services/words/words.ts';

type Format = HistoryExport['format'];
type Chosen = Event & { readonly target: HTMLSelectElement };

const FORMATS: readonly Format[] = ['csv', 'pdf', 'print'];

/**
 * What happened to a patient's account, newest first: looked through by kind, person and day, read further back on demand,
 * and taken out as a file or on paper by who may. It says whenever there is, or may be, more than is shown.
 *
 * @fires os-close - When it has closed.
 */
export class OsHistoryDialog extends DialogElement<never> {
  static override styles = [
    DialogElement.styles,
    historyListStyles,
    css`
      dialog {
        --_dialog-width: 760px;
      }
      .filter {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 150px), 1fr));
        gap: 12px;
        align-items: end;
        min-width: 0;
      }
      #count {
        font-weight: 600;
      }
    `,
  ];

  /** Today at the practice; the latest day to look for. */
  @property({ attribute: false }) today: CalendarDate = '';
  /** Whether it may be taken out, and why not. */
  @property({ attribute: false }) exporting: Allowed = { allowed: false, reason: '', hidden: true };

  @state() private view: HistoryView | undefined;
  @state() private kind: HistoryKind | '' = '';
  @state() private person = '';
  @state() private typed = { from: '', to: '' };
  @state() private wrong: { readonly field: string; readonly message: string } | undefined;
  @state() private report: { readonly tone: Tone; readonly text: string } | undefined;
  /** The days that are shown. */
  #days: HistoryDays = {};
  #services: OnlineServices | undefined;
  #reading: HistoryReading | undefined;
  protected override readonly saves = false;

  /** Given once, and read by nobody. */
  set services(services: OnlineServices | undefined) {
    this.#services ??= services;
  }

  protected override get heading(): string {
    return words('history').dialog.heading;
  }

  protected override get working(): string {
    const said = words('history').dialog;
    const isExport = FORMATS.some((format) => format === this.commands.running);
    return isExport ? said.exporting : said.reading;
  }

  protected override firstUpdated(changed: PropertyValues): void {
    super.firstUpdated(changed);
    // Once this rendering is over: showing progress asks for another one.
    void this.updateComplete.then(() => this.#open());
  }

  /** Enter in a date, or *Show*. */
  protected override submit(): Promise<unknown> | undefined {
    const typed = daysTyped(this.typed, this.today);
    this.wrong = typed.ok ? undefined : typed;
    if (!typed.ok) {
      void this.updateComplete.then(() => {
        this.#focus(typed.field);
      });
      return undefined;
    }
    this.#days = typed.days;
    return this.#read();
  }

  protected override renderContent(): TemplateResult {
    const said = words('history').dialog;
    const { view, report } = this;
    return html`
      ${this.#renderFilter()} ${report === undefined ? nothing : message(report.tone, report.text)}
      <p id="count" role="status" tabindex="-1">${view === undefined ? '' : this.#count(view)}</p>
      ${view === undefined ? html`<p class="quiet">${this.failure === undefined ? said.reading : ''}</p>` : this.#renderView(view)}
    `;
  }

  protected override renderActions(): TemplateResult {
    const said = words('history').dialog;
    return html`${this.cancelButton(said.close)}
    ${this.view === undefined ? nothing : this.#renderExports(this.exporting)}`;
  }

  #renderFilter(): TemplateResult {
    const { dialog, kinds } = words('history');
    const people = (this.view?.people ?? []).map(({ key, label }) => [key, label] as const);
    return html`<fieldset class="filter" aria-label=${dialog.filter}>
      ${this.#choice(
        'kind',
        dialog.kind,
        [['', dialog.anyKind], ...Object.entries(kinds)],
        this.kind,
        (chosen) => {
          this.kind = chosen as HistoryKind | '';
        },
      )}
      ${this.#choice(
        'person',
        dialog.person,
        [['', dialog.anybody], ...people],
        this.person,
        (chosen) => {
          this.person = chosen;
        },
      )}
      ${this.#day('from', dialog.from)} ${this.#day('to', dialog.to)}
      <button type="submit" id="show">${dialog.show}</button>
    </fieldset>`;
  }

  #choice(
    id: string,
    label: string,
    options: readonly (readonly [string, string])[],
    chosen: string,
    onChoice: (value: string) => void,
  ): TemplateResult {
    return field(
      { id, label },
      () =>
        html`<select
          id=${id}
          @change=${({ target }: Chosen) => {
            onChoice(target.value);
          }}
        >
          ${options.map(
            ([value, text]) =>
              html`<option value=${value} ?selected=${value === chosen}>${text}</option>`,
          )}
        </select>`,
    );
  }

  #day(id: 'from' | 'to', label: string): TemplateResult {
    const { wrong } = this;
    return dateField({
      id,
      label,
      error: wrong?.field === id ? wrong.message : undefined,
      value: this.typed[id],
      max: this.today,
      optional: true,
      read: (typed) => dayTyped(typed, this.today) ?? undefined,
      onInput: (typed) => {
        this.typed = { ...this.typed, [id]: typed };
      },
    });
  }

  #renderView(view: HistoryView): TemplateResult {
    const said = words('history').dialog;
    const shown = this.#shown(view);
    return html`
      ${view.notRead === undefined ? nothing : message('warning', said.notRead(view.notRead))}
      ${view.incomplete === undefined ? nothing : message('warning', said.notRead(view.incomplete))}
      ${view.unreadable === 0 ? nothing : message('warning', said.unreadable(view.unreadable))}
      ${
        shown.length === 0
          ? html`<p>${this.#whyEmpty(view)}</p>`
          : historyList(shown, this.headingLevel + 1)
      }
      ${
        view.hasMore
          ? html`<div class="actions">
              ${commandButton({
                name: 'more',
                label: view.notRead === undefined ? said.more : said.again,
                working: said.reading,
                commands: this.commands,
                run: () => {
                  void this.#readOn();
                },
              })}
            </div>`
          : nothing
      }
    `;
  }

  #renderExports(exporting: Allowed): TemplateResult | typeof nothing {
    const { dialog } = words('history');
    if (!exporting.allowed && exporting.hidden === true) return nothing;
    const formats = FORMATS.filter((each) => each !== 'csv' || this.#reading?.keepsFiles === true);
    return html`${exporting.allowed ? nothing : html`<span class="reason" id="no-export">${exporting.reason}</span>`}
    ${formats.map((format) =>
      commandButton({
        name: format,
        label: dialog[format],
        working: dialog.exporting,
        commands: this.commands,
        allowed: exporting,
        reasonId: 'no-export',
        run: () => {
          void this.#export(format);
        },
      }),
    )}`;
  }

  /** What of it is looked for. */
  #shown({ entries }: HistoryView): readonly HistoryEntry[] {
    const { kind, person } = this;
    return entries.filter(
      (entry) => (kind === '' || entry.kind === kind) && (person === '' || entry.person === person),
    );
  }

  #count(view: HistoryView): string {
    return words('history').dialog.count(
      this.#shown(view).length,
      view.entries.length,
      isAll(view),
    );
  }

  #whyEmpty(view: HistoryView): string {
    const said = words('history').dialog;
    const isFiltered = this.kind !== '' || this.person !== '' || Object.keys(this.#days).length > 0;
    if (!isAll(view)) return said.noneFoundYet;
    return isFiltered ? said.noneFound : said.empty;
  }

  async #open(): Promise<void> {
    const { patient } = this;
    const services = this.#services;
    if (services === undefined || patient === undefined) return;
    const opened = await this.perform('open', () =>
      services.openHistory({ patientRef: patient.ref }),
    );
    if (opened?.ok !== true) return;
    this.#reading = opened.value;
    await this.#read();
  }

  /** Shows the days that are looked for, or more of them. */
  async #read(): Promise<void> {
    const reading = this.#reading;
    if (reading === undefined) return;
    this.report = undefined;
    const read = await this.perform('more', () => reading.more(this.#days));
    if (read?.ok !== true) return;
    this.view = read.value;
    // Whoever was looked for may have done nothing on these days.
    if (!read.value.people.some(({ key }) => key === this.person)) this.person = '';
  }

  async #readOn(): Promise<void> {
    await this.#read();
    await this.updateComplete;
    // The button has gone with the last of it.
    if (this.renderRoot.querySelector('#more') === null) this.#focus('count');
  }

  async #export(format: Format): Promise<void> {
    const { patient, kind, person } = this;
    const services = this.#services;
    if (services === undefined || patient === undefined) return;
    this.report = undefined;
    const filter = {
      ...this.#days,
      ...(kind !== '' && { kind }),
      ...(person !== '' && { person }),
    };
    const operationId = services.newOperationId();
    const input = { operationId, patientRef: patient.ref, format, filter };
    const result = await this.perform(format, () => services.exportHistory(input));
    if (result?.ok !== true) return;
    const { done, cancelled } = words('history').dialog;
    this.report = result.value
      ? { tone: 'good', text: done[format] }
      : { tone: 'neutral', text: cancelled };
    this.tell(this.report.text);
  }

  #focus(id: string): void {
    this.renderRoot.querySelector<HTMLElement>(`#${id}`)?.focus();
  }
}

/** Nothing of these days is missing. */
function isAll({ hasMore, notRead, incomplete, unreadable }: HistoryView): boolean {
  return !hasMore && notRead === undefined && incomplete === undefined && unreadable === 0;
}
