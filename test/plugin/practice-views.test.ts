// In a page of its own: words that another test has loaded are at hand.
import { expect } from '@open-wc/testing';
import { container } from 'tsyringe';
import { LETTER_DAYS_PAGE } from '../../docs/examples/plugin/contributions.ts';
import manifest from '../../manifest.json' with { type: 'json' };
import { type ContributedView, ContributedViews } from '../../plugin/contributed-views.ts';
import type { HostView } from '../../plugin/host-api.ts';
import { LazyServices } from '../../plugin/lazy-services.ts';
import { FakeHost } from '../fakes/fake-host.ts';

let loads = 0;
const VIEW: ContributedView = {
  ...LETTER_DAYS_PAGE,
  point: 'practiceViews',
  id: 'onlineServices.testView',
  load: () => {
    loads += 1;
    return LETTER_DAYS_PAGE.load();
  },
};
const OTHER: ContributedView = { ...VIEW, id: 'onlineServices.otherView' };
const CONTRIBUTES = {
  ...manifest.contributes,
  practiceViews: [{ id: VIEW.id }, { id: OTHER.id }],
};

describe('a view of the whole practice', () => {
  let views: ContributedViews;
  let services: LazyServices;

  function viewsFor(host: FakeHost): ContributedViews {
    services = new LazyServices(host, container.createChildContainer());
    views = new ContributedViews(host, services);
    return views;
  }

  beforeEach(() => {
    loads = 0;
  });
  afterEach(() => {
    for (const part of [views, services]) part.dispose();
  });

  it('is registered where the host shows such views, and loads nothing before it is shown', async () => {
    const host = new FakeHost(undefined, CONTRIBUTES);
    const registered = viewsFor(host).register(VIEW);
    expect(loads).to.equal(0);
    const element = await (host.contributed.get(VIEW.id) as HostView).createElement();
    expect(element.localName).to.equal(VIEW.element);
    expect(loads).to.equal(1);
    registered.dispose();
    expect(host.contributed.size).to.equal(0);
  });

  it('is left out by a host that does not, which is said once', () => {
    const host = new FakeHost(undefined, CONTRIBUTES, 1);
    viewsFor(host);
    const registered = [VIEW, OTHER].map((view) => views.register(view));
    expect(host.contributed.size).to.equal(0);
    const said = host.logLines.filter((line) => line.includes('practice views'));
    expect(said).to.deep.equal(['info This host shows no practice views: they are left out {}']);
    for (const one of registered) one.dispose();
  });

  it('is refused by a host whose manifest does not have it', () => {
    const host = new FakeHost();
    expect(() => viewsFor(host).register(VIEW)).to.throw(VIEW.id);
  });
});
