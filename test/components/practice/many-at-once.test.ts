import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { BehaviorSubject, Subject } from 'rxjs';
import type { JobsView, JobView, PlanView } from '../../../services/application/views.ts';
import { waitUntil } from '../../wait-until.ts';
import type { Screen } from '../open.ts';
import {
  EVERYTHING,
  inGrid,
  listOf,
  NOW,
  Practice,
  press,
  withControl,
} from './listed-accounts.ts';

/** Letters that have been printed. */
const JOB: JobView = {
  id: 'job-1',
  kind: 'print',
  title: 'Print letters',
  byName: 'Dilys Probert',
  startedAt: NOW,
  phase: 'done',
  progress: '12 done, 0 left out',
  total: 12,
  dealtWith: 12,
};

function chosenOn({ text }: Screen): number {
  return Number(/(\d+) accounts chosen/.exec(text)?.[1] ?? 0);
}

/** Notes what is started, and lets it. */
function startedIn(started: string[]) {
  return (planId: string): Promise<{ readonly ok: true; readonly value: undefined }> => {
    started.push(planId);
    return Promise.resolve({ ok: true, value: undefined });
  };
}

describe('choosing accounts for many at once', () => {
  it('chooses those in view besides whoever was chosen before, and nobody between', async () => {
    let asked: readonly number[] = [];
    const screen = await listOf(50_000, {
      plan$: (chosen) => {
        asked = 'keys' in chosen ? [...chosen.keys] : [];
        return new Subject<PlanView>();
      },
    });
    await inGrid(screen);
    await screen.click('#choose-shown');
    await screen.sees('accounts chosen');
    const first = chosenOn(screen);
    expect(first).to.be.within(2, 100);
    await withControl('End');
    await screen.sees('MORGAN, Siân 50000');
    await screen.click('#choose-shown');
    await waitUntil(() => chosenOn(screen) > first, 'those in view are to be chosen besides');
    await screen.click('#remind');
    await waitUntil(() => asked.length > 0, 'it is looked who would be done');
    expect(asked.slice(0, first)).to.deep.equal(
      Array.from({ length: first }, (_, index) => index + 1),
    );
    const last = asked.slice(first);
    expect(last.at(-1)).to.equal(50_000);
    expect(last, 'one behind the other, from one in view to the last').to.deep.equal(
      Array.from({ length: last.length }, (_, index) => 50_000 - last.length + 1 + index),
    );
    expect(last.length).to.be.within(2, 100);
  });

  it('chooses one by the space bar, and with Shift all between', async () => {
    const screen = await listOf(5);
    screen.get('.body [role="row"] input').focus();
    await press('Space');
    await screen.sees('1 account chosen');
    await press('ArrowDown', 'ArrowDown');
    await sendKeys({ down: 'Shift' });
    await press('Space');
    await sendKeys({ up: 'Shift' });
    await screen.sees('3 accounts chosen');
    await screen.click('#choose-all');
    await screen.sees('5 accounts chosen');
    await screen.click('#choose-none');
    await screen.sees('Choose accounts to do the same');
  });

  it('confirms the number that was looked at, and nothing before', async () => {
    const started: string[] = [];
    const plan: PlanView = {
      id: 'plan-1',
      todo: { label: '', count: 3, first: ['patient-1'] },
      leftOut: [{ label: 'The patient has died.', count: 2, first: ['patient-4'] }],
      looked: 5,
      total: 5,
      isWhole: true,
    };
    const screen = await listOf(5, {
      plan$: () => new BehaviorSubject(plan),
      start: startedIn(started),
    });
    await screen.click('#choose-all');
    await screen.sees('5 accounts chosen');
    await screen.click('#disable');
    await screen.settled();
    await screen.click('#look');
    await screen.sees('Choose a reason.');
    screen.choose('#reason', 'misuse');
    await screen.settled();
    await screen.click('#look');
    await screen.sees('3 accounts would be disabled.');
    await screen.sees('The patient has died. (2)');
    expect(started).to.deep.equal([]);
    await screen.click('#confirm');
    await screen.sees('Choose accounts to do the same');
    expect(started).to.deep.equal(['plan-1']);
  });
});

