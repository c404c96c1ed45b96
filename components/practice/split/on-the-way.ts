import { html, nothing, type TemplateResult } from 'lit';
import type { OnTheWay, WayRow } from '../../../services/application/views.ts';
import { words } from '../../../services/words/words.ts';
import { commandButton } from '../../base/command-button.ts';
import { message } from '../../base/tone.ts';
import type { SplitDesk } from './split-desk.ts';
import { SHOWN, splitSection } from './split-parts.ts';

/** What was handed over and not taken in, or is open here all the same: it can be taken back, or closed here. */
export class WayList {
  private way: OnTheWay | undefined;
  private names: ReadonlyMap<string, string> = new Map();

  constructor(private readonly desk: SplitDesk) {}

  /** What went wrong before stays where nothing goes wrong now. */
  async read(before?: string): Promise<void> {
    const { desk } = this;
    const way = await desk.view.onTheWay();
    desk.trouble(way.ok ? before : way.failure.message);
    if (!way.ok) return;
    this.way = way.value;
    desk.changed();
    const refs = way.value.rows.slice(0, SHOWN).map(({ patientRef }) => patientRef);
    if (refs.length === 0) return;
    this.names = await desk.view.names(refs);
    desk.changed();
  }

  render(): TemplateResult {
    const { page } = words('split');
    const { way, desk } = this;
    const rows = way?.rows ?? [];
    const more = rows.length - SHOWN;
    return splitSection(
      desk,
      'way',
      page.wayHeading,
      html`${
          way === undefined ? html`<p class="quiet">${page.loading}</p>` : this.renderSummary(rows)
        }
        ${
          rows.length === 0
            ? nothing
            : html`<ul class="rows">
                ${rows.slice(0, SHOWN).map((row) => this.renderRow(row))}
              </ul>`
        }
        ${more > 0 ? html`<p class="quiet">${page.wayMore(more)}</p>` : nothing}
        ${way !== undefined && way.unreadable > 0 ? message('warning', page.unreadable(way.unreadable)) : nothing}
        ${way?.isWhole === false ? message('warning', page.notWhole) : nothing}
        <div class="step">
          ${commandButton({
            name: 'again',
            label: page.again,
            commands: desk.commands,
            run: () => void this.read(),
          })}
        </div>`,
    );
  }

  private renderSummary(rows: OnTheWay['rows']): TemplateResult {
    const { page } = words('split');
    const open = rows.filter(({ state }) => state === 'open-at-both').length;
    const waiting = rows.length - open;
    return html`${open > 0 ? message('warning', page.wayOpen(open)) : nothing}
    ${waiting > 0 ? html`<p>${page.waySummary(waiting)}</p>` : nothing}
    ${rows.length === 0 ? html`<p>${page.wayNone}</p>` : nothing}`;
  }

  private renderRow(row: WayRow): TemplateResult {
    const { page, dates } = words('split');
    const name = this.names.get(row.patientRef) ?? words('accounts').names.unknown;
    const action = (id: string, label: string, run: () => void): TemplateResult | typeof nothing =>
      commandButton({
        name: `${id}-${row.id}`,
        label,
        fullLabel: page.of(name, label),
        commands: this.desk.commands,
        run,
      });
    return html`<li data-state=${row.state}>
      <div class="what">
        <strong>${name}</strong>
        <span class="quiet">${page.wayRow(row.to, dates.instant(row.at))}</span>
        <p>${row.text}</p>
      </div>
      ${
        row.state === 'open-here' || row.state === 'open-at-both'
          ? action('close', page.closeHere, () => void this.act('closeHere', row))
          : nothing
      }
      ${
        row.state === 'being-taken-in' || row.state === 'open-at-both'
          ? nothing
          : action('take-back', page.takeBack, () => {
              const { takeBackAsk: ask } = page;
              this.desk.ask({ ...ask, message: ask.message(name) }, () => {
                void this.act('takeBack', row);
              });
            })
      }
    </li>`;
  }

  /** Where it was refused, the list may have changed all the same: why stays. */
  private async act(what: 'takeBack' | 'closeHere', { id }: WayRow): Promise<void> {
    const { desk } = this;
    const name = what === 'takeBack' ? `take-back-${id}` : `close-${id}`;
    const done = await desk.answerOf(name, (view) => view[what](id));
    if (done === undefined) return;
    const why = done.ok ? undefined : done.failure.message;
    if (why !== undefined) desk.refused(why);
    await this.read(why);
    if (!done.ok) return;
    const { page } = words('split');
    desk.say(what === 'takeBack' ? page.takenBack : page.closedHere);
    await desk.focus('#again');
  }
}
