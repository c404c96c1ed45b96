export const NOBODY = new Uint32Array();

interface Picked {
  readonly all: ReadonlySet<number>;
  readonly of: Uint32Array;
  readonly inOrder: Uint32Array<ArrayBuffer>;
}

/** Keys of the rows that somebody has chosen. */
export class ChosenKeys {
  #all: ReadonlySet<number> = new Set();
  #last: Picked = { all: this.#all, of: NOBODY, inOrder: NOBODY };

  get all(): ReadonlySet<number> {
    return this.#all;
  }

  /** These and nobody else. */
  set(keys: Iterable<number>): void {
    this.#all = new Set(keys);
  }

  change(keys: readonly number[], isChosen: boolean): void {
    const all = new Set(this.#all);
    for (const key of keys) {
      if (isChosen) all.add(key);
      else all.delete(key);
    }
    this.#all = all;
  }

  /** In the list's order; whoever has left it is not chosen any more. The same array while nothing changes. */
  inOrder(of: Uint32Array): Uint32Array<ArrayBuffer> {
    const all = this.#all;
    const last = this.#last;
    if (last.all === all && last.of === of) return last.inOrder;
    const picked = of.filter((key) => all.has(key));
    const { length } = picked;
    const isSame =
      length === last.inOrder.length && picked.every((key, at) => key === last.inOrder[at]);
    this.#last = { all, of, inOrder: isSame ? last.inOrder : picked };
    return this.#last.inOrder;
  }
}
