import { words } from '../../words/words.ts';
import { headOf, remarksOf, type ExportedHistory } from './history-report.ts';
import type { HistoryEntry } from './history-view.ts';

/** A history as rows of a spreadsheet: its head, then a line of column names, then an entry a row. */
export function historyTable(history: ExportedHistory): readonly (readonly string[])[] {
  const { columns, title } = words('history').report;
  const { date, time, what, who, where, kind, reason, remarks } = columns;
  return [
    [title],
    ...headOf(history),
    ...history.warnings.map((warning) => [warning]),
    [],
    [date, time, what, who, where, kind, reason, remarks],
    ...history.entries.map(row),
  ];
}

function row(entry: HistoryEntry): readonly string[] {
  const { kinds, time } = words('history');
  const { day, at, what, who, where = '', kind, reason = '' } = entry;
  return [day, time.clock(at), what, who, where, kinds[kind], reason, remarksOf(entry).join(', ')];
}
