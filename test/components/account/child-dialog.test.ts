import { expect } from '@open-wc/testing';
import { loadWords } from '../../../services/words/words.ts';
import { BEFORE_ACCOUNT, ready, withAccount } from '../../fakes/tab-views.ts';
import { openTab, type Screen } from '../open.ts';

async function asked(code: 'patient-under-11' | 'patient-under-16'): Promise<Screen> {
  const screen = await openTab(ready(BEFORE_ACCOUNT));
  // They come with the command that asks.
  await loadWords('commands');
  const message = 'The patient is a child.';
  const question = { code, title: 'A child' };
  screen.services.refuse('createAccount', { kind: 'needs-confirmation', message, question });
  await screen.click('#create');
  await screen.appears('#relation');
  return screen;
}

function sent(screen: Screen): unknown {
  return screen.services.inputs('createAccount').at(-1);
}

describe('creating an account for somebody under 16', () => {
  it('asks below 11 who wants it, and that they hold parental responsibility', async () => {
    const screen = await asked('patient-under-11');
    await screen.isAccessible();
    expect(screen.text).not.to.include('The young person');
    await screen.click('dialog [type="submit"]');
    await screen.sees('Choose who asks for the account.');
    screen.choose('#relation', 'mother');
    await screen.type('#askedBy', 'Tess Reed');
    await screen.click('dialog [type="submit"]');
    await screen.sees('Only somebody with parental responsibility may ask.');
    await screen.isAccessible();
    await screen.click('#responsibility');
    await screen.click('dialog [type="submit"]');
    await screen.vanishes('#relation');
    expect(sent(screen)).to.deep.include({
      answered: ['patient-under-11'],
      child: {
        relation: 'mother',
        askedBy: 'Tess Reed',
        responsibility: true,
        competence: '',
        staffId: 'staff-1',
      },
    });
  });

  it('takes a judgement of competence from 11 on, and no parent', async () => {
    const screen = await asked('patient-under-16');
    screen.choose('#relation', 'young-person');
    await screen.settled();
    expect(screen.has('#askedBy')).to.be.false;
    screen.choose('#competence', 'not-assessed');
    await screen.click('dialog [type="submit"]');
    await screen.sees('Ask a clinician first to judge');
    screen.choose('#competence', 'assessed');
    await screen.click('dialog [type="submit"]');
    await screen.vanishes('#relation');
    expect(sent(screen)).to.have.nested.property('child.competence', 'assessed');
  });

  it('creates nothing when it is cancelled', async () => {
    const screen = await asked('patient-under-11');
    await screen.click('dialog #cancel');
    await screen.vanishes('#relation');
    expect(screen.services.inputs('createAccount')).to.have.length(1);
  });
});

describe('an account that was set up for a child', () => {
  it('says on which day it is suspended', async () => {
    const childUntil = { on: '2028-01-19', isNear: true };
    const screen = await openTab(ready(withAccount('active', { childUntil })));
    await screen.sees(
      'Set up for a child. On 19 January 2028 the account is suspended for re-registration.',
    );
    await screen.isAccessible();
  });
});
