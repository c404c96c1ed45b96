import { virtual } from '@guidepup/virtual-screen-reader/browser.js';
import { expect } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { BehaviorSubject, delay, map, Observable, Subject, takeUntil } from 'rxjs';
import type {
  AccountsView,
  JobsView,
  PlanView,
  Worklist,
  WorklistCounts,
  WorklistDivision,
  WorklistLine,
  WorklistRows,
} from '../../../services/application/views.ts';
import { fakeJobsView } from '../../fakes/fake-jobs-view.ts';
import { SETTINGS } from '../../fakes/tab-views.ts';
import { waitUntil } from '../../wait-until.ts';
import { openAccountsPage, type Screen } from '../open.ts';

const NOW = '2026-04-20T13:05:00.000Z';

function line(key: number, changes: Partial<WorklistLine> = {}): WorklistLine {
  return {
    patientRef: `patient-${key}`,
    patient: { name: `MORGAN, Siân ${key}`, birthDate: '1984-02-29', restricted: false },
    createdAt: '2026-03-01T09:00:00.000Z',
    account: {
      accountId: `0000 0000 ${String(key).padStart(4, '0')}`,
      status: 'created',
      statusLabel: 'Created',
      statusMeaning: '',
      dates: [],
      disabledByPractice: false,
      identityWithdrawn: false,
      shared: true,
    },
    codes: { until: '2026-05-02', isOver: false, letterAt: '2026-03-01T09:10:00.000Z' },
    ...changes,
  };
}

/** The desk's side of the page: lists of a practice that a test changes as it likes. */
class Practice {
  readonly over$ = new Subject<void>();
  readonly rows$ = new BehaviorSubject<WorklistRows>(this.listed(50_000));
  readonly counts$ = new BehaviorSubject<WorklistCounts>({
    available: true,
    counts: new Map([
      ['codes-unused', 50_000],
      ['locked', 3],
    ]),
  });
  /** Keys of each window that was asked for, and whether it is still looked at. */
  readonly asked: { readonly keys: readonly number[]; isOpen: boolean }[] = [];
  readonly opened: string[] = [];
  readonly orders: string[] = [];
  division: WorklistDivision = { parts: [], looked: 0, isWhole: true, at: NOW };
  lineOf = line;
  opensPatients = true;

  readonly view: AccountsView = {
    lists: ['codes-unused', 'locked', 'disabled'],
    hostLists: ['turning-16'],
    findsPatients: true,
    counts$: this.counts$,
    unmatched$: new BehaviorSubject({ count: 2, hasMore: false }),
  };

  listed(length: number, first = 1): WorklistRows {
    const keys = Uint32Array.from({ length }, (_, index) => first + index);
    return { available: true, keys, isWhole: true };
  }

  worklist(changes: Partial<Worklist> = {}): Worklist {
    return {
      order: 'expiry',
      rows$: (order) => {
        this.orders.push(order);
        return this.rows$.pipe(takeUntil(this.over$));
      },
      lines$: (keys) => this.lines$(keys),
      division$: () => new BehaviorSubject(this.division),
      ...(this.opensPatients && {
        openPatient: (patientRef) => {
          this.opened.push(patientRef);
          return Promise.resolve({ ok: true, value: true } as const);
        },
      }),
      ...changes,
    };
  }

  private lines$(keys: readonly number[]): ReturnType<Worklist['lines$']> {
    const window = { keys, isOpen: true };
    this.asked.push(window);
    const lines$ = this.rows$.pipe(
      map(() => ({ lines: new Map(keys.map((key) => [key, this.lineOf(key)])) })),
      takeUntil(this.over$),
    );
    return whileOpen(lines$, window);
  }
}

function whileOpen<T>(source: Observable<T>, window: { isOpen: boolean }): Observable<T> {
  return new Observable((subscriber) => {
    const following = source.subscribe(subscriber);
    return () => {
      window.isOpen = false;
      following.unsubscribe();
    };
  });
}

async function opened(
  practice = new Practice(),
  worklist = practice.worklist(),
  jobs = fakeJobsView(),
): Promise<Screen> {
  const screen = await openAccountsPage(SETTINGS, (services) => {
    services.answer('openAccounts', { ok: true, value: practice.view });
    services.answer('openWorklist', { ok: true, value: worklist });
    services.answer('openJobs', { ok: true, value: jobs });
  });
  await screen.sees('Codes');
  return screen;
}

