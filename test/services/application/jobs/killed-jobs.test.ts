import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { distinctUntilChanged, EMPTY, map, switchMap, timer } from 'rxjs';
import { auditTrail } from '../../../fakes/product.ts';
import { waitUntil } from '../../../wait-until.ts';
import { JobPractice, jobIn } from './job-practice.ts';

const PRINT = { kind: 'print', size: 10, order: 'name', sides: 'one' } as const;

/** After so many milliseconds nobody waits for an answer any longer. */
const PRESSED_AGAIN_MS = 500;

/** Where a tab dies: at which of its calls to storage, before or after that has been carried out. */
interface Death {
  readonly at: number;
  readonly after: boolean;
}

const DEATHS = fc.array(fc.record({ at: fc.integer({ min: 0, max: 30 }), after: fc.boolean() }), {
  maxLength: 4,
});

/** Whatever is asked of it, the tab that is at work dies at these calls, and the next one takes over. */
function dying<T extends object>(
  part: T,
  names: readonly (keyof T & string)[],
  deaths: readonly Death[],
  die: () => void,
): void {
  let calls = 0;
  for (const name of names) {
    const whole = (part[name as keyof T] as (...given: unknown[]) => Promise<unknown>).bind(part);
    Object.defineProperty(part, name, {
      value: async (...given: unknown[]) => {
        const death = deaths.find(({ at }) => at === calls);
        calls += 1;
        if (death === undefined) return whole(...given);
        if (death.after) await whole(...given);
        queueMicrotask(die);
        // Nobody hears of it any more.
        return new Promise(() => undefined);
      },
    });
  }
}

function later(deaths: readonly Death[]): readonly Death[] {
  return deaths.map(({ at, after }) => ({ at: (at * 7) % 20, after: !after }));
}

describe('a job, whatever is killed when', () => {
  it('does everybody once', async () => {
    await fc.assert(
      fc.asyncProperty(DEATHS, async (deaths) => {
        const first = new JobPractice();
        await first.hold({}, {}, {}, {});
        const { storage, office } = first.product;
        const others = [1, 2, 3, 4, 5].map(
          () => new JobPractice(first.host, { besides: first.product }),
        );
        for (const other of others) await other.open();
        const view = await first.open();
        const { id = '' } = await first.plan(view);
        expect((await view.start(id)).ok).to.equal(true);
        const die = (): void => {
          office.takeOver();
        };
        dying(storage.jobs, ['read', 'lines', 'settle', 'wasCommitted', 'change'], deaths, die);
        dying(storage.records, ['read', 'commit'], later(deaths), die);
        expect((await jobIn(view, 'done')).progress).to.equal('4 done, 0 left out');
        const changes = (await storage.entries()).filter(({ kind }) => kind !== 'audit');
        expect(changes.map(({ patientRef }) => patientRef).sort()).to.deep.equal(
          [1, 2, 3, 4].map((number) => `patient-${number}`),
        );
        const rows = await auditTrail(first.product);
        expect(rows.filter((row) => row.startsWith('change-services'))).to.have.length(4);
      }),
      { numRuns: 15 },
    );
  });

  it('calls no letter printed where the tab died before the printer had answered', async () => {
    const first = new JobPractice();
    await first.hold({}, {});
    await first.giveCodes(1, 2);
    const { documents } = first.host;
    let isAtPrinter = false;
    first.host.documents = {
      ...documents,
      printList: () => {
        isAtPrinter = true;
        return new Promise(() => undefined);
      },
    };
    await new JobPractice(first.host, { besides: first.product }).open();
    const view = await first.open();
    const { id = '' } = await first.plan(view, PRINT);
    expect((await view.start(id)).ok).to.equal(true);
    await waitUntil(() => isAtPrinter, 'it is at the printer');
    first.product.office.takeOver();
    const job = await jobIn(view, 'paused');
    expect(job.why).to.include('Batch 1 may have been printed');
    expect((await view.resume(id)).ok).to.equal(true);
    expect((await jobIn(view, 'done')).progress).to.match(/^0 done.*2 not known/);
    for (const number of [1, 2]) expect((await first.records(number)).letters).to.deep.equal([]);
  });

  it('prints no letter twice, and calls none printed of which that is not known', async () => {
    await fc.assert(
      fc.asyncProperty(DEATHS, async (deaths) => {
        const first = new JobPractice();
        await first.hold(...Array.from({ length: 12 }, () => ({})));
        const numbers = Array.from({ length: 12 }, (_, index) => index + 1);
        await first.giveCodes(...numbers);
        const { storage, office, batches } = first.product;
        const others = [1, 2, 3, 4, 5].map(
          () => new JobPractice(first.host, { besides: first.product }),
        );
        for (const other of others) await other.open();
        const view = await first.open();
        const { id = '' } = await first.plan(view, PRINT);
        expect((await view.start(id)).ok).to.equal(true);
        const die = (): void => {
          office.takeOver();
        };
        dying(storage.jobs, ['read', 'lines', 'settle', 'wasCommitted', 'change'], deaths, die);
        dying(storage.records, ['read', 'commit', 'recordAudit'], later(deaths), die);
        // Whoever looks at the printer, as they are told to, says that it may go on; and says so again where that died, too.
        const pressed$ = view.jobs$.pipe(
          map((told) => (told.available ? told.jobs[0]?.phase : undefined)),
          distinctUntilChanged(),
          switchMap((phase) => (phase === 'paused' ? timer(0, PRESSED_AGAIN_MS) : EMPTY)),
        );
        const looking = pressed$.subscribe(() => void view.resume(id));
        const job = await jobIn(view, 'done');
        looking.unsubscribe();
        const printed = batches.made
          .filter(({ pdf }) => first.host.piles.some((pile) => pile.pdf === pdf))
          .flatMap(({ letters }) => letters.map(({ patient }) => patient.surname));
        expect(new Set(printed)).to.have.lengthOf(printed.length);
        const read = await Promise.all(numbers.map((number) => first.records(number)));
        const recorded = numbers.filter((_, index) => (read[index]?.letters.length ?? 0) > 0);
        expect(read.every(({ letters }) => letters.length <= 1)).to.equal(true);
        for (const number of recorded) expect(printed).to.include(`Price${number}`);
        const unknown = printed.length - recorded.length;
        if (unknown > 0) expect(job.progress).to.match(/not known/);
        expect(job.progress).to.include(`${recorded.length} done`);
      }),
      { numRuns: 15 },
    );
  });
});
