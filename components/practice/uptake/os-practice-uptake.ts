import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import type {
  OnlineServices,
  Uptake,
  UptakeCount,
  UptakeFigures,
} from '../../../services/application/views.ts';
import { words, type Words } from '../../../services/words/words.ts';
import { commandButton } from '../../base/command-button.ts';
import { Following } from '../../base/following.ts';
import { PageElement } from '../../base/page-element.ts';
import { message, pill } from '../../base/tone.ts';
import { OsPageHelp } from '../../help/os-page-help.ts';
import { OsSectionHelp } from '../../help/os-section-help.ts';
import { bars, columns, gauge } from './uptake-charts.ts';
import { uptakeStyles } from './uptake-styles.ts';
import { figuresTable } from './uptake-table.ts';

type Period = keyof UptakeFigures['months'];
type Subject = 'statuses' | 'access' | 'codes' | 'gps' | 'months';

const PERIODS: readonly Period[] = ['year', 'two-years', 'all'];

/**
 * The page of how far the practice is with online services: figures, each as a chart with its table. It names nobody, and shows
 * nothing any more once somebody else signs in.
 *
 * @attr {light|dark} theme - Colour scheme; without it the page's `color-scheme`, else the person's preference.
 * @attr {number} heading-level - Level of the page's heading, 2 by default.
 */
export class OsPracticeUptake extends PageElement {
  static override styles: CSSResultGroup = [PageElement.styles, uptakeStyles];

  @state() private uptake: Uptake | undefined;
  @state() private count: UptakeCount | undefined;
  /** The newest that were counted to the end: shown, with their time, while others are counted. */
  @state() private figures: UptakeFigures | undefined;
  @state() private period: Period = 'year';

