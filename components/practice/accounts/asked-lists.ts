import type { Worklist } from '../../../services/application/views.ts';
import type { Result } from '../../view-types.ts';
import { outcomeOf } from '../../base/command-runner.ts';
import type { AskedList } from './open-list.ts';

/**
 * Lists that are being opened, in the order in which they were asked for. However long each takes, the last is the one that is wanted;
 * where it is refused, the one before it.
 */
export class AskedLists {
  #asked: readonly AskedList[] = [];

  /** Being opened; none where what was wanted is open. */
  get wanted(): AskedList | undefined {
    return this.#asked.at(-1);
  }

  /** `undefined`: it is being opened already, as pressing twice asks once. */
  open(
    asked: AskedList,
    command: () => Promise<Result<Worklist>>,
  ): Promise<Result<Worklist> | undefined> | undefined {
    if (isSame(this.wanted, asked)) return undefined;
    this.#asked = [...this.#asked, asked];
    return this.#opened(asked, command);
  }

  /** `undefined`: nobody waits for it any more. */
  async #opened(
    asked: AskedList,
    command: () => Promise<Result<Worklist>>,
  ): Promise<Result<Worklist> | undefined> {
    const opened = await outcomeOf(command);
    const place = this.#asked.indexOf(asked);
    // A list that was asked for later is open by now, or whoever asked is not here any more.
    if (place < 0) return undefined;
    const isWanted = asked === this.wanted;
    this.#asked = opened.ok
      ? this.#asked.slice(place + 1)
      : this.#asked.filter((other) => other !== asked);
    return opened.ok || isWanted ? opened : undefined;
  }

  forget(): void {
    this.#asked = [];
  }
}

function isSame(one: AskedList | undefined, { id, sought }: AskedList): boolean {
  return one?.id === id && one.sought === sought;
}
