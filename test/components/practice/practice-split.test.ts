import { expect } from '@open-wc/testing';
import { BehaviorSubject, NEVER, of } from 'rxjs';
import type {
  InPlan,
  JobsHere,
  OutInput,
  OutPlan,
  SplitView,
  WayRow,
} from '../../../services/application/views.ts';
import type { Failure } from '../../../components/view-types.ts';
import { SETTINGS } from '../../fakes/tab-views.ts';
import { waitUntil } from '../../wait-until.ts';
import { openSplitPage, type Screen } from '../open.ts';

const DONE = { ok: true, value: undefined } as const;
const HANDED_OVER = { to: 'Brook Lane', at: '2026-04-20T09:00:00.000Z', text: 'Handed over.' };
const REFUSED = {
  ok: false,
  failure: { kind: 'not-allowed', message: 'It was looked at for somebody else.' },
} as const;
const NOBODY = { label: '', count: 0, first: [] };

/** The desk's side of the page. */
class Practice {
  readonly asked: OutInput[] = [];
  readonly done: string[] = [];
  rows: readonly WayRow[] = [];
  refusal: Failure | undefined;
  out: OutPlan = {
    id: 'plan-out',
    todo: { label: '', count: 3, first: [] },
    leftOut: [{ label: 'The account is disabled already.', count: 1, first: [] }],
    notices: [{ label: 'Restricted record', count: 1, first: [] }],
    rejected: [{ line: 4, text: '999', why: 'There is no patient number in this line.' }],
    looked: 4,
    total: 4,
    isWhole: true,
  };
  in: InPlan = {
    todo: NOBODY,
    leftOut: [],
    unmatched: [
      {
        id: 'transfer-1',
        name: 'MORGAN, Siân (Mrs)',
        from: 'Hollin Bank Surgery',
        at: '2026-04-20T09:00:00.000Z',
        because: 'The number and the date of birth are right, and the surname differs.',
        given: [],
        candidates: [
          {
            patientRef: 'patient-9',
            name: 'MORGANS, Siân',
            rows: [{ label: 'Surname', given: 'Morgan', held: 'Morgans', isSame: false }],
            follows: 'An account is made with the same services and restrictions.',
          },
        ],
      },
    ],
    notices: [],
    hadOne: 0,
    unreadable: 0,
    findsPatients: true,
    looked: 1,
    total: 1,
    isWhole: true,
  };

  readonly jobs$ = new BehaviorSubject<JobsHere>({ available: true, jobs: [] });
  readonly view: SplitView = {
    can: { export: { allowed: true } },
    ownNation: 'england',
    today: '2026-04-20',
    jobs$: this.jobs$,
    finishing$: NEVER,
    checklist: (on) => [{ on, text: 'Here: Transfer out.' }],
    usualGps: () => Promise.resolve([{ id: 'gp-1', name: 'Dr Vale' }]),
    planOut: (input) => {
      this.asked.push(input);
      const { refusal } = this;
      return Promise.resolve(
        refusal === undefined ? { ok: true, value: of(this.out) } : { ok: false, failure: refusal },
      );
    },
    planIn$: () => of(this.in),
    onTheWay: () =>
      Promise.resolve({ ok: true, value: { rows: this.rows, unreadable: 0, isWhole: true } }),
    start: (id) => this.note(`start ${id}`),
    takeBack: (id) => this.note(`take back ${id}`),
    closeHere: (id) => this.note(`close ${id}`),
    match: (id, patientRef) => this.note(`match ${id} ${patientRef}`),
    giveBack: (id, because) => {
      if (because !== '') return this.note(`give back ${id} ${because}`);
      const failure = { kind: 'invalid', message: 'Choose why.', field: 'because' } as const;
      return Promise.resolve({ ok: false, failure });
    },
    agreement: () =>
      Promise.resolve({ ok: true, value: { agrees: true, text: '', differences: [] } }),
    pause: () => Promise.resolve(DONE),
    resume: () => Promise.resolve(DONE),
    cancel: () => Promise.resolve(DONE),
    report: () => Promise.resolve({ ok: true, value: { groups: [], batches: [] } }),
    saveReport: () => Promise.resolve({ ok: true, value: true }),
    names: (refs) => Promise.resolve(new Map(refs.map((ref) => [ref, `Name of ${ref}`]))),
  };