describe('what is begun on one list', () => {
  const PLAN: PlanView = {
    id: 'plan-1',
    todo: { label: '', count: 5, first: ['patient-1'] },
    leftOut: [],
    looked: 5,
    total: 5,
    isWhole: true,
  };

  async function openAnother(screen: Screen): Promise<void> {
    screen.services.answer('openWorklist', { ok: true, value: new Practice(5).worklist() });
    await screen.click('#list-locked');
  }

  it('is not about another: it is given up when that is opened, looked at or not', async () => {
    const screen = await listOf(5);
    await screen.click('#choose-all');
    await screen.sees('5 accounts chosen');
    await screen.click('#disable');
    await screen.appears('#planning');
    await openAnother(screen);
    await waitUntil(() => !screen.has('#planning'), 'nothing is about to be done to the others');
    await screen.sees('Choose accounts to do the same');
  });

  it('leaves those alone who are chosen on another before it has begun', async () => {
    let begin: (() => void) | undefined;
    const screen = await listOf(5, {
      plan$: () => new BehaviorSubject(PLAN),
      start: () =>
        new Promise((resolve) => {
          begin = () => {
            resolve({ ok: true, value: undefined });
          };
        }),
    });
    await screen.click('#choose-all');
    await screen.click('#remind');
    await screen.click('#confirm');
    await waitUntil(() => begin !== undefined, 'it is to begin');
    await openAnother(screen);
    await screen.sees('Choose accounts to do the same');
    await screen.click('#choose-all');
    await screen.sees('5 accounts chosen');
    begin?.();
    await screen.hears('It has begun.');
    expect(chosenOn(screen)).to.equal(5);
  });
});

