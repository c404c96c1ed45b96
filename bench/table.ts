import { isMet, ratioOf, type Figure } from './figure.ts';

const HEADINGS = ['figure', '', 'baseline in the same run', '', 'ratio', 'goal', ''];
const RIGHT = new Set([1, 3, 4, 5]);

/** The figures as a table for people. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = [HEADINGS, ...figures.map(cellsOf)];
  const widths = HEADINGS.map((_, column) =>
    Math.max(...rows.map((cells) => (cells[column] ?? '').length)),
  );
  const lines = rows.map((cells) =>
    cells.map((cell, column) => padded(cell, widths[column] ?? 0, RIGHT.has(column))).join('  '),
  );
  lines.splice(1, 0, widths.map((width) => '-'.repeat(width)).join('  '));
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}

/** The figures as JSON, with what follows from them. */
export function jsonOf(figures: readonly Figure[]): string {
  const rows = figures.map((row) => ({
    ...row,
    ratio: ratioOf(row) ?? null,
    met: isMet(row) ?? null,
  }));
  return `${JSON.stringify(rows, null, 2)}\n`;
}

function cellsOf(row: Figure): readonly string[] {
  const { name, figure, unit, baseline, goal } = row;
  const ratio = ratioOf(row);
  const met = isMet(row);
  return [
    name,
    `${rounded(figure)} ${unit}`,
    baseline?.name ?? '',
    baseline === undefined ? '' : `${rounded(baseline.figure)} ${unit}`,
    ratio === undefined ? '' : ratio.toFixed(2),
    goal === undefined ? '' : `${goal.atMost}${goal.of === 'ratio' ? ' times' : ` ${unit}`}`,
    met === undefined ? 'told' : met ? 'met' : 'NOT met',
  ];
}

function rounded(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(1);
}

function padded(text: string, width: number, right: boolean): string {
  return right ? text.padStart(width) : text.padEnd(width);
}
