import { expect } from '@open-wc/testing';
import type { ServiceTick } from '../../../services/application/views.ts';
import { ready, withAccount, withRecordToDecide } from '../../fakes/tab-views.ts';
import { openTab, type Screen } from '../open.ts';

const REVIEW = {
  concerns: [
    { code: 'enhanced-review-indicated', on: '2025-06-01', takesReason: true },
    { code: 'registration-start-unknown', months: 3, takesReason: false },
  ],
};

async function asked(): Promise<Screen> {
  const screen = await openTab(ready(withRecordToDecide()));
  screen.services.answer('reviewRecordAccess', { ok: true, value: REVIEW });
  await screen.click('#enabled-summary-data');
  await screen.sees('asks for a review before access (coded on 1 June 2025)');
  return screen;
}

function savedTick(screen: Screen): ServiceTick | undefined {
  const [input] = screen.services.inputs('changeServices');
  const { services } = input as { readonly services: readonly ServiceTick[] };
  return services.find(({ name }) => name === 'summary-data');
}

describe('ticking a view of the record', () => {
  it('costs one click where nothing speaks for care', async () => {
    const screen = await openTab(ready(withRecordToDecide()));
    await screen.click('#enabled-summary-data');
    await screen.sees('Nothing was found on the record that speaks for care.');
    await screen.isAccessible();
    await screen.click('dialog [type="submit"]');
    await screen.vanishes('os-record-access-dialog');
    await screen.sees('Access decided: given. Not saved yet.');
    await screen.click('#save');
    await screen.hears('saved');
    expect(savedTick(screen)).to.deep.include({
      enabled: true,
      decision: { staffId: 'staff-1', reason: '', considered: [] },
    });
  });

  it('says what speaks for care, with advice, and wants a reason for access all the same', async () => {
    const screen = await asked();
    await screen.sees('Ask a clinician, who reviews the record first.');
    await screen.isAccessible();
    await screen.click('dialog [type="submit"]');
    await screen.focusReaches('#summary');
    await screen.sees('Write why access is right all the same');
    await screen.type('#reason', 'Dr Rees reviewed it');
    screen.choose('#decider', 'staff-2');
    await screen.click('dialog [type="submit"]');
    await screen.vanishes('os-record-access-dialog');
    await screen.click('#save');
    await screen.hears('saved');
    expect(savedTick(screen)?.decision).to.deep.equal({
      staffId: 'staff-2',
      reason: 'Dr Rees reviewed it',
      considered: ['enhanced-review-indicated', 'registration-start-unknown'],
    });
  });

  it('tells a companion who reads along of nobody’s pressure', async () => {
    const screen = await asked();
    const { text } = screen;
    for (const word of [/coerc/i, /abus/i, /pressure/i, /violen/i, /safeguard/i, /partner/i]) {
      expect(text).not.to.match(word);
    }
    expect(text).to.include('talk with the patient alone');
  });

  it('is undone by cancelling, and kept as a decision by “Not now”', async () => {
    const screen = await asked();
    await screen.click('dialog #cancel');
    await screen.vanishes('os-record-access-dialog');
    expect(screen.get('#enabled-summary-data', HTMLInputElement).checked).to.be.false;
    expect(screen.has('#save')).to.be.false;
    await screen.click('#enabled-summary-data');
    await screen.appears('os-record-access-dialog');
    await screen.click('#not-now');
    await screen.sees('Access decided: not now. Not saved yet.');
    await screen.click('#save');
    await screen.hears('saved');
    expect(savedTick(screen)).to.deep.include({ enabled: false });
    expect(savedTick(screen)?.decision).not.to.equal(undefined);
  });
});

