/** Charts of figures: shapes alone, which stretch with the page; all that is to be read is text beside them. */
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { RecordAccess, UptakeRow } from '../../../services/application/views.ts';
import { words } from '../../../services/words/words.ts';

/** Heights in units of the drawing, which is as wide as it has columns or per cents. */
const BAR = 8;
const COLUMNS = 40;
/** Between a column and the next, in parts of its place. */
const GAP = 0.25;

/** A bar for each row, with its number: a list that reads without the bars. */
export function bars(rows: readonly UptakeRow[]): TemplateResult {
  const { number } = words('uptake');
  const most = Math.max(1, ...rows.map(firstOf));
  return html`<ul class="bars">
    ${rows.map(
      (row) =>
        html`<li>
          <span>${row.label}</span>
          <span class="count">${number(firstOf(row))}</span>
          ${bar((firstOf(row) / most) * 100)}
        </li>`,
    )}
  </ul>`;
}

/** The share, with a line at the goal where there is one. */
export function gauge({ percent, goal, seesRecord, inUse }: RecordAccess): TemplateResult {
  const text = words('uptake').access;
  if (percent === undefined) return html`<p>${text.nobody}</p>`;
  const share = text.share(percent, seesRecord, inUse);
  return html`<p class="share">${share}</p>
    <svg
      class="gauge"
      viewBox="0 0 100 ${BAR}"
      preserveAspectRatio="none"
      role="img"
      aria-labelledby="gauge-title gauge-description"
    >
      <title id="gauge-title">${text.chart}</title>
      <desc id="gauge-description">${share}</desc>
      ${shapesOfBar(percent)}
      ${goal === undefined ? nothing : svg`<path class="goal" d="M${goal} 0V${BAR}" />`}
    </svg>
    ${goal === undefined ? nothing : goalMark(goal)}`;
}

/** Below its line; apart from the drawing, which stretches. */
function goalMark(goal: number): TemplateResult {
  return html`<svg class="mark" aria-hidden="true">
    <text x="${goal}%" y="1em" text-anchor="middle">${words('uptake').access.mark(goal)}</text>
  </svg>`;
}

/** A column for each row, of one of its numbers. */
export function columns(
  { name, title }: { readonly name: string; readonly title: string },
  rows: readonly UptakeRow[],
  index: number,
): TemplateResult {
  const text = words('uptake').months;
  const counts = rows.map(({ values }) => values[index] ?? 0);
  const most = Math.max(...counts);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const at = counts.indexOf(most);
  const described = text.described(total, { label: rows[at]?.label ?? '', count: most });
  return html`<figure>
    <figcaption>${title}</figcaption>
    <p class="hint">${described}</p>
    <svg
      class="columns"
      viewBox="0 0 ${counts.length} ${COLUMNS}"
      preserveAspectRatio="none"
      role="img"
      aria-labelledby="${name}-title ${name}-description"
    >
      <title id="${name}-title">${title}</title>
      <desc id="${name}-description">${described}</desc>
      ${counts.map((count, place) => column(place, most === 0 ? 0 : count / most))}
      <path class="base" d="M0 ${COLUMNS}H${counts.length}" />
    </svg>
    <div class="axis hint" aria-hidden="true">
      <span>${rows[0]?.label}</span>
      ${rows.length < 2 ? nothing : html`<span>${rows.at(-1)?.label}</span>`}
    </div>
  </figure>`;
}

function bar(percent: number): TemplateResult {
  return html`<svg
    class="bar"
    viewBox="0 0 100 ${BAR}"
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    ${shapesOfBar(percent)}
  </svg>`;
}

function shapesOfBar(percent: number): SVGTemplateResult {
  return svg`<rect class="track" width="100" height=${BAR} />
    <rect class="fill" width=${percent} height=${BAR} />`;
}

function column(place: number, share: number): SVGTemplateResult {
  const height = share * COLUMNS;
  return svg`<rect
    class="fill"
    x=${place + GAP / 2}
    y=${COLUMNS - height}
    width=${1 - GAP}
    height=${height}
  />`;
}

function firstOf({ values }: UptakeRow): number {
  return values[0] ?? 0;
}
