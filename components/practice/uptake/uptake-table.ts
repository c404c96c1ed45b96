import { html, type TemplateResult } from 'lit';
import type { UptakePart, UptakeRow } from '../../../services/application/views.ts';
import { words } from '../../../services/words/words.ts';

/** All figures of a subject, behind its chart. */
export function figuresTable(heading: string, { columns, rows, more }: UptakePart): TemplateResult {
  const name = words('uptake').page.table(heading);
  return html`<details>
    <summary>${name}</summary>
    <table class="stacks">
      <caption class="visually-hidden">
        ${heading}
      </caption>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${[...rows, ...more].map((row) => tableRow(row, columns))}
      </tbody>
    </table>
  </details>`;
}

function tableRow(row: UptakeRow, columns: readonly string[]): TemplateResult {
  return html`<tr>
    <th scope="row">${row.label}</th>
    ${cellsOf(row).map(
      (cell, index) =>
        html`<td>
          <span class="cell-label" aria-hidden="true">${columns[index + 1]}</span>${cell}
        </td>`,
    )}
  </tr>`;
}

function cellsOf({ values, percent }: UptakeRow): readonly string[] {
  const { number, page, file } = words('uptake');
  const counts = values.map(number);
  if (percent === undefined) return counts;
  return [...counts, percent === null ? page.noShare : file.percent(percent)];
}
