// In a page of its own: words that another test has loaded are at hand.
import { expect, fixture, html } from '@open-wc/testing';
import { defineElements } from '../../../components/define.ts';
import type { OsOnlineServicesTab } from '../../../components/tab/os-online-services-tab.ts';
import { loadWords, words } from '../../../services/words/words.ts';
import { fakeOnlineServices } from '../../fakes/fake-online-services.ts';
import type { TabView } from '../../../services/application/views.ts';
import {
  BEFORE_ACCOUNT,
  CONFLICT,
  PARKED,
  STRUCK,
  SUPERSEDED,
  WAITING,
  ready,
  withAccount,
  withWork,
} from '../../fakes/tab-views.ts';
import { ELEMENTS } from '../elements.ts';
import { Screen } from '../open.ts';

const { letter } = withAccount('created');

const VIEWS: readonly TabView[] = [
  { phase: 'loading' },
  { phase: 'no-patient' },
  { phase: 'signed-out' },
  { phase: 'unavailable', message: 'Storage cannot be used.' },
  ready({ ...BEFORE_ACCOUNT, contacts: [], identityChecks: [], emailSharedBy: 2 }),
  ready({ ...BEFORE_ACCOUNT, identityChecks: [STRUCK] }),
  ready(withAccount('registered', { disabledByPractice: true, shared: false })),
  ready(withAccount('locked')),
  ready({
    ...withWork(WAITING, PARKED, CONFLICT, SUPERSEDED),
    ...(letter === undefined ? {} : { letter: { ...letter, expired: true } }),
  }),
];

describe('the words the tab opens with', () => {
  it('are enough for all it shows before anybody works in it', async () => {
    await loadWords('screens', 'tab', 'workList');
    defineElements(ELEMENTS);
    expect(() => words('dialogs'), 'dialogs come later, with their words').to.throw();
    for (const view of VIEWS) {
      const services = fakeOnlineServices(view);
      const tab = await fixture<OsOnlineServicesTab>(
        html`<os-online-services-tab .services=${services}></os-online-services-tab>`,
      );
      const screen = new Screen(tab, services);
      await screen.settled();
      expect(screen.text, view.phase).not.to.equal('');
    }
  });
});
