import { expect } from '@open-wc/testing';
import sinon from 'sinon';
import { ready, withAccount } from '../../fakes/tab-views.ts';
import { openTab } from '../open.ts';

describe('running a command', () => {
  afterEach(() => {
    sinon.restore();
  });

  it('shows no progress while it is quick, then shows and says it', async () => {
    const screen = await openTab(ready(withAccount('locked')));
    const finish = screen.services.hold('unlockAccount');
    await screen.click('#unlock');
    expect(screen.has('#unlock .spinner')).to.be.false;
    await screen.appears('#unlock .spinner');
    await screen.hears('Saving…');
    finish();
    await screen.vanishes('#unlock .spinner');
  });

  it('turns a bug into a refusal that is seen, and hands it to the page', async () => {
    const report = sinon.fake();
    sinon.replace(window, 'reportError', report);
    const screen = await openTab(ready(withAccount('locked')));
    const bug = new Error('a bug');
    screen.services.throwOn('unlockAccount', bug);
    await screen.click('#unlock');
    await screen.sees('Something went wrong in Online Services');
    expect(report.args).to.deep.equal([[bug]]);
    expect(screen.get('#unlock').hasAttribute('aria-disabled')).to.be.false;
    await screen.isAccessible();
  });
});