const EVERYTHING = {
  disable: { allowed: true },
  remind: { allowed: true },
  print: { allowed: true },
  reprint: { allowed: true },
  create: { allowed: true },
  export: { allowed: true },
} as const;

const ROW = '.body [role="row"]';
const focusedRow = (screen: Screen): string | undefined =>
  screen.focused?.closest('[role="row"]')?.getAttribute('aria-rowindex') ?? undefined;

async function atRow(screen: Screen, row: number): Promise<void> {
  await waitUntil(
    () => focusedRow(screen) === String(row + 1),
    `the focus is to be in row ${row}, not ${focusedRow(screen)}`,
  );
}

async function inGrid(screen: Screen): Promise<void> {
  await screen.sees('MORGAN, Siân 1');
  screen.get('.target').focus();
}

async function press(...keys: readonly string[]): Promise<void> {
  for (const key of keys) await sendKeys({ press: key });
}

async function withControl(key: string): Promise<void> {
  await sendKeys({ down: 'Control' });
  await sendKeys({ press: key });
  await sendKeys({ up: 'Control' });
}

describe('the page of accounts of the practice', () => {
  it('opens with those who have not used their letter, each list with its number', async () => {
    const screen = await opened();
    expect(screen.services.inputs('openWorklist')).to.deep.equal([{ list: 'codes-unused' }]);
    await screen.sees('MORGAN, Siân 1');
    expect(screen.textOf('#list-codes-unused')).to.include('50,000');
    expect(screen.textOf('#list-locked')).to.include('3');
    expect(screen.textOf('#count')).to.equal('50,000 accounts');
    expect(screen.text).to.include('2 applications for a basic account wait.');
    expect(screen.text).to.include('before Online applications is opened');
    expect(screen.text).to.include('until 2 May 2026');
    expect(screen.text).to.include('letter 1 Mar 2026');
    await screen.isAccessible();
  });

  it('has a few rows of 50,000 in the page, and says which each is', async () => {
    const practice = new Practice();
    const screen = await opened(practice);
    await screen.sees('MORGAN, Siân 1');
    expect(screen.all(ROW).length).to.be.below(60);
    expect(screen.get('[role="grid"]').getAttribute('aria-rowcount')).to.equal('50001');
    expect(screen.get(ROW).getAttribute('aria-rowindex')).to.equal('2');
    expect(practice.asked.flatMap(({ keys }) => keys).length).to.be.below(200);
  });

  it('is walked with the keyboard as grids are', async () => {
    const screen = await opened();
    await inGrid(screen);
    await press('ArrowDown', 'ArrowDown');
    await atRow(screen, 3);
    await press('ArrowRight');
    expect(screen.focused?.getAttribute('aria-colindex')).to.equal('2');
    await press('End');
    expect(screen.focused?.getAttribute('aria-colindex')).to.equal('8');
    await press('Home');
    await press('PageDown');
    await waitUntil(() => Number(focusedRow(screen)) > 6, 'the focus is to be a page further');
    await screen.hears('of 50,000');
    await withControl('End');
    await atRow(screen, 50_000);
    await screen.sees('MORGAN, Siân 50000');
    expect(screen.textOf('#place')).to.equal('Row 50,000 of 50,000');
    await withControl('Home');
    await atRow(screen, 1);
    await press('ArrowUp');
    await atRow(screen, 1);
  });

  it('keeps the focused row in the page, and one tab stop, however far the list is scrolled', async () => {
    const screen = await opened();
    await inGrid(screen);
    await press('ArrowDown');
    screen.get('.scroll').scrollTop = 400_000;
    await waitUntil(
      () => screen.all(ROW).some((row) => Number(row.getAttribute('aria-rowindex')) > 1000),
      'rows further down are to be there',
    );
    expect(focusedRow(screen)).to.equal('3');
    expect(screen.all('os-accounts-grid [tabindex="0"], .body [tabindex="0"]')).to.have.length(1);
    await press('ArrowDown');
    await atRow(screen, 3);
  });

  it('keeps the focus on the same account when others come and go, and says when it went', async () => {
    const practice = new Practice();
    const screen = await opened(practice);
    await inGrid(screen);
    await press('ArrowDown');
    await atRow(screen, 2);
    // Two more, before all the others.
    practice.rows$.next({
      available: true,
      keys: Uint32Array.from([70_001, 70_002, 1, 2, 3, 4]),
      isWhole: true,
    });
    await atRow(screen, 4);
    expect(screen.focused?.textContent.trim()).to.equal('MORGAN, Siân 2');
    practice.rows$.next({ available: true, keys: Uint32Array.from([1, 3]), isWhole: true });
    await atRow(screen, 2);
    await screen.hears('The account left the list. Row 2 of 2');
  });

  it('is entered at the name of the first row, whoever came before the focus did', async () => {
    const practice = new Practice();
    practice.rows$.next(practice.listed(3, 2));
    const screen = await opened(practice, practice.worklist(), fakeJobsView({ can: EVERYTHING }));
    await screen.sees('MORGAN, Siân 2');
    practice.rows$.next(practice.listed(4));
    await screen.sees('MORGAN, Siân 1');
    const stop = screen.get('.body [tabindex="0"]');
    expect(stop.textContent.trim()).to.equal('MORGAN, Siân 1');
  });

  it('opens the patient of a row, by its name or by Enter anywhere in it', async () => {
    const practice = new Practice();
    const screen = await opened(practice);
    await inGrid(screen);
    await press('Enter');
    await waitUntil(() => practice.opened.length === 1, 'the patient is to be opened');
    await press('ArrowDown', 'ArrowRight', 'Enter');
    await waitUntil(() => practice.opened.length === 2, 'the next one is to be opened');
    expect(practice.opened).to.deep.equal(['patient-1', 'patient-2']);
  });

  it('names nobody where the host does not, and says why', async () => {
    const practice = new Practice();
    practice.opensPatients = false;
    practice.lineOf = (key) => {
      const { patient: _unnamed, ...rest } = line(key);
      return rest;
    };
    const nameless = 'Names are missing: your clinical system does not name patients.';
    const screen = await opened(practice, {
      ...practice.worklist(),
      lines$: (keys) =>
        new BehaviorSubject({
          lines: new Map(keys.map((key) => [key, practice.lineOf(key)])),
          nameless,
        }),
    });
    await screen.sees('0000 0000 0001');
    expect(screen.text).to.include(nameless);
    expect(screen.has('button.name')).to.equal(false);
  });

  it('marks who is restricted, has died or is not known, and shows long names', async () => {
    const practice = new Practice();
    const long = `${'Featherstonehaugh-'.repeat(6)}, Wilhelmina`;
    practice.lineOf = (key) =>
      line(key, {
        ...(key === 1 && { patient: { name: long, restricted: true } }),
        ...(key === 2 && { patient: { name: 'Żak, Ł', restricted: false, ending: 'Died' } }),
        ...(key === 3 && { patient: 'unknown' }),
      });
    const screen = await opened(practice);
    await screen.sees('Not known to your clinical system');
    expect(screen.text).to.include('Restricted');
    expect(screen.text).to.include('Died');
    expect(screen.get('button.name').title).to.equal(long);
    await screen.isAccessible();
  });

  it('forgets everybody when somebody else signs in, and asks for nothing more', async () => {
    const practice = new Practice();
    const screen = await opened(practice);
    await screen.sees('MORGAN, Siân 1');
    screen.services.settings$.next({ ...READY, staffId: '' });
    await screen.sees('Sign in to see the accounts of the practice.');
    expect(screen.text).not.to.include('MORGAN');
    expect(screen.said).not.to.include('MORGAN');
    expect(practice.asked.some(({ isOpen }) => isOpen)).to.equal(false);
    const { calls } = screen.services;
    expect(calls.filter(({ command }) => command === 'openAccounts')).to.have.length(1);
  });

  it('begins anew when the same person signs in again', async () => {
    const practice = new Practice();
    const screen = await opened(practice);
    await screen.sees('MORGAN, Siân 1');
    screen.services.answer('openAccounts', { ok: true, value: practice.view });
    screen.services.answer('openJobs', { ok: true, value: fakeJobsView() });
    const again = new Practice();
    screen.services.answer('openWorklist', { ok: true, value: again.worklist() });
    practice.over$.next();
    await waitUntil(
      () => screen.services.inputs('openWorklist').length === 2,
      'the list is to be opened anew',
    );
  });

  it('opens nothing any more when it has been left', async () => {
    const screen = await opened();
    await screen.sees('MORGAN, Siân 1');
    screen.element.remove();
    await screen.settled();
    expect(screen.services.inputs('openAccounts')).to.have.length(1);
  });

  it('says why not to who may not, and asks once', async () => {
    const message = 'Your role does not allow this.';
    const screen = await openAccountsPage(SETTINGS, (services) => {
      services.answer('openJobs', { ok: true, value: fakeJobsView() });
      services.refuse('openAccounts', { kind: 'not-permitted', message });
    });
    await screen.sees(message);
    expect(screen.services.inputs('openAccounts')).to.have.length(1);
    expect(screen.services.inputs('openWorklist')).to.deep.equal([]);
  });

  it('says when storage is away, when a list is empty, and when it is not complete yet', async () => {
    const practice = new Practice();
    const screen = await opened(practice);
    practice.rows$.next({ available: true, keys: new Uint32Array(), isWhole: true });
    await screen.sees('Nobody is on this list.');
    expect(screen.has('os-accounts-grid')).to.equal(false);
    practice.rows$.next({ available: false, message: 'This computer cannot be read.' });
    await screen.sees('This computer cannot be read.');
    practice.counts$.next({ available: true, counts: new Map(), isPartial: true });
    await screen.sees('still reading the shared record for the first time');
  });

  it('looks for somebody, and leads to the field where it cannot', async () => {
    const practice = new Practice();
    const screen = await opened(practice);
    const message = 'Type a name, a patient number or an Account ID.';
    screen.services.refuse('openWorklist', { kind: 'invalid', message, field: 'search' });
    await screen.click('#find');
    await screen.focusReaches('#search');
    expect(screen.textOf('#search-error')).to.equal(message);
    practice.rows$.next(practice.listed(2, 7));
    screen.services.answer('openWorklist', { ok: true, value: practice.worklist() });
    await screen.type('#search', 'morgan');
    await press('Enter');
    await screen.sees('Found for “morgan”');
    expect(screen.services.inputs('openWorklist').at(-1)).to.deep.equal({
      ...{ list: 'found', search: 'morgan' },
    });
    await screen.isAccessible();
  });

  it('puts a list in another order, or says why it does not', async () => {
    const practice = new Practice();
    const screen = await opened(practice);
    practice.rows$.next({ ...practice.listed(5000), unordered: 'Too many.' } as WorklistRows);
    screen.choose('#order', 'name');
    await screen.sees('Too many.');
    expect(practice.orders).to.deep.equal(['expiry', 'name']);
  });

  it('tells how far a search of the host’s has come, stops, and looks again', async () => {
    const practice = new Practice();
    const screen = await opened(practice);
    practice.rows$.next({
      available: true,
      keys: Uint32Array.from([4, 5]),
      isWhole: false,
      search: { looked: 400, at: NOW },
    });
    await screen.sees('400 looked at so far');
    expect(screen.text).to.include('2 accounts so far');
    expect(screen.text).to.include('as of 14:05');
    await screen.click('#stop');
    await screen.sees('Stopped before everybody had been looked at.');
    await screen.focusReaches('#again');
    expect(screen.text).to.include('MORGAN, Siân 4');
    await screen.click('#again');
    expect(practice.orders).to.have.length(2);
  });

  it('counts a list by a fact that is sealed, and shows one part of it', async () => {
    const practice = new Practice();
    practice.division = {
      parts: [
        { label: 'Misuse', keys: Uint32Array.from([9, 10]) },
        { label: 'Other', keys: Uint32Array.from([11]) },
      ],
      looked: 3,
      isWhole: true,
      at: NOW,
    };
    const screen = await opened(practice, practice.worklist({ divides: 'reason' }));
    await screen.click('#divide');
    await screen.sees('Misuse (2)');
    screen.choose('#part', 'Misuse');
    await screen.sees('MORGAN, Siân 9');
    expect(screen.all(ROW)).to.have.length(2);
    expect(screen.get('[role="grid"]').getAttribute('aria-rowcount')).to.equal('3');
  });

  it('fits a screen of 320 pixels: the grid alone scrolls sideways', async () => {
    await setViewport({ width: 320, height: 640 });
    const screen = await opened();
    await screen.sees('MORGAN, Siân 1');
    expect(document.documentElement.scrollWidth).to.be.at.most(320);
    await setViewport({ width: 1280, height: 800 });
  });
});

