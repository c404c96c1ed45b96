import { eventually } from '../eventually.ts';
import { found, type Finding } from '../findings.ts';
import { pagesSince } from '../keyset.ts';
import { placeMade } from '../made.ts';
import { search, type Row } from '../search.ts';
import { times, together } from '../together.ts';
import type { Trial, Try } from '../try.ts';

const WRITERS = 8;
const MOST_ROWS = 120;
/** Of fewer nothing can be said. */
const LEAST_ROWS = 20;
const BETWEEN_LOOKS_MS = 40;
/** How far back the product looks again. */
const OVERLAP_MS = 120_000;
const PAGE = 250;
const LONG_AGO = new Date(0).toISOString();

/**
 * A server stamps a change before others can see it. Eight write while two look: one only after the last stamp it has
 * seen, one with the product's overlap.
 */
export const commitOrder: Try = {
  name: 'time stamps against the order of coming into sight',
  subject: 'time',
  writes: true,
  isNeeded: true,
  async run(trial) {
    const strict = new StrictReader(trial);
    const overlap = new OverlapReader(trial);
    await strict.look();
    const written: string[] = [];
    let isWriting = true;
    const writing = times(WRITERS, (writer) => write(trial, writer, written)).finally(() => {
      isWriting = false;
    });
    const looking = async (reader: Reader): Promise<undefined> => {
      while (isWriting) {
        await reader.look();
        await trial.server.pause(BETWEEN_LOOKS_MS);
      }
    };
    const [statuses] = await together([writing, looking(strict), looking(overlap)]);
    const refused = statuses?.find((status) => status !== undefined);
    if (refused !== undefined && written.length < LEAST_ROWS) {
      return [found('unexpected-answer', { name: commitOrder.name, status: refused })];
    }
    await eventually(trial.server, async () => {
      await overlap.look();
      return overlap.lacks(written) === 0;
    });
    await strict.look();
    return [judged(written, strict.lacks(written), overlap)];
  },
};

/**
 * One of the eight: account after account, for some seconds or until there are enough; and until there are some.
 * @returns the status, where one is refused.
 */
async function write(
  { server, samples, writingMs }: Trial,
  writer: number,
  written: string[],
): Promise<number | undefined> {
  const until = Date.now() + writingMs;
  const isEnough = (): boolean => written.length >= (Date.now() < until ? MOST_ROWS : LEAST_ROWS);
  for (let turn = 0; !isEnough(); turn += 1) {
    const body = samples.person(`stamp-${writer}-${turn}`);
    const answer = await server.send({ method: 'POST', path: 'Person', body });
    const id = placeMade(answer)?.split('/')[1];
    if (answer.status !== 201 || id === undefined) return answer.status;
    written.push(id);
  }
  return undefined;
}

abstract class Reader {
  protected readonly seen = new Set<string>();
  protected cursor = LONG_AGO;

  constructor(protected readonly trial: Trial) {}

  abstract look(): Promise<void>;

  lacks(ids: readonly string[]): number {
    return ids.filter((id) => !this.seen.has(id)).length;
  }
}

/** Asks for what is newer than the newest that it has seen. */
class StrictReader extends Reader {
  async look(): Promise<void> {
    const { server, samples } = this.trial;
    for (;;) {
      const { rows } = await search(server, 'Person', {
        _tag: samples.tag,
        _lastUpdated: `gt${this.cursor}`,
        _sort: '_lastUpdated',
        _count: String(PAGE),
      });
      const last = rows.at(-1)?.lastUpdated ?? '';
      rows.forEach(({ id }) => this.seen.add(id));
      if (last <= this.cursor) return;
      this.cursor = last;
    }
  }
}

/** Asks for what is newer than some time before that, and notes how late what it finds comes into sight. */
class OverlapReader extends Reader {
  /** The most by which something came into sight after what has a later stamp. */
  lagMs = 0;

  async look(): Promise<void> {
    const { server, samples } = this.trial;
    const from = new Date(Math.max(0, Date.parse(this.cursor) - OVERLAP_MS)).toISOString();
    const before = this.cursor;
    const since = { type: 'Person', _tag: samples.tag, from };
    for await (const { rows } of pagesSince(server, since, PAGE)) {
      rows.forEach((row) => {
        this.#take(row, before);
      });
    }
  }

  #take({ id, lastUpdated }: Row, before: string): void {
    if (this.cursor < lastUpdated) this.cursor = lastUpdated;
    if (this.seen.has(id)) return;
    this.seen.add(id);
    if (before === LONG_AGO) return;
    this.lagMs = Math.max(this.lagMs, Date.parse(before) - Date.parse(lastUpdated));
  }
}

function judged(written: readonly string[], lost: number, overlap: OverlapReader): Finding {
  const rows = written.length;
  const { lagMs } = overlap;
  const unseen = overlap.lacks(written);
  if (unseen > 0) return found('overlap-loses', { rows, lost: unseen });
  if (lagMs > OVERLAP_MS) return found('stamps-lag-long', { lost, lagMs });
  return lost > 0 || lagMs > 0
    ? found('stamps-lag', { rows, lost, lagMs })
    : found('stamps-in-order', { rows });
}