describe('a preset that ticks both views of the record', () => {
  const BOTH = {
    name: 'Whole record',
    services: ['summary-data', 'detailed-coded-record'],
  } as const;

  async function askedAboutBoth(): Promise<Screen> {
    const screen = await openTab(ready({ ...withRecordToDecide(), presets: [BOTH] }));
    await screen.sees('Presets: tick the services of');
    const weak = { code: 'vouched-remotely-only', takesReason: true } as const;
    const concerns = REVIEW.concerns.slice(1);
    screen.services.answer(
      'reviewRecordAccess',
      { ok: true, value: { concerns } },
      { ok: true, value: { concerns: [...concerns, weak] } },
    );
    await screen.click('#presets button');
    await screen.sees('Detailed Coded Record: Identity was vouched for from a distance only.');
    return screen;
  }

  function decisions(screen: Screen): Readonly<Record<string, unknown>> {
    const [input] = screen.services.inputs('changeServices');
    const { services } = input as { readonly services: readonly ServiceTick[] };
    const record = services.filter(({ decision }) => decision !== undefined);
    return Object.fromEntries(
      record.map(({ name, enabled, decision }) => [name, [enabled, decision]]),
    );
  }

  it('asks once, about both, and keeps for each what was considered', async () => {
    const screen = await askedAboutBoth();
    expect(screen.all('os-record-access-dialog')).to.have.length(1);
    expect(screen.text).to.include('Access to Summary Data and Detailed Coded Record');
    await screen.isAccessible();
    await screen.type('#reason', 'Seen in person');
    await screen.click('dialog [type="submit"]');
    await screen.vanishes('os-record-access-dialog');
    await screen.click('#save');
    await screen.hears('saved');
    const decision = { staffId: 'staff-1', reason: 'Seen in person' };
    expect(decisions(screen)).to.deep.equal({
      'summary-data': [true, { ...decision, considered: ['registration-start-unknown'] }],
      'detailed-coded-record': [
        true,
        { ...decision, considered: ['registration-start-unknown', 'vouched-remotely-only'] },
      ],
    });
  });

  it('gives one of them alone, without a reason that only the other one takes', async () => {
    const screen = await askedAboutBoth();
    await screen.click('#view-detailed-coded-record');
    await screen.click('dialog [type="submit"]');
    await screen.vanishes('os-record-access-dialog');
    await screen.click('#save');
    await screen.hears('saved');
    const { 'summary-data': summary, 'detailed-coded-record': detailed } = decisions(screen);
    expect([summary, detailed].map((each) => (each as readonly unknown[])[0])).to.deep.equal([
      true,
      false,
    ]);
  });

  it('gives none by mistake, and unticks both when it is cancelled', async () => {
    const screen = await askedAboutBoth();
    await screen.click('#view-summary-data');
    await screen.click('#view-detailed-coded-record');
    await screen.click('dialog [type="submit"]');
    await screen.sees('Tick what the patient may see, or choose “Not now”.');
    await screen.click('dialog #cancel');
    await screen.vanishes('os-record-access-dialog');
    expect(screen.get('#enabled-summary-data', HTMLInputElement).checked).to.be.false;
    expect(screen.get('#enabled-detailed-coded-record', HTMLInputElement).checked).to.be.false;
  });
});

describe('a view of the record that is on', () => {
  it('shows who decided, the levels, and what the record has asked for since', async () => {
    const access = {
      outcome: 'granted',
      at: '2026-11-20T09:00:00.000Z',
      byName: 'Dr Siân Ó Dónaill',
      reason: 'Reviewed',
    } as const;
    const view = withAccount('active');
    const services = view.services.map((each) =>
      each.name === 'detailed-coded-record' ? { ...each, enabled: true, access } : each,
    );
    const screen = await openTab(ready(view));
    screen.services.answer('reviewRecordAccess', { ok: true, value: REVIEW });
    screen.services.tab$.next(ready({ ...view, services }));
    await screen.sees('Access given: Dr Siân Ó Dónaill, 20 Nov 2026, 09:00. Reviewed');
    await screen.sees('Level 2, reviewed and allowed for this patient: yes.');
    await screen.sees('chosen in the clinical system, not here');
    await screen.isAccessible();
  });

  it('says that access stays when the record asks for a review later', async () => {
    const view = withRecordToDecide();
    const screen = await openTab(ready(view));
    screen.services.answer('reviewRecordAccess', { ok: true, value: REVIEW });
    const services = view.services.map((each) =>
      each.name === 'summary-data' ? { ...each, enabled: true } : each,
    );
    screen.services.tab$.next(ready({ ...view, services }));
    await screen.sees('Access stays as it is until you change it.');
    await screen.sees('Ticked before decisions about access were kept.');
    expect(screen.text).not.to.include('Since when the patient is registered');
  });
});
