import type {
  Worklist,
  WorklistDivision,
  WorklistLine,
  WorklistRows,
} from '../../../services/application/views.ts';
import { words } from '../../../services/words/words.ts';
import { Following } from '../../base/following.ts';
import { ChosenKeys, NOBODY } from './chosen-keys.ts';
import type { ListId } from './list-of-lists.ts';

export type Order = Worklist['order'];
export type ListRows = Extract<WorklistRows, { available: true }>;

/** Rows that only pass by are not asked for, in milliseconds. */
const IN_SIGHT_MS = 60;

/** A list as somebody asks for it. */
export interface AskedList {
  readonly id: ListId;
  /** Whom was looked for; of other lists nobody. */
  readonly sought: string;
}

export function headingOf({ id, sought }: AskedList): string {
  const { names, search } = words('accounts');
  return id === 'found' ? search.heading(sought) : names.lists[id];
}

/** Where it is shown. */
export interface ListPlace {
  /** Something else is to be shown of it. */
  readonly changed: () => void;
  readonly say: (text: string) => void;
  readonly failed: (why: string) => void;
  /** The first of it has come, or it is known that there is nobody. */
  readonly isThere: () => void;
  /** The session of whoever opened it is over. */
  readonly over: () => void;
}

/** The list that is open: who is on it, what is known of those in sight, and what was chosen of it. It goes with all it knows. */
export class OpenList implements AskedList {
  readonly id: ListId;
  readonly sought: string;
  order: Order;
  rows: WorklistRows | undefined;
  lines: ReadonlyMap<number, WorklistLine> = new Map();
  nameless: string | undefined;
  division: WorklistDivision | undefined;
  /** Label of the part that is shown. */
  shownPart = '';
  isStopped = false;
  /** Where the focus is. */
  row = 0;
  readonly chosen = new ChosenKeys();

  #inSight: readonly number[] = [];
  #asking: ReturnType<typeof setTimeout> | undefined;
  #askedAt = 0;
  readonly #place: ListPlace;
  readonly #following: Following<'rows' | 'lines' | 'division'>;

  constructor(
    { id, sought }: AskedList,
    readonly worklist: Worklist,
    place: ListPlace,
  ) {
    this.id = id;
    this.sought = sought;
    this.order = worklist.order;
    this.#place = place;
    this.#following = new Following(place.failed);
  }

  /** Those that are shown: all, or one part of them. */
  get keys(): Uint32Array {
    if (this.rows?.available !== true) return NOBODY;
    if (this.shownPart === '') return this.rows.keys;
    return this.division?.parts.find(({ label }) => label === this.shownPart)?.keys ?? NOBODY;
  }

  inOrder(order: Order): void {
    this.shownPart = '';
    this.follow(order);
  }

  follow(order = this.order): void {
    this.order = order;
    this.isStopped = false;
    let isTold = false;
    this.#following.follow(
      'rows',
      this.worklist.rows$(order),
      (rows) => {
        this.rows = rows;
        if (!rows.available || rows.keys.length === 0) this.#place.isThere();
        if (rows.available && rows.isWhole && !isTold) {
          isTold = true;
          this.#tellCount(rows);
        }
        this.#place.changed();
      },
      // A session that has ended says so on every stream; what is read once just ends.
      this.#place.over,
    );
  }

  #tellCount({ keys, isWhole }: ListRows): void {
    const { list } = words('accounts');
    const count = keys.length === 0 ? list.empty : list.count(this.id, keys.length, isWhole);
    this.#place.say(`${headingOf(this)}: ${count}`);
  }

  /** These have come into sight. */
  sight(keys: readonly number[]): void {
    this.#inSight = keys;
    clearTimeout(this.#asking);
    const pause = this.#askedAt + IN_SIGHT_MS - performance.now();
    if (pause <= 0) this.#ask();
    else
      this.#asking = setTimeout(() => {
        this.#ask();
      }, pause);
  }

  #ask(): void {
    this.#askedAt = performance.now();
    this.#following.follow('lines', this.worklist.lines$(this.#inSight), (known) => {
      this.lines = known.lines;
      this.nameless = known.nameless;
      if (known.lines.size > 0) this.#place.isThere();
      this.#place.changed();
    });
  }

  stop(): void {
    this.#following.unfollow('rows');
    this.isStopped = true;
    this.#place.changed();
  }

  /** Nobody looks in between: so it is looked for anew. */
  again(): void {
    this.#following.unfollow('rows');
    this.follow();
  }

  divide(): void {
    this.showPart('');
    this.#following.follow('division', this.worklist.division$(), (division) => {
      this.division = division;
      this.#place.changed();
    });
  }

  showPart(label: string): void {
    this.shownPart = label;
    this.#place.changed();
  }

  close(): void {
    clearTimeout(this.#asking);
    this.#following.end();
  }
}
