import { html, nothing, type TemplateResult } from 'lit';
import type { InPlan, OutPlan, SplitView } from '../../../services/application/views.ts';
import type { CalendarDate } from '../../view-types.ts';
import { words } from '../../../services/words/words.ts';
import { commandButton } from '../../base/command-button.ts';
import { message } from '../../base/tone.ts';
import type { SplitDesk } from './split-desk.ts';

/** So many rows of a long list are shown; what is behind them comes up as these are dealt with. */
export const SHOWN = 100;

export function splitSection(
  { headingLevel }: Pick<SplitDesk, 'headingLevel'>,
  id: string,
  heading: string,
  body: TemplateResult,
): TemplateResult {
  return html`<section class="card" aria-labelledby=${id}>
    <header>
      <div id=${id} role="heading" aria-level=${headingLevel} tabindex="-1">${heading}</div>
    </header>
    <div class="body">${body}</div>
  </section>`;
}

/** Who would be done, and who not. */
export function lookedPart(
  { todo, leftOut, looked, total, isWhole, stopped }: OutPlan | InPlan,
  said: string,
  { groups }: SplitDesk,
): TemplateResult {
  const { page } = words('split');
  if (stopped !== undefined) return message('bad', stopped);
  if (!isWhole) {
    return html`<p class="quiet"><span class="spinner"></span> ${page.looking(looked, total)}</p>`;
  }
  const out = leftOut.reduce((sum, { count }) => sum + count, 0);
  return html`<p class="said"><strong>${said}</strong> ${page.nothingDone}</p>
    ${
      todo.count === 0
        ? nothing
        : groups.render([{ ...todo, label: words('jobs').dialog.who }], todo)
    }
    ${
      out === 0
        ? nothing
        : html`<p><strong>${page.leftOut(out)}</strong></p>
            ${groups.render(leftOut)}`
    }`;
}

/** What to know of those who would be done. */
export function noticesPart(
  heading: string,
  notices: OutPlan['notices'],
  { groups }: SplitDesk,
): TemplateResult | typeof nothing {
  if (notices.length === 0) return nothing;
  return html`<p><strong>${heading}</strong></p>
    ${groups.render(notices)}`;
}

/** The button that begins what was looked at. */
export function beginPart(
  { name, label, safe, start }: Begin,
  { commands }: SplitDesk,
): TemplateResult {
  return html`<div class="step">
    <p class="quiet" id="${name}-safe">${safe}</p>
    ${commandButton({
      name,
      label,
      working: words('split').page.starting,
      kind: 'primary',
      describedBy: `${name}-safe`,
      commands,
      run: start,
    })}
  </div>`;
}

interface Begin {
  readonly name: 'hand-over' | 'take-in';
  readonly label: string;
  /** Why it does no harm to begin. */
  readonly safe: string;
  readonly start: () => void;
}

/** What is to be done outside the program, and by when; as of today while no day is typed. */
export function checklistPart(
  on: CalendarDate | undefined,
  view: SplitView,
  desk: SplitDesk,
): TemplateResult {
  const { page, dates } = words('split');
  return splitSection(
    desk,
    'checklist',
    page.checklist,
    html`<p class="quiet">${on === undefined ? page.checklistToday : page.checklistHint}</p>
      <dl class="checklist">
        ${view.checklist(on ?? view.today).map(
          (line) =>
            html`<dt>${page.by(dates.date(line.on))}</dt>
              <dd>${line.text}</dd>`,
        )}
      </dl>`,
  );
}