  async open(changes: Partial<SplitView> = {}): Promise<Screen> {
    const screen = await openSplitPage(SETTINGS, (services) => {
      services.answer('openSplit', { ok: true, value: { ...this.view, ...changes } });
    });
    await waitUntil(() => screen.has('#look-out'), 'the page is there');
    return screen;
  }

  private note(what: string): Promise<typeof DONE> {
    this.done.push(what);
    return Promise.resolve(DONE);
  }
}

describe('the page of splits and merges', () => {
  it('shows who would go, who stays and which lines were not taken, and begins when told', async () => {
    const practice = new Practice();
    const screen = await practice.open();
    screen.get('#look-out').click();
    await waitUntil(() => screen.has('#hand-over'), 'it has looked');
    expect(screen.text).to.include('Line 4 (999): There is no patient number in this line.');
    expect(screen.text).to.include('1 would stay');
    expect(screen.text).to.include('Restricted record (1)');
    expect(practice.done).to.deep.equal([]);
    screen.get('#hand-over').click();
    await waitUntil(() => practice.done.includes('start plan-out'), 'it has begun');
  });

  it('says who of those who would be taken in stays disabled', async () => {
    const practice = new Practice();
    const shut = { label: 'Disabled: gets no codes', count: 2, first: [] };
    practice.in = { ...practice.in, notices: [shut] };
    const screen = await practice.open();
    screen.get('#look-in').click();
    await waitUntil(() => screen.text.includes('Disabled: gets no codes (2)'), 'it has looked');
    expect(screen.text).to.include('To know of those who would be taken in');
  });

  it('counts the days of the checklist from the day that is typed, and says so where none is yet', async () => {
    const screen = await new Practice().open();
    expect(screen.text).to.include('days are counted as if it were today');
    expect(screen.textOf('.checklist')).to.include('By 20 Apr 2026');
    const on = screen.get('#on', HTMLInputElement);
    on.value = '1/5/2026';
    on.dispatchEvent(new Event('input'));
    await waitUntil(() => screen.textOf('.checklist').includes('By 1 May 2026'), 'it follows');
    expect(screen.text).to.not.include('as if it were today');
  });

  it('puts what is wrong beside its field, and keeps what was typed', async () => {
    const practice = new Practice();
    practice.refusal = { kind: 'invalid', message: 'This is no practice code.', field: 'code' };
    const screen = await practice.open();
    const code = screen.get('#code', HTMLInputElement);
    code.value = 'A1';
    code.dispatchEvent(new Event('input'));
    screen.get('#look-out').click();
    await waitUntil(() => screen.has('#code-error'), 'it is refused');
    expect(screen.textOf('#code-error')).to.include('This is no practice code.');
    expect([code.value, screen.focused?.id]).to.deep.equal(['A1', 'code']);
    expect(screen.said).to.include('This is no practice code.');
  });

  it('forgets what was looked at once something else is typed', async () => {
    const screen = await new Practice().open();
    screen.get('#look-out').click();
    await waitUntil(() => screen.has('#hand-over'), 'it has looked');
    const name = screen.get('#name', HTMLInputElement);
    name.value = 'Other';
    name.dispatchEvent(new Event('input'));
    await waitUntil(() => !screen.has('#hand-over'), 'it is forgotten');
  });

  it('asks before an account is taken back, and names whose', async () => {
    const practice = new Practice();
    practice.rows = [{ ...HANDED_OVER, id: 'job.one', patientRef: 'one', state: 'waiting' }];
    const screen = await practice.open();
    await waitUntil(() => screen.text.includes('Name of one'), 'the list is there');
    screen.get('[id="take-back-job.one"]').click();
    await waitUntil(() => screen.has('dialog[open]'), 'it asks');
    expect(screen.text).to.include('no longer take in the account of Name of one');
    expect(practice.done).to.deep.equal([]);
    screen.get('dialog[open] button.primary').click();
    await waitUntil(() => practice.done.includes('take back job.one'), 'it is taken back');
  });

  it('says apart what the new practice has taken up while it is open here, to be closed and not taken back', async () => {
    const practice = new Practice();
    practice.rows = [
      { ...HANDED_OVER, id: 'job.one', patientRef: 'one', state: 'open-at-both' },
      { ...HANDED_OVER, id: 'job.two', patientRef: 'two', state: 'waiting' },
    ];
    const screen = await practice.open();
    await screen.sees('1 account that the new practice has taken up is still open here.');
    expect(screen.text).to.include('1 account is handed over and not taken in.');
    expect(screen.has('[id="take-back-job.one"]')).to.equal(false);
    screen.get('[id="close-job.one"]').click();
    await waitUntil(() => practice.done.includes('close job.one'), 'it is closed');
  });

  it('tells those that wait for somebody from those that are only not there yet', async () => {
    const told = { available: true, left: 2, forAPerson: 1, done: 0 } as const;
    const screen = await new Practice().open({ finishing$: of(told) });
    await screen.sees('1 account that was taken in waits for somebody. Look what has arrived.');
    await screen.sees('2 accounts are being taken in: they are not on the shared record yet.');
  });

  it('says why it is not known what is being taken in', async () => {
    const told = { available: false, message: 'Transfers cannot be read.' } as const;
    const screen = await new Practice().open({ finishing$: of(told) });
    await screen.sees('Transfers cannot be read.');
  });

  it('shows a transfer that does not fit beside the record, to be matched or given back with a reason', async () => {
    const practice = new Practice();
    const screen = await practice.open();
    screen.get('#look-in').click();
    await waitUntil(() => screen.has('[id="match-transfer-1-patient-9"]'), 'it has looked');
    expect(screen.text).to.include('the surname differs');
    screen.get('[id="give-back-transfer-1"]').click();
    await waitUntil(() => screen.has('[id="because-transfer-1-error"]'), 'it asks why');
    screen.get('[id="match-transfer-1-patient-9"]').click();
    await waitUntil(() => screen.has('dialog[open]'), 'it asks');
    screen.get('dialog[open] button.primary').click();
    await waitUntil(() => practice.done.includes('match transfer-1 patient-9'), 'it is matched');
  });

  it('leaves nothing of it with who signs out, neither on the screen nor to be heard', async () => {
    const practice = new Practice();
    practice.rows = [{ ...HANDED_OVER, id: 'job.one', patientRef: 'one', state: 'waiting' }];
    const screen = await practice.open();
    await screen.sees('Name of one');
    await screen.type('#name', 'Brook Lane');
    screen.get('#look-out').click();
    await waitUntil(() => screen.has('#hand-over'), 'it has looked');
    screen.get('[id="take-back-job.one"]').click();
    await screen.appears('os-confirm-dialog');
    screen.services.settings$.next({ ...SETTINGS, staffId: '' });
    await screen.vanishes('#look-out');
    expect(screen.has('os-confirm-dialog')).to.equal(false);
    expect(screen.said).to.equal('');
    screen.services.answer('openSplit', { ok: true, value: practice.view });
    screen.services.settings$.next({ ...SETTINGS, staffId: 'staff-2' });
    await screen.appears('#look-out');
    expect(screen.get('#name', HTMLInputElement).value).to.equal('');
    expect(screen.has('#hand-over')).to.equal(false);
  });

  it('says nothing of what was still under way to whoever sits there next', async () => {
    const practice = new Practice();
    let answer: (result: typeof REFUSED) => void = () => undefined;
    const planOut: SplitView['planOut'] = () => new Promise((resolve) => (answer = resolve));
    const screen = await practice.open({ planOut });
    screen.get('#look-out').click();
    screen.services.settings$.next({ ...SETTINGS, staffId: '' });
    await screen.vanishes('#look-out');
    answer(REFUSED);
    await screen.settled();
    expect(screen.text).not.to.include(REFUSED.failure.message);
  });

  it('says to nobody else that it has begun, where who wanted it has left before that', async () => {
    const answers: ((result: typeof DONE) => void)[] = [];
    const screen = await new Practice().open({
      start: () => new Promise((resolve) => answers.push(resolve)),
    });
    screen.get('#look-out').click();
    await waitUntil(() => screen.has('#hand-over'), 'it has looked');
    screen.get('#hand-over').click();
    await waitUntil(() => answers.length === 1, 'it begins');
    screen.services.settings$.next({ ...SETTINGS, staffId: '' });
    await screen.vanishes('#look-out');
    for (const answer of answers) answer(DONE);
    await screen.settled();
    expect(screen.said).to.equal('');
  });

  it('begins anew when the session of who opened it is over, as its streams end with it', async () => {
    const practice = new Practice();
    const screen = await practice.open();
    const next = new Practice();
    next.rows = [{ ...HANDED_OVER, id: 'job.two', patientRef: 'two', state: 'waiting' }];
    screen.services.answer('openSplit', { ok: true, value: next.view });
    practice.jobs$.complete();
    await screen.sees('Name of two');
    expect(screen.services.inputs('openSplit')).to.have.length(2);
  });
});