  #services: OnlineServices | undefined;
  protected override readonly topic = 'uptake';
  readonly #following = new Following<'count'>((why) => {
    this.count = undefined;
    this.trouble = why;
  });

  /** What it shows and does: given once, and read by nobody. */
  override set services(services: OnlineServices | undefined) {
    super.services = services;
    this.#services ??= services;
  }

  protected override get text(): Words['uptake']['page'] {
    return words('uptake').page;
  }

  protected override forget(): void {
    this.#following.end();
    this.uptake = undefined;
    this.count = undefined;
    this.figures = undefined;
  }

  protected override async begin(): Promise<void> {
    const isStill = this.stillHere();
    const opened = await this.#services?.openUptake({});
    // Somebody else may sit here by now.
    if (opened === undefined || !isStill()) return;
    if (!opened.ok) {
      this.trouble = opened.failure.message;
      return;
    }
    this.uptake = opened.value;
    this.#countAnew(opened.value);
  }

  #countAnew({ count$ }: Uptake): void {
    this.trouble = undefined;
    this.#following.follow(
      'count',
      count$,
      (count) => {
        this.#onCount(count);
      },
      // Only the end of the session ends it.
      () => {
        this.anew();
      },
    );
  }

  #onCount(count: UptakeCount): void {
    const { text } = this;
    this.count = count;
    if (count.phase === 'counted') {
      this.figures = count.figures;
      this.announcer.say(text.done(count.figures.accounts));
    }
    if (count.phase === 'stopped') this.announcer.say(text.stopped(count.message));
  }

  readonly #again = (): void => {
    const { uptake } = this;
    if (uptake === undefined || this.#isCounting) return;
    this.announcer.say(this.text.counting);
    this.#countAnew(uptake);
  };

  get #isCounting(): boolean {
    return this.count?.phase === 'counting';
  }

  protected override renderOpened(): TemplateResult | undefined {
    const { text, count, figures, uptake } = this;
    if (uptake === undefined) return undefined;
    return html`${this.#renderTools(uptake)}
    ${count?.phase === 'counting' ? this.#renderProgress(count) : nothing}
    ${count?.phase === 'stopped' ? message('bad', text.stopped(count.message)) : nothing}
    ${figures === undefined ? nothing : this.#renderFigures(figures)}`;
  }

  #renderTools({ savesTables }: Uptake): TemplateResult {
    const { text, figures } = this;
    return html`<div class="tools">
      ${
        figures === undefined
          ? nothing
          : html`<span class="quiet" id="as-of">${text.asOf(figures.at)}</span>`
      }
      <button
        type="button"
        id="again"
        aria-disabled=${this.#isCounting ? 'true' : nothing}
        @click=${this.#again}
      >
        ${text.again}
      </button>
      ${
        figures === undefined || figures.accounts === 0
          ? nothing
          : html`${commandButton({
              name: 'csv',
              label: text.csv,
              working: text.saving,
              commands: this.commands,
              ...(!savesTables && { allowed: { allowed: false, reason: text.noTables } }),
              run: () => void this.#export('csv', figures),
            })}
            ${commandButton({
              name: 'pdf',
              label: text.pdf,
              working: text.saving,
              commands: this.commands,
              run: () => void this.#export('pdf', figures),
            })}`
      }
    </div>`;
  }

  async #export(format: 'csv' | 'pdf', figures: UptakeFigures): Promise<void> {
    const services = this.#services;
    const { period, uptake } = this;
    if (services === undefined) return;
    const saved = await this.commands.run(format, () =>
      services.exportUptake({ format, figures, period }),
    );
    // Somebody else may sit here by now.
    if (saved === undefined || this.uptake !== uptake) return;
    const { text } = this;
    this.trouble = saved.ok ? undefined : saved.failure.message;
    this.announcer.say(this.trouble ?? (saved.ok && saved.value ? text.saved : text.notSaved));
  }

  #renderProgress({ looked, total }: Extract<UptakeCount, { phase: 'counting' }>): TemplateResult {
    const { text } = this;
    if (total === undefined) {
      return html`<p class="quiet"><span class="spinner"></span> ${text.counting}</p>`;
    }
    return html`<div>
      <progress max=${Math.max(1, total)} .value=${looked} aria-label=${text.counting}></progress>
      <p class="quiet" id="progress">${text.progress(looked, total)}</p>
    </div>`;
  }

  #renderFigures(figures: UptakeFigures): TemplateResult {
    const warnings = figures.warnings.map((warning) => message('warning', warning));
    if (figures.accounts === 0) {
      return html`${warnings}
        <p>${this.text.empty}</p>`;
    }
    return html`${warnings}
      <div class="figures">
        ${this.#renderSection(
          'statuses',
          html`${bars(figures.statuses.rows)} ${this.#renderTable('statuses', figures.statuses)}`,
        )}
        ${this.#renderSection('access', this.#renderAccess(figures))}
        ${this.#renderSection('months', this.#renderMonths(figures), true)}
        ${this.#renderSection(
          'codes',
          html`${bars(figures.codes.rows)} ${this.#renderTable('codes', figures.codes)}`,
        )}
        ${this.#renderSection('gps', this.#renderGps(figures))}
      </div>`;
  }

  #renderSection(subject: Subject, content: TemplateResult, isWide = false): TemplateResult {
    const { heading, note } = words('uptake')[subject];
    return html`<section
      class="card ${isWide ? 'wide' : ''}"
      id=${subject}
      aria-labelledby="${subject}-heading"
    >
      <div id="${subject}-heading" role="heading" aria-level=${this.headingLevel + 1}>
        ${heading}
      </div>
      <p class="hint">${note}</p>
      ${content}
    </section>`;
  }

  #renderTable(subject: Subject, part: UptakeFigures['statuses']): TemplateResult {
    return figuresTable(words('uptake')[subject].heading, part);
  }

  #renderAccess({ record, access }: UptakeFigures): TemplateResult {
    const text = words('uptake').access;
    const { goal, percent } = record;
    return html`${gauge(record)}
    ${
      goal === undefined
        ? nothing
        : html`${
              percent === undefined
                ? nothing
                : html`<p>
                    ${
                      percent >= goal
                        ? pill('good', text.reached(goal))
                        : pill('warning', text.missed(goal))
                    }
                  </p>`
            }
            <p class="hint">${text.goal(goal)}</p>`
    }
    ${this.#renderTable('access', access)}`;
  }

  #renderMonths({ months }: UptakeFigures): TemplateResult {
    const text = words('uptake').months;
    const part = months[this.period];
    const [, ...counted] = part.columns;
    return html`<div class="field">
        <label for="period">${text.label}</label>
        <select id="period" @change=${this.#onPeriod}>
          ${PERIODS.map(
            (period) =>
              html`<option value=${period} ?selected=${period === this.period}>
                ${text.periods[period]}
              </option>`,
          )}
        </select>
      </div>
      <div class="months">
        ${counted.map((title, index) =>
          columns({ name: `months-${index}`, title }, part.rows, index),
        )}
      </div>
      ${this.#renderTable('months', part)}`;
  }

  readonly #onPeriod = (event: Event): void => {
    if (!(event.target instanceof HTMLSelectElement)) return;
    const { value } = event.target;
    this.period = PERIODS.find((period) => period === value) ?? this.period;
  };

  #renderGps({ gps, gpsMissing }: UptakeFigures): TemplateResult {
    if (gps === undefined) return message('neutral', gpsMissing);
    return html`${bars(gps.rows)} ${this.#renderTable('gps', gps)}`;
  }
}

export const UPTAKE_ELEMENTS = {
  'os-page-help': OsPageHelp,
  'os-practice-uptake': OsPracticeUptake,
  'os-section-help': OsSectionHelp,
} as const;

declare global {
  interface HTMLElementTagNameMap {
    'os-practice-uptake': OsPracticeUptake;
  }
}
