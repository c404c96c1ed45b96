import { CLOCKS_APART_MS } from '../../../services/fhir/server-rules.ts';
import type { Answer } from '../checked-server.ts';
import { found, type Finding } from '../findings.ts';
import { rowOf } from '../search.ts';
import type { Try } from '../try.ts';

const SAMPLES = 3;
/** HTTP dates have whole seconds. */
const SECOND_MS = 1000;
const STAMPS_APART_MS = 2_000;
/** How far back the product looks again. */
const OVERLAP_MS = 120_000;

/** The server's clock against ours, and its time stamps against its clock. */
export const clock: Try = {
  name: 'clock and time stamps',
  subject: 'time',
  writes: true,
  async run(trial) {
    const answers: Answer[] = [];
    for (let sample = 0; sample < SAMPLES; sample += 1) {
      const body = trial.samples.person(`clock-${sample}`);
      answers.push(await trial.server.send({ method: 'POST', path: 'Person', body }));
    }
    const dated = answers.flatMap((answer) => {
      const date = Date.parse(answer.headers.get('Date') ?? '');
      return Number.isNaN(date) ? [] : [{ answer, date }];
    });
    if (dated.length === 0) return [found('no-date')];
    return [clockFinding(dated), ...stampFindings(dated)];
  },
};

interface Dated {
  readonly answer: Answer;
  /** Of its `Date`, in milliseconds since 1970: the beginning of that second. */
  readonly date: number;
}

function clockFinding(dated: readonly Dated[]): Finding {
  const offMs = leastOf(
    dated.map(({ answer, date }) =>
      outside(date, date + SECOND_MS, answer.askedAt, answer.heardAt),
    ),
  );
  return Math.abs(offMs) > CLOCKS_APART_MS
    ? found('clock-differs', { offMs })
    : found('clock-agrees', { offMs: Math.abs(offMs) });
}

function stampFindings(dated: readonly Dated[]): readonly Finding[] {
  const offs = dated.flatMap(({ answer, date }) => {
    const stamp = Date.parse(rowOf(answer.body).lastUpdated);
    if (Number.isNaN(stamp)) return [];
    // The stamp is taken some time before the answer is dated, but not before it was asked for.
    const took = answer.heardAt - answer.askedAt;
    return [outside(stamp, stamp, date - took, date + SECOND_MS)];
  });
  if (offs.length === 0) return [];
  const offMs = offs.reduce((most, off) => (Math.abs(off) > Math.abs(most) ? off : most), 0);
  if (Math.abs(offMs) <= STAMPS_APART_MS) {
    return [found('stamps-near-date', { offMs: Math.abs(offMs) })];
  }
  return [
    found(Math.abs(offMs) > OVERLAP_MS ? 'stamps-far-from-date' : 'stamps-off-date', { offMs }),
  ];
}

/** By how much a span of time lies after another (positive) or before it; 0 where they touch. */
function outside(from: number, to: number, earliest: number, latest: number): number {
  if (from > latest) return from - latest;
  return to < earliest ? to - earliest : 0;
}

function leastOf(numbers: readonly number[]): number {
  return numbers.reduce((least, each) => (Math.abs(each) < Math.abs(least) ? each : least));
}
