import type { WorklistLine } from '../../../services/application/views.ts';

/** Keys of the rows that are there, to be read. */
export class SightEvent extends Event {
  constructor(readonly keys: readonly number[]) {
    super('os-sight');
  }
}

/** Somebody wants to open the patient of this row. */
export class OpenRowEvent extends Event {
  constructor(readonly line: WorklistLine) {
    super('os-open-row');
  }
}

/** Rows are to be chosen, or not any more. */
export class ChooseEvent extends Event {
  constructor(
    readonly keys: readonly number[],
    readonly isChosen: boolean,
  ) {
    super('os-choose');
  }
}

/** Where the focus is, for who tells it. `left`: the row that had it is gone, and this one is in its place. */
export class PlaceEvent extends Event {
  constructor(
    readonly row: number,
    readonly how: 'moved' | 'jumped' | 'left',
  ) {
    super('os-place');
  }
}
