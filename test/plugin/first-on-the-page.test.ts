import { expect } from '@open-wc/testing';
import { OsOnlineServicesTab } from '../../components/tab/os-online-services-tab.ts';
import type { HostView } from '../../plugin/host-api.ts';
import { activate, deactivate } from '../../plugin/main.ts';
import { FakeHost } from '../fakes/fake-host.ts';
import { takenFrom, type Secrets } from './hostile-script.ts';
import { servicesGivenTo } from './services-given.ts';

const caught = servicesGivenTo(OsOnlineServicesTab);
const NO_SECRETS: Secrets = { codes: [], note: 'nothing was noted' };

describe('a script that was on the page before the plugin, and caught what the tab was given', () => {
  let host: FakeHost;

  beforeEach(async () => {
    host = new FakeHost();
    await activate(host);
    await (host.contributed.get('onlineServices.tab') as HostView).createElement();
  });

  afterEach(async () => {
    await deactivate();
  });

  const taken = (from: unknown): readonly string[] =>
    takenFrom(from, NO_SECRETS).filter((name) => name !== 'the facade');

  it('has questions and commands, and nothing of who answers: neither key, issuer, container, host nor database', () => {
    expect(taken(caught())).to.deep.equal([]);
    expect(Reflect.getPrototypeOf(caught())).to.equal(null);
    expect(Object.keys(caught()).sort()).to.deep.equal([
      'newOperationId',
      'noteOpening',
      'prepare',
      'refresh',
      'settings$',
      'tab$',
    ]);
  });

  it('cannot change it, so that a button would do something else', () => {
    expect(Object.isFrozen(caught())).to.equal(true);
    expect(Reflect.set(caught(), 'printLetter', () => undefined)).to.equal(false);
    expect(Reflect.defineProperty(caught(), 'tab$', { value: 1 })).to.equal(false);
    expect(Reflect.deleteProperty(caught(), 'tab$')).to.equal(false);
  });

  it('follows the tab’s stream, and gets none of them from it or from what ends it', () => {
    const views: unknown[] = [];
    const following = caught().tab$.subscribe((view) => views.push(view));
    expect(views.length, 'views').to.be.greaterThan(0);
    expect(taken([following, ...views])).to.deep.equal([]);
    following.unsubscribe();
  });

  it('is refused by commands once nobody is signed in, or for a patient who is not open', async () => {
    const other = await caught().previewLetter({ patientRef: 'patient-tomasz' });
    expect(!other.ok && other.failure.message).to.contain('Another patient is open');
    host.session.set(null);
    const nobody = await caught().previewLetter({ patientRef: 'patient-sian' });
    expect(nobody.ok).to.equal(false);
  });
});
