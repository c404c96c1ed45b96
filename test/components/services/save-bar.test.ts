import { expect } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { BEFORE_ACCOUNT, PASSPORT, ready, withAccount } from '../../fakes/tab-views.ts';
import { openTab, type Screen } from '../open.ts';
import { waitUntil } from '../../wait-until.ts';

const ACTIVE = {
  ...withAccount('active'),
  identityChecks: Array.from({ length: 12 }, (_, index) => ({ ...PASSPORT, id: `check-${index}` })),
};

/** Whether the whole of it is within what is on the screen, and nothing lies over its middle. */
function isInSight(screen: Screen, selector: string): boolean {
  const { top, bottom, left, width } = screen.get(selector).getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight && left >= 0 && left + width <= innerWidth;
}

const SIZES: Readonly<Record<string, { width: number; height: number }>> = {
  'on a wide screen': { width: 1280, height: 720 },
  'at 200 % zoom': { width: 640, height: 400 },
  'on a screen of 320 by 640': { width: 320, height: 640 },
};

describe('saving edits of services', () => {
  afterEach(() => setViewport({ width: 1024, height: 768 }));

  for (const [name, size] of Object.entries(SIZES)) {
    it(`is in sight ${name}, wherever one is in the tab`, async () => {
      await setViewport(size);
      const screen = await openTab(ready(ACTIVE));
      await screen.click('#enabled-repeats');
      expect(document.documentElement.scrollHeight).to.be.above(innerHeight * 1.5);
      for (const where of [0, document.documentElement.scrollHeight / 3, 1e6]) {
        scrollTo(0, where);
        expect(isInSight(screen, '#save'), `Save, scrolled to ${where}`).to.be.true;
        expect(isInSight(screen, '#cancel'), `Cancel, scrolled to ${where}`).to.be.true;
      }
      await screen.isAccessible();
    });

    it(`covers nothing that has the focus ${name}`, async () => {
      await setViewport(size);
      const screen = await openTab(ready(ACTIVE));
      await screen.click('#enabled-repeats');
      scrollTo(0, 0);
      screen.get('#refresh').focus();
      const bar = screen.get('.bar');
      for (let stop = 0; stop < 70 && !screen.focused?.matches('#save'); stop += 1) {
        const focused = screen.focused;
        const { bottom } = focused?.getBoundingClientRect() ?? { bottom: 0 };
        expect(bottom, `${focused?.id ?? ''} above the bar`).to.be.at.most(
          bar.getBoundingClientRect().top,
        );
        await sendKeys({ press: 'Tab' });
      }
      await screen.focusReaches('#save');
    });
  }

  it('is offered as giving up only, before there is an account', async () => {
    const screen = await openTab(ready(BEFORE_ACCOUNT));
    expect(screen.has('.bar')).to.be.false;
    await screen.click('#enabled-messaging');
    expect(screen.textOf('.bar')).to.include(
      'changes to services are saved when the account is created',
    );
    expect(screen.has('#save')).to.be.false;
    await screen.isAccessible();
    await screen.click('#cancel');
    expect(screen.get('#enabled-messaging', HTMLInputElement).checked).to.be.true;
    expect(screen.has('.bar')).to.be.false;
  });

  it('is refused while storage is away, and out of sight while another patient may be coming', async () => {
    const screen = await openTab(ready(ACTIVE));
    await screen.click('#enabled-repeats');
    screen.services.tab$.next({ phase: 'unavailable', message: 'Storage is away.' });
    await screen.sees('Storage is away.');
    expect(screen.get('#save').getAttribute('aria-disabled')).to.equal('true');
    expect(screen.textOf('#save-reason')).to.include('see the message at the top');
    screen.services.tab$.next({ phase: 'loading' });
    await screen.sees('Loading online services');
    expect(getComputedStyle(screen.get('#save')).visibility).to.equal('hidden');
    screen.services.tab$.next(ready(ACTIVE));
    await screen.settled();
    expect(getComputedStyle(screen.get('#save')).visibility).to.equal('visible');
    expect(screen.get('#save').hasAttribute('aria-disabled')).to.be.false;
  });

  it('keeps what is edited while it goes on', async () => {
    const screen = await openTab(ready(ACTIVE));
    await screen.type('#notes-repeats', 'First');
    const finish = screen.services.hold('changeServices');
    await screen.click('#save');
    await screen.type('#notes-acutes', 'Second');
    finish();
    await screen.hears('Changes to services were saved.');
    expect(screen.get('#notes-acutes', HTMLInputElement).value).to.equal('Second');
    await waitUntil(() => screen.has('#save'), 'the second edit can be saved');
  });
});
