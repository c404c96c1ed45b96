import { virtual } from '@guidepup/virtual-screen-reader/browser.js';
import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { BehaviorSubject, delay } from 'rxjs';
import { fakeJobsView } from '../../fakes/fake-jobs-view.ts';
import { waitUntil } from '../../wait-until.ts';
import type { Screen } from '../open.ts';
import {
  EVERYTHING,
  inGrid,
  line,
  opened,
  Practice,
  press,
  withControl,
} from './listed-accounts.ts';

const ROW = '.body [role="row"]';
const focusedRow = (screen: Screen): string | undefined =>
  screen.focused?.closest('[role="row"]')?.getAttribute('aria-rowindex') ?? undefined;

async function atRow(screen: Screen, row: number): Promise<void> {
  await waitUntil(
    () => focusedRow(screen) === String(row + 1),
    `the focus is to be in row ${row}, not ${focusedRow(screen)}`,
  );
}

describe('the page of accounts of the practice', () => {
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
    const practice = new Practice(3, 2);
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

  it('fits a screen of 320 pixels: the grid alone scrolls sideways', async () => {
    await setViewport({ width: 320, height: 640 });
    const screen = await opened();
    await screen.sees('MORGAN, Siân 1');
    expect(document.documentElement.scrollWidth).to.be.at.most(320);
    await setViewport({ width: 1280, height: 800 });
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
