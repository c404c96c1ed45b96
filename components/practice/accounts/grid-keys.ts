/** A cell of the grid, by its row and column. */
export interface Place {
  readonly index: number;
  readonly column: number;
}

interface Bounds {
  readonly last: number;
  readonly lastColumn: number;
  readonly page: number;
}

/** Where a key leads, as in every grid; `undefined`: nowhere. */
export function moved(
  { index, column }: Place,
  { key, ctrlKey, metaKey }: KeyboardEvent,
  { last, lastColumn, page }: Bounds,
): Place | undefined {
  const isFar = ctrlKey || metaKey;
  const row = (to: number) => ({ index: Math.min(last, Math.max(0, to)), column });
  const inRow = (to: number) => ({ index, column: Math.min(lastColumn, Math.max(0, to)) });
  switch (key) {
    case 'ArrowDown':
      return row(index + 1);
    case 'ArrowUp':
      return row(index - 1);
    case 'ArrowRight':
      return inRow(column + 1);
    case 'ArrowLeft':
      return inRow(column - 1);
    case 'PageDown':
      return row(index + page);
    case 'PageUp':
      return row(index - page);
    case 'Home':
      return isFar ? { index: 0, column: 0 } : inRow(0);
    case 'End':
      return isFar ? { index: last, column: lastColumn } : inRow(lastColumn);
    default:
      return undefined;
  }
}

export function placeOf(event: Event): Place | undefined {
  const { target } = event;
  if (!(target instanceof Element)) return undefined;
  const column = target.closest<HTMLElement>('[data-column]')?.dataset.column;
  const index = target.closest<HTMLElement>('[data-index]')?.dataset.index;
  return column === undefined || index === undefined
    ? undefined
    : { index: Number(index), column: Number(column) };
}

export function isSame(active: Place | undefined, { index, column }: Place): boolean {
  return active?.index === index && active.column === column;
}

/** What a key presses by itself. */
export function isPressed(node: EventTarget): boolean {
  return node instanceof HTMLButtonElement || node instanceof HTMLInputElement;
}
