import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { WorklistLine } from '../../../services/application/views.ts';
import { words } from '../../../services/words/words.ts';
import { besideName, cell, COLUMNS, nameOf } from './account-cells.ts';

/** Where rows can be chosen there is a column more, before the others. */
export const CHOOSING = ['chosen', ...COLUMNS] as const;
export type Shown = (typeof CHOOSING)[number];

/** Of the row of headings: rows of accounts come after it. */
export const HEAD_ROWS = 1;

export interface RowActs {
  readonly choose: (index: number, isRange: boolean) => void;
  readonly open: (line: WorklistLine) => void;
}

interface Row {
  readonly index: number;
  readonly columns: readonly Shown[];
  /** What is known of the account so far. */
  readonly line: WorklistLine | undefined;
  /** The column where the keyboard comes into the grid; none in all rows but one. */
  readonly stop: number | undefined;
  /** `undefined` where nothing can be chosen. */
  readonly isChosen: boolean | undefined;
  /** Its name opens the patient. */
  readonly opens: boolean;
  readonly acts: RowActs;
}

export function gridHead(columns: readonly Shown[]): TemplateResult {
  const titles = words('accounts').list.columns;
  return html`<div role="row" aria-rowindex="1">
    ${columns.map(
      (column, index) =>
        html`<div role="columnheader" aria-colindex=${index + 1}>
          ${
            // There is no room for it above the boxes, which say it themselves.
            column === 'chosen'
              ? html`<span class="visually-hidden">${titles[column]}</span>`
              : titles[column]
          }
        </div>`,
    )}
  </div>`;
}

export function gridRow(row: Row): TemplateResult {
  const { index, columns, line, isChosen } = row;
  return html`<div
    role="row"
    aria-rowindex=${index + 1 + HEAD_ROWS}
    aria-busy=${ifDefined(line === undefined ? 'true' : undefined)}
    aria-selected=${ifDefined(isChosen)}
    data-index=${index}
  >
    ${columns.map((column, place) =>
      column === 'chosen' ? choiceCell(row, place) : accountCell(row, place, column),
    )}
  </div>`;
}

function tabindexAt({ stop }: Row, place: number): 0 | -1 {
  return stop === place ? 0 : -1;
}

function accountCell(row: Row, place: number, column: Exclude<Shown, 'chosen'>): TemplateResult {
  const { line } = row;
  const isButton = column === 'name' && row.opens && line !== undefined;
  const tabindex = tabindexAt(row, place);
  const unknown = column === 'name' ? words('accounts').names.asking : nothing;
  return html`<div
    role="gridcell"
    aria-colindex=${place + 1}
    data-column=${place}
    tabindex=${ifDefined(isButton ? undefined : tabindex)}
  >
    ${
      line === undefined
        ? unknown
        : column === 'name'
          ? nameCell(line, isButton ? { tabindex, open: row.acts.open } : undefined)
          : cell(column, line)
    }
  </div>`;
}

function choiceCell(row: Row, place: number): TemplateResult {
  const { index, line, isChosen, acts } = row;
  const { list, names } = words('accounts');
  return html`<div role="gridcell" aria-colindex=${place + 1} data-column=${place}>
    <input
      type="checkbox"
      class="target"
      tabindex=${tabindexAt(row, place)}
      aria-label=${list.choose(line === undefined ? names.asking : nameOf(line))}
      .checked=${isChosen === true}
      @click=${(event: MouseEvent) => {
        acts.choose(index, event.shiftKey);
      }}
    />
  </div>`;
}

function nameCell(
  line: WorklistLine,
  button: { readonly tabindex: number; readonly open: RowActs['open'] } | undefined,
): TemplateResult {
  const name = nameOf(line);
  if (button === undefined) {
    return html`<span class="name" title=${name}>${name}</span> ${besideName(line)}`;
  }
  return html`<button
      type="button"
      class="link name target"
      tabindex=${button.tabindex}
      title=${name}
      @click=${() => {
        button.open(line);
      }}
    >
      <span>${name}</span>
    </button>
    ${besideName(line)}`;
}
