import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { NEVER, Subject, concat, defer, of, takeUntil, type Observable } from 'rxjs';
import type { UptakeCount, UptakeFigures } from '../../../services/application/views.ts';
import { sampleUptake } from '../../fakes/sample-uptake.ts';
import { SETTINGS } from '../../fakes/tab-views.ts';
import { openUptakePage, type Screen } from '../open.ts';

/** The desk's side of the page: counts that a test tells when it likes. */
class Counting {
  readonly over$ = new Subject<void>();
  told = new Subject<UptakeCount>();
  savesTables = true;
  begun = 0;

  get count$(): Observable<UptakeCount> {
    return defer(() => {
      this.begun += 1;
      this.told = new Subject();
      return concat(of({ phase: 'counting', looked: 0 } as const), this.told);
    }).pipe((counts$) => concat(counts$, NEVER).pipe(takeUntil(this.over$)));
  }

  counted(figures: UptakeFigures = sampleUptake()): void {
    this.told.next({ phase: 'counted', figures });
  }
}

async function opened(counting = new Counting()): Promise<Screen> {
  const { savesTables, count$ } = counting;
  return openUptakePage(SETTINGS, (services) => {
    services.answer('openUptake', { ok: true, value: { savesTables, count$ } });
  });
}

async function counted(figures = sampleUptake(), counting = new Counting()): Promise<Screen> {
  const screen = await opened(counting);
  await screen.sees('Counting…');
  counting.counted(figures);
  await screen.sees('As of 20 Apr 2026, 14:05');
  return screen;
}