describe('letters for many', () => {
  const PLAN: PlanView = {
    id: 'plan-1',
    todo: { label: '', count: 5, first: ['patient-1'] },
    batches: 1,
    leftOut: [],
    looked: 5,
    total: 5,
    isWhole: true,
  };

  async function lettersOf(changes: Partial<JobsView> = {}) {
    const works: unknown[] = [];
    const screen = await listOf(5, {
      plan$: (_chosen, work) => {
        works.push(work);
        return new BehaviorSubject(PLAN);
      },
      ...changes,
    });
    await screen.click('#choose-all');
    await screen.sees('5 accounts chosen');
    await screen.click('#print');
    return { screen, works };
  }

  it('come in batches of the size, order and sheets that were chosen, as looked at', async () => {
    const { screen, works } = await lettersOf();
    const optionsOf = (id: string): readonly string[] =>
      [...screen.get(id, HTMLSelectElement).options].map(({ label }) => label.trim());
    expect(optionsOf('#size')).to.deep.equal(['10', '25', '50', '100']);
    expect(optionsOf('#letter-order')).to.deep.equal(['Usual GP, then name', 'Name']);
    await screen.isAccessible();
    await screen.click('#look');
    await screen.sees('5 letters would be printed. In 1 batch.');
    screen.choose('#size', '50');
    await screen.settled();
    expect(screen.has('#confirm'), 'what was looked at with other choices is gone').to.equal(false);
    screen.choose('#letter-order', 'name');
    await screen.click('#duplex');
    await screen.click('#look');
    await screen.appears('#confirm');
    expect(works).to.deep.equal([
      { kind: 'print', size: 25, order: 'gp', sides: 'one' },
      { kind: 'print', size: 50, order: 'name', sides: 'both' },
    ]);
    // Copies are wanted in the same way, as long as the page is open.
    await screen.click('#give-up');
    await screen.click('#reprint');
    expect(screen.get('#size', HTMLSelectElement).value).to.equal('50');
    await screen.click('#look');
    expect(works.at(-1)).to.deep.equal({
      kind: 'reprint',
      size: 50,
      order: 'name',
      sides: 'both',
    });
  });

  it('come by name where the host does not say whose patients they are', async () => {
    const { screen, works } = await lettersOf({ knowsGps: false });
    expect(screen.has('#letter-order')).to.equal(false);
    await screen.sees('does not say whose patients they are');
    await screen.click('#look');
    expect(works).to.deep.equal([{ kind: 'print', size: 25, order: 'name', sides: 'one' }]);
  });

  const withBatches = (changes: Partial<JobsView> = {}): Partial<JobsView> => ({
    jobs$: new BehaviorSubject({ available: true, jobs: [JOB] } as const),
    report: () =>
      Promise.resolve({
        ok: true,
        value: {
          groups: [],
          batches: [
            { number: 1, label: 'Batch 1 of 2: 10 letters printed', isInDoubt: false },
            { number: 2, label: 'Batch 2 of 2: 2 letters not known', isInDoubt: true },
          ],
        },
      }),
    ...changes,
  });

  it('of a batch are printed once more from the report, looked at first', async () => {
    const again: (readonly [string, number])[] = [];
    const started: string[] = [];
    const screen = await listOf(
      5,
      withBatches({
        planAgain$: (jobId, batch) => {
          again.push([jobId, batch]);
          return new BehaviorSubject({ ...PLAN, todo: { ...PLAN.todo, count: 2 } });
        },
        start: startedIn(started),
      }),
    );
    await screen.click('#choose-all');
    await screen.appears('#report-job-1');
    await screen.click('#report-job-1');
    await screen.sees('Batch 2 of 2: 2 letters not known');
    await screen.isAccessible();
    await screen.click('#again-job-1-2');
    await screen.sees('Print letters once more: batch 2');
    expect(again).to.deep.equal([['job-1', 2]]);
    expect(screen.has('#size'), 'nothing is chosen again').to.equal(false);
    expect(started).to.deep.equal([]);
    await screen.click('#confirm');
    await waitUntil(() => started.length > 0, 'it is begun');
    expect(started).to.deep.equal(['plan-1']);
    await screen.hears('It has begun.');
    expect(chosenOn(screen), 'those chosen on the list are others').to.equal(5);
  });

  it('of a batch are not printed once more by who may not, and it says why', async () => {
    const reason = 'Your role does not allow this.';
    const screen = await listOf(
      5,
      withBatches({ can: { ...EVERYTHING, reprint: { allowed: false, reason } } }),
    );
    await screen.appears('#report-job-1');
    await screen.click('#report-job-1');
    await screen.appears('#again-job-1-1');
    expect(screen.get('#again-job-1-1').getAttribute('aria-disabled')).to.equal('true');
    await screen.sees(reason);
  });
});

describe('reports of what was done to many', () => {
  it('stay hidden where they were hidden while another one was on its way', async () => {
    let give: (() => void) | undefined;
    const reportOf = (label: string) =>
      ({
        ok: true,
        value: { groups: [], batches: [{ number: 1, label, isInDoubt: false }] },
      }) as const;
    const screen = await listOf(5, {
      jobs$: new BehaviorSubject({
        available: true,
        jobs: [JOB, { ...JOB, id: 'job-2' }],
      } as const),
      report: (jobId) =>
        new Promise((resolve) => {
          give = () => {
            resolve(reportOf(`Letters of ${jobId}`));
          };
        }),
    });
    await screen.appears('#report-job-1');
    await screen.click('#report-job-1');
    give?.();
    await screen.sees('Letters of job-1');
    await screen.click('#report-job-2');
    await screen.click('#report-job-1');
    give?.();
    await screen.sees('Letters of job-2');
    expect(screen.text).not.to.include('Letters of job-1');
  });
});
