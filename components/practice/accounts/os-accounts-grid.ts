import { html, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import { repeat } from 'lit/directives/repeat.js';
import { defaultRangeExtractor, VirtualizerController } from '@tanstack/lit-virtual';
import type { WorklistLine } from '../../../services/application/views.ts';
import { OsElement } from '../../base/os-element.ts';
import { COLUMNS } from './account-cells.ts';
import { ChooseEvent, OpenRowEvent, PlaceEvent, SightEvent } from './grid-events.ts';
import { isPressed, isSame, moved, placeOf, type Place } from './grid-keys.ts';
import { CHOOSING, gridHead, gridRow, HEAD_ROWS, type RowActs, type Shown } from './grid-rows.ts';
import { gridStyles } from './grid-styles.ts';

/** In sizes of the text, so that they follow it: two lines of text, and one of headings. */
const ROW_EM = 3.7;
const HEAD_EM = 3.1;
/** Rows that are there above and below what is in sight. */
const OVERSCAN = 6;

/** So long the focus waits for what a far row says, in milliseconds. */
const FILLED_MS = 300;

interface Active extends Place {
  readonly key: number;
}

/**
 * A grid of accounts, of any length: only the rows in sight are there, and the one that has the focus.
 *
 * @fires os-sight - When other rows are there to be read.
 * @fires os-open-row - When somebody wants to open the patient of a row.
 * @fires os-choose - When rows are to be chosen, or not any more.
 * @fires os-place - When the focus has come to another row.
 */
export class OsAccountsGrid extends OsElement {
  static override styles = [OsElement.styles, gridStyles];

  /** Who is on the list, in order. */
  @property({ attribute: false }) keys = new Uint32Array();
  /** What is known of those in sight. */
  @property({ attribute: false }) lines: ReadonlyMap<number, WorklistLine> = new Map();
  /** How many rows there are in all; `undefined` while that is not known. */
  @property({ attribute: false }) total: number | undefined;
  /** What the grid is called. */
  @property({ attribute: false }) name = '';
  /** A row's name opens the patient. */
  @property({ attribute: false }) opens = false;
  /** Rows can be chosen. */
  @property({ attribute: false }) chooses = false;
  /** Keys of those that are. */
  @property({ attribute: false }) chosen: ReadonlySet<number> = new Set();

  #active: Active | undefined;
  /** The focus has been in the grid: until then the first row is where it comes to. */
  #wasEntered = false;
  #seen = '';
  /** Where a range begins that is chosen with Shift: the row that was chosen last. */
  #anchor: number | undefined;
  /** The focus was in the grid before it was rendered anew, and belongs there. */
  #hadFocus = false;
  /** A row that the focus comes to as soon as it says something. */
  #awaited: { readonly key: number; readonly over: () => void } | undefined;
  #em = 0;
  readonly #rows = new VirtualizerController<HTMLElement, HTMLElement>(this, {
    count: 0,
    getScrollElement: () => this.renderRoot.querySelector('.scroll'),
    estimateSize: () => this.#rowHeight,
    overscan: OVERSCAN,
  });

  /** Brings the focus to the row that it was in last, or to the first. */
  override focus(): void {
    this.#target()?.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#em ||= Number.parseFloat(getComputedStyle(this).fontSize);
    this.#hadFocus = this.#isFocused;
    if (changed.has('chooses')) this.#keepColumn(changed.get('chooses') === true);
    if (changed.has('keys')) this.#keepPlace();
    const rows = this.#rows.getVirtualizer();
    rows.setOptions({
      ...rows.options,
      count: this.keys.length,
      scrollMargin: this.#headHeight,
      // A new one each time: the row that has the focus may be another.
      rangeExtractor: (range) => this.#withActive(defaultRangeExtractor(range)),
    });
  }

  /** The column of boxes has come before the others, or gone. */
  #keepColumn(chose: boolean): void {
    const by = Number(this.chooses) - Number(chose);
    if (this.#active === undefined) return;
    this.#active = { ...this.#active, column: Math.max(0, this.#active.column + by) };
  }

  /** The focused row stays the focused row; where it has left the list, the one in its place is. */
  #keepPlace(): void {
    const active = this.#wasEntered ? this.#active : undefined;
    const { keys } = this;
    if (keys.length === 0) {
      this.#active = undefined;
      return;
    }
    const index = active === undefined ? 0 : keys.indexOf(active.key);
    const stands = Math.max(0, index < 0 ? Math.min(active?.index ?? 0, keys.length - 1) : index);
    this.#active = {
      key: keys[stands] ?? 0,
      index: stands,
      column: active?.column ?? this.#columns.indexOf('name'),
    };
    if (index < 0 && this.#hadFocus) this.#tell(new PlaceEvent(stands + 1, 'left'));
  }

  protected override updated(): void {
    if (this.#awaited !== undefined && this.lines.has(this.#awaited.key)) this.#awaited.over();
    const rows = this.#rows.getVirtualizer();
    const inDom = rows.getVirtualItems();
    this.#place(rows.getTotalSize(), inDom);
    const keys = inDom.flatMap(({ index }) => this.keys[index] ?? []);
    const seen = keys.join();
    if (seen !== this.#seen) {
      this.#seen = seen;
      this.#tell(new SightEvent(keys));
    }
    // A row that was moved among the others has lost it.
    if (this.#hadFocus && !this.#isFocused) {
      this.#target()?.focus({ preventScroll: true });
    }
  }

  /** By properties: a host may forbid styles in attributes. */
  #place(
    total: number,
    inDom: readonly { readonly index: number; readonly start: number }[],
  ): void {
    const body = this.renderRoot.querySelector<HTMLElement>('.body');
    if (body === null) return;
    body.style.blockSize = `${total}px`;
    const starts = new Map(inDom.map(({ index, start }) => [String(index), start]));
    for (const row of body.querySelectorAll<HTMLElement>('[role="row"]')) {
      const start = starts.get(row.dataset.index ?? '') ?? 0;
      row.style.transform = `translateY(${start - this.#headHeight}px)`;
    }
  }

  get #isFocused(): boolean {
    const focused = this.shadowRoot?.activeElement ?? null;
    return focused !== null;
  }

  get #columns(): readonly Shown[] {
    return this.chooses ? CHOOSING : COLUMNS;
  }

  #tell(event: SightEvent | OpenRowEvent | PlaceEvent | ChooseEvent): void {
    this.dispatchEvent(event);
  }

  /** Keys of the rows that can be seen, wholly or in part. */
  get inView(): readonly number[] {
    const { range } = this.#rows.getVirtualizer();
    return range === null ? [] : [...this.keys.subarray(range.startIndex, range.endIndex + 1)];
  }

  get #rowHeight(): number {
    return Math.round(this.#em * ROW_EM);
  }

  get #headHeight(): number {
    return Math.round(this.#em * HEAD_EM);
  }

  #withActive(indexes: number[]): number[] {
    const index = this.#active?.index;
    if (index === undefined || index >= this.keys.length || indexes.includes(index)) return indexes;
    return index < (indexes[0] ?? 0) ? [index, ...indexes] : [...indexes, index];
  }

  protected override render(): TemplateResult {
    const shown = this.#columns;
    const rows = this.#rows.getVirtualizer();
    const { total } = this;
    return html`<div class="scroll">
      <div
        role="grid"
        class=${ifDefined(this.chooses ? 'chooses' : undefined)}
        aria-multiselectable=${ifDefined(this.chooses ? 'true' : undefined)}
        aria-label=${this.name}
        aria-readonly="true"
        aria-rowcount=${total === undefined ? -1 : total + HEAD_ROWS}
        aria-colcount=${shown.length}
        @keydown=${this.#onKey}
        @focusin=${this.#onFocus}
      >
        <div role="rowgroup" class="head">${gridHead(shown)}</div>
        <div role="rowgroup" class="body">
          ${repeat(
            rows.getVirtualItems(),
            ({ index }) => this.keys[index] ?? index,
            ({ index }) => this.#renderRow(index),
          )}
        </div>
      </div>
    </div>`;
  }

  #renderRow(index: number): TemplateResult {
    const active = this.#active;
    return gridRow({
      index,
      columns: this.#columns,
      line: this.lines.get(this.keys[index] ?? 0),
      stop: active?.index === index ? active.column : undefined,
      isChosen: this.chooses ? this.#isChosen(index) : undefined,
      opens: this.opens,
      acts: this.#acts,
    });
  }

  readonly #acts: RowActs = {
    choose: (index, isRange) => {
      this.#choose(index, isRange);
    },
    open: (line) => {
      this.#tell(new OpenRowEvent(line));
    },
  };

  #isChosen(index: number): boolean {
    return this.chosen.has(this.keys[index] ?? 0);
  }

  /** This row, or with Shift all from the one that was chosen last. */
  #choose(index: number, isRange: boolean): void {
    const isChosen = !this.#isChosen(index);
    const anchor = isRange ? (this.#anchor ?? index) : index;
    const [from, to] = [Math.min(anchor, index), Math.max(anchor, index)];
    this.#anchor = index;
    this.#tell(new ChooseEvent([...this.keys.subarray(from, to + 1)], isRange || isChosen));
    this.requestUpdate();
  }

  /** What takes the focus in the active cell. */
  #target(): HTMLElement | null {
    const active = this.#active;
    if (active === undefined) return null;
    const inRow = `[data-index='${active.index}'] [data-column='${active.column}']`;
    const found = this.renderRoot.querySelector<HTMLElement>(inRow);
    return found?.querySelector<HTMLElement>('.target') ?? found;
  }

  readonly #onFocus = (event: FocusEvent): void => {
    const place = placeOf(event);
    if (place === undefined) return;
    this.#wasEntered = true;
    const key = this.keys[place.index];
    if (key === undefined || isSame(this.#active, place)) return;
    const isOtherRow = this.#active?.index !== place.index;
    this.#active = { key, ...place };
    this.requestUpdate();
    if (isOtherRow) this.#tell(new PlaceEvent(place.index + 1, 'moved'));
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const active = this.#active;
    if (active === undefined || event.altKey) return;
    if (this.#awaited !== undefined && actsOnRow(event)) {
      // The focus has not come yet to the row that is meant: nothing is done to the one that it is on.
      event.preventDefault();
      this.#awaited.over();
      return;
    }
    if (event.key === 'Enter') {
      this.#openActive(event, active);
      return;
    }
    if (event.key === ' ' && this.chooses) {
      const isControl = event.composedPath().some(isPressed);
      // A checkbox and a button do it by themselves; with Shift a range is meant.
      if (isControl && !event.shiftKey) return;
      event.preventDefault();
      this.#choose(active.index, event.shiftKey);
      return;
    }
    const to = moved(active, event, {
      last: this.keys.length - 1,
      lastColumn: this.#columns.length - 1,
      page: this.#rowsInSight,
    });
    if (to === undefined) return;
    event.preventDefault();
    void this.#go(to, Math.abs(to.index - active.index) > 1);
  };

  /** The button of the name does it by itself. */
  #openActive(event: KeyboardEvent, { key }: Active): void {
    const line = this.lines.get(key);
    const isButton = event.composedPath().some((node) => node instanceof HTMLButtonElement);
    if (isButton || line === undefined || !this.opens) return;
    event.preventDefault();
    this.#tell(new OpenRowEvent(line));
  }

  get #rowsInSight(): number {
    const scroll = this.renderRoot.querySelector('.scroll');
    const height = (scroll?.clientHeight ?? 0) - this.#headHeight;
    return Math.max(1, Math.floor(height / Math.max(1, this.#rowHeight)) - 1);
  }

  async #go(place: Place, isJump: boolean): Promise<void> {
    const isOtherRow = place.index !== this.#active?.index;
    const key = this.keys[place.index] ?? 0;
    this.#active = { key, ...place };
    this.requestUpdate();
    await this.updateComplete;
    // Whoever goes on before it is there is not held up any longer.
    if (this.#awaited !== undefined) this.#awaited.over();
    else if (isJump) await this.#filled(key);
    if (!this.#isActive(key) || !this.#isFocused) return;
    const target = this.#target();
    target?.focus({ preventScroll: true });
    target?.closest('[role="gridcell"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    if (isOtherRow) {
      const { index } = this.#active;
      this.#tell(new PlaceEvent(index + 1, isJump ? 'jumped' : 'moved'));
    }
  }

  #isActive(key: number): boolean {
    return this.#active?.key === key;
  }

  /** Once something is known of the row, or after a moment: a cell that is read out while it is empty is not read out again. */
  #filled(key: number): Promise<void> {
    if (this.lines.has(key)) return Promise.resolve();
    return new Promise((resolve) => {
      const over = (): void => {
        clearTimeout(timer);
        this.#awaited = undefined;
        resolve();
      };
      const timer = setTimeout(over, FILLED_MS);
      this.#awaited = { key, over };
    });
  }
}

/** Opens or chooses what has the focus. */
function actsOnRow({ key }: KeyboardEvent): boolean {
  return key === 'Enter' || key === ' ';
}

declare global {
  interface HTMLElementTagNameMap {
    'os-accounts-grid': OsAccountsGrid;
  }
}