const READY = SETTINGS;

describe('opening lists of accounts that take their time', () => {
  const loading = 'Reading the lists…';
  const currentOf = (screen: Screen): readonly string[] =>
    screen.all('nav [aria-current="true"]').map(({ id }) => id);
  const isRead = (screen: Screen): boolean => screen.get('#rows').checkVisibility();

  /** A page with the first list, of which somebody has chosen two. */
  async function waiting(): Promise<Screen> {
    const practice = new Practice();
    practice.rows$.next(practice.listed(2));
    const screen = await opened(practice, practice.worklist(), fakeJobsView({ can: EVERYTHING }));
    await screen.sees('MORGAN, Siân 1');
    await screen.click('#choose-all');
    await screen.sees('2 accounts chosen');
    return screen;
  }

  function listOf(key: number, length = 1): Worklist {
    const practice = new Practice();
    practice.rows$.next(practice.listed(length, key));
    return practice.worklist();
  }

  it('shows at once which one is being opened, and no rows or choices of the one before', async () => {
    const screen = await waiting();
    const comes = screen.services.hold('openWorklist');
    await screen.click('#list-locked');
    expect(currentOf(screen)).to.deep.equal(['list-locked']);
    expect(screen.textOf('#list-heading')).to.equal('Locked');
    expect(screen.text).to.include(loading);
    expect(isRead(screen)).to.equal(false);
    expect(screen.has('#count')).to.equal(false);
    expect(screen.textOf('#chosen')).to.equal('Choose accounts to do the same to many at once.');
    await screen.isAccessible();
    comes({ ok: true, value: listOf(7) });
    await screen.sees('MORGAN, Siân 7');
    expect(screen.text).not.to.include(loading);
    expect(screen.text).not.to.include('MORGAN, Siân 1');
    expect(isRead(screen)).to.equal(true);
    expect(currentOf(screen)).to.deep.equal(['list-locked']);
  });

  it('shows in the end what was chosen last, in whatever order they come', async () => {
    for (const order of ['first', 'last'] as const) {
      const screen = await waiting();
      const locked = screen.services.hold('openWorklist');
      await screen.click('#list-locked');
      const found = screen.services.hold('openWorklist');
      await screen.type('#search', 'morgan');
      await press('Enter');
      await screen.sees('Found for “morgan”');
      const answers = [
        () => {
          locked({ ok: true, value: listOf(7) });
        },
        () => {
          found({ ok: true, value: listOf(8) });
        },
      ];
      for (const answer of order === 'first' ? answers : answers.toReversed()) {
        answer();
        await screen.settled();
      }
      await screen.sees('MORGAN, Siân 8');
      expect(screen.textOf('#list-heading'), order).to.equal('Found for “morgan”');
      expect(screen.text).not.to.include('MORGAN, Siân 7');
    }
  });

  it('asks once where a list is pressed twice', async () => {
    const screen = await waiting();
    const comes = screen.services.hold('openWorklist');
    await screen.click('#list-locked');
    await screen.click('#list-locked');
    comes({ ok: true, value: listOf(7) });
    await screen.sees('MORGAN, Siân 7');
    expect(screen.services.inputs('openWorklist')).to.have.length(2);
  });

  it('leaves the list that was open as it was where another cannot be opened, and says why', async () => {
    const message = 'This computer cannot be written to.';
    const practice = new Practice();
    const screen = await opened(practice, practice.worklist(), fakeJobsView({ can: EVERYTHING }));
    await inGrid(screen);
    await withControl('End');
    await screen.sees('MORGAN, Siân 50000');
    await press('Space');
    await screen.sees('1 account chosen');
    const { scrollTop } = screen.get('.scroll');
    const comes = screen.services.hold('openWorklist');
    await screen.click('#list-locked');
    expect(isRead(screen)).to.equal(false);
    comes({ ok: false, failure: { kind: 'storage-unavailable', message } });
    await screen.sees(message);
    await screen.hears(message);
    expect(currentOf(screen)).to.deep.equal(['list-codes-unused']);
    expect(screen.textOf('#list-heading')).to.equal('Letter or codes not used yet');
    expect(isRead(screen)).to.equal(true);
    await screen.sees('MORGAN, Siân 50000');
    expect(screen.get('.scroll').scrollTop).to.equal(scrollTop);
    expect(screen.textOf('#place')).to.equal('Row 50,000 of 50,000');
    expect(screen.textOf('#chosen')).to.equal('1 account chosen');
    expect(screen.text).not.to.include(loading);
  });

  it('goes on opening a list where what was looked for after it is refused, and keeps the sentence', async () => {
    const screen = await waiting();
    const message = 'Type a name, a patient number or an Account ID.';
    const comes = screen.services.hold('openWorklist');
    await screen.click('#list-locked');
    screen.services.refuse('openWorklist', { kind: 'invalid', message, field: 'search' });
    await screen.click('#find');
    await screen.focusReaches('#search');
    expect(screen.textOf('#list-heading')).to.equal('Locked');
    comes({ ok: true, value: listOf(7) });
    await screen.sees('MORGAN, Siân 7');
    expect(screen.textOf('#search-error')).to.equal(message);
  });

  it('shows nothing to whoever signs in while a list of somebody else is still being opened', async () => {
    const screen = await waiting();
    const comes = screen.services.hold('openWorklist');
    await screen.click('#list-locked');
    screen.services.settings$.next({ ...READY, staffId: '' });
    await screen.sees('Sign in to see the accounts of the practice.');
    comes({ ok: true, value: listOf(7) });
    await screen.settled();
    expect(screen.text).not.to.include('MORGAN');
  });
});

