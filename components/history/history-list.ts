import { css, html, nothing, type TemplateResult } from 'lit';
import type { HistoryEntry } from '../../services/application/views.ts';
import { pill } from '../base/tone.ts';
import type { CalendarDate } from '../view-types.ts';
import { words } from '../../services/words/words.ts';

/** Entries of a history under their days, newest first. */
export const historyListStyles = css`
  .days,
  .entries {
    display: grid;
    gap: 12px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .entries {
    gap: 0;
    border-block-start: 1px solid var(--_line);
  }
  .entry {
    display: grid;
    grid-template-columns: 3.6em minmax(0, 1fr);
    gap: 2px 8px;
    padding-block: 8px;
    border-block-end: 1px solid var(--_line);
    overflow-wrap: anywhere;
  }
  .entry > * {
    grid-column: 2;
  }
  .entry time {
    grid-column: 1;
    grid-row: 1;
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }
  .what {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 8px;
    align-items: baseline;
  }
  .by,
  .why {
    color: var(--_muted);
    font-size: 0.93em;
  }
`;

/** The list, with the level of a day's heading. */
export function historyList(entries: readonly HistoryEntry[], level: number): TemplateResult {
  const said = words('history').dialog;
  return html`<ol class="days" aria-label=${said.list}>
    ${daysOf(entries).map(
      ([day, inIt]) =>
        html`<li>
          <div role="heading" aria-level=${level} id="day-${day}">
            ${words('history').time.day(day)}
          </div>
          <ol class="entries" aria-labelledby="day-${day}">
            ${inIt.map(renderEntry)}
          </ol>
        </li>`,
    )}
  </ol>`;
}

function renderEntry(entry: HistoryEntry): TemplateResult {
  const { entry: said, time } = words('history');
  const { at, what, reason, isRefused, isUnsent } = entry;
  return html`<li class="entry">
    <p class="what">
      <span>${what}</span>
      ${isRefused ? pill('bad', said.refused) : nothing}
      ${isUnsent ? pill('warning', said.unsent, 'waiting') : nothing}
    </p>
    <time datetime=${at}>${time.clock(at)}</time>
    <p class="by">${byLine(entry)}</p>
    ${reason === undefined ? nothing : html`<p class="why">${said.reason(reason)}</p>`}
  </li>`;
}

function byLine({ who, where, sentBy }: HistoryEntry): string {
  return [who, where, sentBy].filter((part) => part !== undefined).join(', ');
}

function daysOf(
  entries: readonly HistoryEntry[],
): readonly (readonly [CalendarDate, readonly HistoryEntry[]])[] {
  const days = new Map<CalendarDate, HistoryEntry[]>();
  for (const entry of entries) {
    const inIt = days.get(entry.day);
    if (inIt === undefined) days.set(entry.day, [entry]);
    else inIt.push(entry);
  }
  return [...days];
}