describe('the page of how far the practice is', () => {
  it('tells how far it has come with counting, and then the figures with their time', async () => {
    const counting = new Counting();
    const screen = await opened(counting);
    await screen.sees('Counting…');
    expect(screen.has('#csv')).to.equal(false);
    counting.told.next({ phase: 'counting', looked: 12_300, total: 50_000 });
    await screen.sees('12,300 of 50,000 accounts read');
    expect(screen.get('progress', HTMLProgressElement).position).to.be.closeTo(0.246, 0.001);
    await screen.isAccessible();
    counting.counted();
    await screen.sees('As of 20 Apr 2026, 14:05');
    await screen.hears('Counted: 2,000 accounts.');
    expect(screen.has('progress')).to.equal(false);
    expect(screen.textOf('#statuses .bars')).to.equal(
      'Created 900 Registered 80 Active 1,010 Locked 10',
    );
    await screen.isAccessible();
  });

  it('has a table behind each chart, with what the chart leaves out', async () => {
    const screen = await counted();
    for (const table of screen.all('details')) table.toggleAttribute('open', true);
    expect(screen.all('table')).to.have.length(5);
    expect(screen.textOf('#statuses table')).to.include('Of these disabled by the practice');
    expect(screen.textOf('#months table')).to.include('Earlier');
    expect(screen.textOf('#gps table')).to.match(/Dr Priya Nair .*1,990 .*89 %/);
    await screen.isAccessible();
  });

  it('says in words what each drawing shows', async () => {
    const screen = await counted();
    const drawings = screen.all('figure').map((figure) => figure.querySelector('svg'));
    expect(drawings.map((drawing) => drawing?.querySelector('title')?.textContent)).to.deep.equal([
      'Made',
      'Used for the first time',
      'Activated',
    ]);
    expect(drawings[0]?.querySelector('desc')?.textContent).to.equal(
      '1,234 in all; most in March 2026: 1,200.',
    );
    // Each column as high as its share of the highest one.
    const heights = [...(drawings[0]?.querySelectorAll('.fill') ?? [])].map((column) =>
      Number(column.getAttribute('height')),
    );
    expect(heights[0]).to.equal(40);
    expect(heights[1]).to.be.closeTo((40 * 34) / 1200, 0.001);
  });

  it('holds the share against the goal in words, and never where there is no goal or no account in use', async () => {
    const screen = await counted();
    expect(screen.textOf('#access')).to.include(
      '89 % of accounts in use can see the record: 899 of 1,000.',
    );
    expect(screen.textOf('#access')).to.include('Under 90 %');
    const reached = await counted(
      sampleUptake({ record: { inUse: 10, seesRecord: 9, percent: 90, goal: 90 } }),
    );
    expect(reached.textOf('#access')).to.include('At or above 90 %');
    const elsewhere = await counted(
      sampleUptake({ record: { inUse: 10, seesRecord: 9, percent: 90 } }),
    );
    expect(elsewhere.textOf('#access')).not.to.match(/above 90|NHS England/);
    const nobody = await counted(sampleUptake({ record: { inUse: 0, seesRecord: 0, goal: 90 } }));
    expect(nobody.textOf('#access')).to.include('No account is in use yet');
    expect(nobody.textOf('#access')).not.to.include('Under');
  });

  it('shows the months that were chosen, and hands out what it shows', async () => {
    const screen = await counted();
    screen.choose('#period', 'two-years');
    await screen.settled();
    expect(screen.textOf('#months table')).to.include('Earlier');
    screen.services.answer('exportUptake', { ok: true, value: true });
    await screen.click('#csv');
    const [asked] = screen.services.inputs('exportUptake');
    expect(asked).to.deep.equal({ format: 'csv', figures: sampleUptake(), period: 'two-years' });
    await screen.hears('handed to your clinical system');
    screen.services.answer('exportUptake', { ok: true, value: false });
    await screen.click('#pdf');
    await screen.hears('Nothing was saved.');
  });

  it('says why no table can be saved, and what was refused', async () => {
    const counting = new Counting();
    counting.savesTables = false;
    const screen = await counted(sampleUptake(), counting);
    await screen.sees('keeps no tables of the practice');
    await screen.click('#csv');
    expect(screen.services.inputs('exportUptake')).to.deep.equal([]);
    screen.services.answer('exportUptake', {
      ok: false,
      failure: { kind: 'host-refused', message: 'The disk is full.' },
    });
    await screen.click('#pdf');
    await screen.sees('The disk is full.');
  });

  it('counts again when asked, with the old figures and their time beside it till then', async () => {
    const counting = new Counting();
    const screen = await counted(sampleUptake(), counting);
    await screen.click('#again');
    expect(counting.begun).to.equal(2);
    expect(screen.text).to.include('As of 20 Apr 2026, 14:05');
    // A second press while it counts does nothing.
    await screen.click('#again');
    expect(counting.begun).to.equal(2);
    counting.told.next({ phase: 'stopped', message: 'The storage is away.' });
    await screen.sees('The figures could not be counted. The storage is away.');
    expect(screen.text).to.include('As of 20 Apr 2026, 14:05');
    await screen.click('#again');
    counting.counted(sampleUptake({ at: '2026-04-20T13:09:00.000Z' }));
    await screen.sees('As of 20 Apr 2026, 14:09');
    expect(screen.text).not.to.include('The storage is away.');
  });

  it('says what makes the figures uncertain, what is left out, and that there is nothing to count', async () => {
    const { gps: _gps, ...rest } = sampleUptake({ warnings: ['Not everything has come yet.'] });
    const partial = await counted({ ...rest, gpsMissing: 'Left out: not told.' });
    await partial.sees('Not everything has come yet.');
    expect(partial.textOf('#gps')).to.include('Left out: not told.');
    const empty = await counted(sampleUptake({ accounts: 0 }));
    await empty.sees('The practice has no online accounts yet.');
    expect(empty.has('#csv')).to.equal(false);
  });

  it('tells who may not see it why, and shows whoever signs in next nothing', async () => {
    const refused = await openUptakePage(SETTINGS, (services) => {
      services.answer('openUptake', {
        ok: false,
        failure: { kind: 'not-permitted', message: 'Your role does not allow this.' },
      });
    });
    await refused.sees('Your role does not allow this.');
    const counting = new Counting();
    const screen = await counted(sampleUptake(), counting);
    screen.services.settings$.next({ ...SETTINGS, staffId: '' });
    await screen.sees('Sign in to see how far the practice is.');
    expect(screen.text).not.to.include('1,010');
  });

  it('counts anew where the same person has signed in again', async () => {
    const counting = new Counting();
    const screen = await counted(sampleUptake(), counting);
    const { savesTables, count$ } = counting;
    screen.services.answer('openUptake', { ok: true, value: { savesTables, count$ } });
    counting.over$.next();
    await screen.sees('Counting…');
    expect(counting.begun).to.equal(2);
    expect(screen.text).not.to.include('1,010');
  });

  it('fits a screen of 320 pixels', async () => {
    await setViewport({ width: 320, height: 640 });
    const screen = await counted();
    for (const table of screen.all('details')) table.toggleAttribute('open', true);
    await screen.settled();
    expect(document.documentElement.scrollWidth).to.be.at.most(320);
    await screen.isAccessible();
    await setViewport({ width: 1280, height: 800 });
  });
});