describe('a list of 50,000 accounts by keyboard', () => {
  it('does nothing to the row before while the focus waits for a far one', async () => {
    const practice = new Practice();
    const list = practice.worklist();
    const later = {
      ...list,
      lines$: (keys: readonly number[]) =>
        list.lines$(keys).pipe(delay(keys.includes(50_000) ? 250 : 0)),
    };
    const screen = await opened(practice, later);
    await screen.sees('MORGAN, Siân 1');
    await inGrid(screen);
    await withControl('End');
    await press('Enter');
    await screen.sees('MORGAN, Siân 50000');
    expect(practice.opened).not.to.include('patient-1');
  });
});

describe('a list of 50,000 accounts through a screen reader', () => {
  afterEach(() => virtual.stop());

  /** What it says of whatever came into focus, and of the row around that. */
  async function heard(name: string): Promise<string> {
    await waitUntil(
      async () => (await virtual.lastSpokenPhrase()).includes(name),
      `${name} is to be read out`,
    );
    const said = [await virtual.lastSpokenPhrase()];
    while (!said[0]?.startsWith('row,')) {
      await virtual.previous();
      said.unshift(await virtual.lastSpokenPhrase());
    }
    return said.join(' / ');
  }

  it('says what the list is, and which row of how many each is, near and far', async () => {
    const practice = new Practice();
    const list = practice.worklist();
    // Storage takes a moment, and what is read out while it is empty is not read out again.
    const later = {
      ...list,
      lines$: (keys: readonly number[]) => list.lines$(keys).pipe(delay(40)),
    };
    const screen = await opened(practice, later);
    await screen.sees('MORGAN, Siân 1');
    await virtual.start({ container: screen.get('.scroll') });
    expect(await virtual.lastSpokenPhrase()).to.match(
      /^grid, Letter or codes not used yet.*row count 50001/,
    );
    await inGrid(screen);
    expect(await heard('MORGAN, Siân 1')).to.match(
      /^row, .*, row index 2 .*button, MORGAN, Siân 1/,
    );
    await inGrid(screen);
    await press('ArrowDown', 'ArrowRight');
    expect(await heard('29 Feb 1984')).to.match(/^row, MORGAN, Siân 2 .*, row index 3 /);
    screen.get('[tabindex="0"][data-column]').focus();
    await press('Home');
    await withControl('End');
    expect(await heard('0000 0000 50000, column index 8')).to.match(
      /^row, MORGAN, Siân 50000 .*, row index 50001 /,
    );
    expect(screen.said).to.include('Row 50,000 of 50,000');
  });
});

describe('choosing accounts for many at once', () => {
  async function choosing(changes: Partial<JobsView> = {}): Promise<Screen> {
    const practice = new Practice();
    practice.rows$.next(practice.listed(5));
    const screen = await opened(
      practice,
      practice.worklist(),
      fakeJobsView({ can: EVERYTHING, ...changes }),
    );
    await screen.sees('Choose accounts to do the same');
    return screen;
  }

  it('chooses one by the space bar, and with Shift all between', async () => {
    const screen = await choosing();
    screen.get('.body [role="row"] input').focus();
    await sendKeys({ press: 'Space' });
    await screen.sees('1 account chosen');
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ down: 'Shift' });
    await sendKeys({ press: 'Space' });
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
    const screen = await choosing({
      plan$: () => new BehaviorSubject(plan),
      start: (planId) => {
        started.push(planId);
        return Promise.resolve({ ok: true, value: undefined });
      },
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
