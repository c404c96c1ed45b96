import papaparse from 'papaparse';
import type { TableRow } from '../ports/table-files.ts';

/** The rows of a text, each with the line on which it begins. */
export function rowsOf(text: string): readonly TableRow[] {
  const plain = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const rows: TableRow[] = [];
  let line = 1;
  let from = 0;
  papaparse.parse<string[]>(plain, {
    newline: '\n',
    delimiter: delimiterOf(plain),
    step: ({ data: cells, meta }) => {
      rows.push({ line, cells });
      // A cell in quotes may go over several lines.
      line += plain.slice(from, meta.cursor).split('\n').length - 1;
      from = meta.cursor;
    },
  });
  return rows;
}

/** Spreadsheets copy with tabs, and save with semicolons where a comma stands in numbers; a list of one column has neither. */
function delimiterOf(text: string): string {
  return ['\t', ';'].find((delimiter) => text.includes(delimiter)) ?? ',';
}
