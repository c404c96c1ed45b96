import { dateOf } from '../../domain/calendar.ts';
import { personOf } from '../../domain/history/history-filter.ts';
import { kindOf, WebsiteAction } from '../../domain/history/history-kind.ts';
import type { HistoryActor, HistoryRow } from '../../domain/history/history-row.ts';
import { visibleText, words } from '../../words/words.ts';
import { shownText } from '../shown-text.ts';
import type { HistoryEntry, HistoryPerson } from './history-view.ts';

/** A row in words. What others have written is shown with what is hidden in it made visible. */
export function historyEntry(row: HistoryRow, isUnsent: boolean): HistoryEntry {
  const { id, at, by, reason, sentBy, outcome } = row;
  const said = words('history').entry;
  const where = whereOf(row);
  return {
    id,
    at,
    day: dateOf(at),
    kind: kindOf(row),
    person: personOf(by),
    who: whoOf(by),
    ...(where !== undefined && { where }),
    what: whatOf(row),
    ...(reason !== undefined && { reason: shownText(reason) }),
    ...(sentBy !== undefined && { sentBy: said.sentBy(visibleText(sentBy.name)) }),
    isRefused: outcome === 'refused',
    isUnsent,
  };
}

/** Everybody who did something in these rows, each once, by name. */
export function peopleIn(rows: readonly HistoryRow[]): readonly HistoryPerson[] {
  const labels = new Map(rows.map(({ by }) => [personOf(by), personLabel(by)]));
  return [...labels]
    .map(([key, label]) => ({ key, label }))
    .sort((one, other) => one.label.localeCompare(other.label));
}

/** How somebody is called among those who can be looked for. */
export function personLabel(by: HistoryActor): string {
  return by.kind === 'rule' ? words('history').entry.rules : whoOf(by);
}

function whoOf(by: HistoryActor): string {
  const said = words('history').entry;
  switch (by.kind) {
    case 'staff':
      return visibleText(by.staff.name);
    case 'rule':
      return said.rule(visibleText(by.staff.name));
    case 'patient':
      return said.patient;
    case 'website':
      return said.website;
  }
}

function whereOf({ by, workstation }: HistoryRow): string | undefined {
  const said = words('history').entry;
  if (by.kind === 'patient') return said.onWebsite;
  return workstation === undefined || by.kind === 'website'
    ? undefined
    : said.workstation(visibleText(workstation));
}

/** A website is told by its code; the practice's own rows by what was written then. */
function whatOf({ by, action, facts, summary }: HistoryRow): string {
  const { entry, website } = words('history');
  if (by.kind === 'staff' || by.kind === 'rule') {
    return summary === undefined ? entry.noSummary(action) : shownText(summary);
  }
  const known = Object.values(WebsiteAction).find((each) => each === action);
  return known === undefined ? entry.unknown(action) : website[known](facts ?? {});
}
