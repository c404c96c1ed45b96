import { expect } from '@open-wc/testing';
import { OsOnlineServicesTab } from '../../components/tab/os-online-services-tab.ts';
import type { HostView } from '../../plugin/host-api.ts';
import { activate, deactivate } from '../../plugin/main.ts';
import {
  FakeHost,
  RECEPTIONIST,
  SIAN,
  SYSTEM_ADMINISTRATOR,
  TOMASZ,
  VERIFIED_EMAIL,
} from '../fakes/fake-host.ts';
import { fakeOnlineServices } from '../fakes/fake-online-services.ts';
import type { FakeWorkingCopies } from '../fakes/fake-working-copies.ts';
import { checkIdentity, createAccount, readyTab } from '../fakes/product.ts';
import { Screen } from '../components/open.ts';
import { waitUntil } from '../wait-until.ts';
import { servicesGivenTo } from './services-given.ts';

const servicesOfTab = servicesGivenTo(OsOnlineServicesTab);
const SERVICES = { name: 'Services', patientId: SIAN.id };

/** A person at the desk of a host, with the plugin at work. */
class Desk {
  readonly host: FakeHost;
  #tab: OsOnlineServicesTab | undefined;

  constructor(host: FakeHost) {
    this.host = host;
    host.contacts(SIAN.id ?? '').set([VERIFIED_EMAIL]);
  }

  get tab(): OsOnlineServicesTab {
    if (this.#tab === undefined) throw new Error('The tab was not shown.');
    return this.#tab;
  }

  /** What is to be seen; the product behind it is the real one. */
  get screen(): Screen {
    return new Screen(this.tab, fakeOnlineServices());
  }

  get copies(): FakeWorkingCopies {
    if (this.host.workingCopies === undefined) throw new Error('An older host has none.');
    return this.host.workingCopies;
  }

  get product() {
    const services = servicesOfTab();
    return { services, tab: () => readyTab(services) };
  }

  async showTab(name = 'MORGAN'): Promise<void> {
    this.#tab?.remove();
    const view = this.host.contributed.get('onlineServices.tab') as HostView;
    const shown = await view.createElement();
    if (!(shown instanceof OsOnlineServicesTab)) throw new Error('The tab is another element.');
    document.body.append(shown);
    this.#tab = shown;
    await this.sees(name);
    // Somebody works: dialogs and commands are fetched.
    shown.shadowRoot?.querySelector('.shelter')?.dispatchEvent(new Event('pointerover'));
    await waitUntil(
      () => this.screen.has('#create') || this.screen.has('#print-letter'),
      'what can be done is known',
    );
  }

  async sees(...any: readonly string[]): Promise<void> {
    await waitUntil(() => any.some((words) => this.text.includes(words)), `${any.join()} is seen`);
  }

  get text(): string {
    return this.screen.text;
  }

  input(id: string): HTMLInputElement {
    return this.screen.get(`#${id}`, HTMLInputElement);
  }

  async untick(service: string): Promise<void> {
    this.input(`enabled-${service}`).click();
    await waitUntil(() => this.tab.unsaved.includes('Services'), 'there are unsaved edits');
  }

  /** Unticks what an account has, and says why. */
  async switchOff(service: string): Promise<void> {
    await this.untick(service);
    await waitUntil(() => this.screen.has(`#reason-${service}`), 'why is asked');
    const reason = this.screen.get(`#reason-${service}`, HTMLSelectElement);
    reason.value = 'misuse';
    reason.dispatchEvent(new Event('change', { bubbles: true }));
  }

  isTicked(service: string): boolean {
    return this.input(`enabled-${service}`).checked;
  }

  /** As the host does for its menu, a key, or another plugin that knows the id. */
  async run(command: string): Promise<void> {
    const run = this.host.contributed.get(command) as () => Promise<unknown>;
    await run();
  }

  close(): void {
    this.#tab?.remove();
  }
}

async function deskOf(host: FakeHost): Promise<Desk> {
  const desk = new Desk(host);
  await activate(host);
  await desk.showTab();
  return desk;
}

function whatIsDirty({ copies }: Desk): unknown {
  return [...copies.dirty].map(({ name, patientId }) => ({ name, patientId }));
}

let open: Desk | undefined;

async function atDesk(minor: 0 | 1 | 2 = 2): Promise<Desk> {
  open = await deskOf(new FakeHost(undefined, undefined, minor));
  return open;
}

function leaveNothingOpen(): void {
  afterEach(async () => {
    open?.close();
    open = undefined;
    await deactivate();
  });
}

describe('a host that asks before unsaved changes are lost', () => {
  leaveNothingOpen();

  it('is told of them while there are any', async () => {
    const desk = await atDesk();
    expect(whatIsDirty(desk)).to.deep.equal([]);
    await desk.untick('repeats');
    expect(whatIsDirty(desk)).to.deep.equal([SERVICES]);
    desk.input('enabled-repeats').click();
    await waitUntil(() => desk.copies.dirty.size === 0, 'edited back');
  });

  it('has them saved, and learns that nothing is left', async () => {
    const desk = await atDesk();
    await createAccount(desk.product);
    await desk.screen.appears('#print-letter');
    await desk.switchOff('repeats');
    expect(await desk.copies.leave('save')).to.be.true;
    await waitUntil(() => desk.copies.dirty.size === 0, 'nothing is unsaved');
    const { services } = await desk.product.tab();
    expect(services.find(({ name }) => name === 'repeats')?.enabled).to.be.false;
  });

  it('learns that saving was refused, and the edits are still there', async () => {
    const desk = await atDesk();
    await desk.untick('repeats');
    expect(await desk.copies.leave('save'), 'there is no account yet').to.be.false;
    await desk.sees('These changes are saved when the online account is created.');
    expect(desk.isTicked('repeats')).to.be.false;
    expect(whatIsDirty(desk)).to.deep.equal([SERVICES]);
  });

  it('has them given up, and nothing of them comes back or is told later', async () => {
    const desk = await atDesk();
    await desk.untick('repeats');
    expect(await desk.copies.leave('discard')).to.be.true;
    await desk.showTab();
    expect(desk.isTicked('repeats')).to.be.true;
    desk.host.session.set(null);
    desk.host.session.set({ ...RECEPTIONIST, id: 'later' });
    await desk.showTab();
    expect(desk.text).not.to.include('were not saved');
  });

  it('is not asked about a tab that it took away, and the edits are kept', async () => {
    const desk = await atDesk();
    await desk.untick('repeats');
    desk.tab.remove();
    expect(desk.copies.dirty.size).to.equal(0);
    await desk.showTab();
    expect(desk.isTicked('repeats')).to.be.false;
    await waitUntil(() => desk.copies.dirty.size === 1, 'the host is told again');
  });

  it('is told nothing any more once the plugin is off', async () => {
    const desk = await atDesk();
    await desk.untick('repeats');
    await deactivate();
    expect(desk.copies.dirty.size).to.equal(0);
    expect(dispatchEvent(new Event('beforeunload', { cancelable: true }))).to.be.true;
  });
});

for (const minor of [0, 1] as const) {
  describe(`a host of version 1.${minor}, which does not ask`, () => {
    leaveNothingOpen();

    it('finds the edits again with the patient, until the session ends', async () => {
      const desk = await atDesk(minor);
      await desk.untick('repeats');
      desk.host.currentPatient.set(TOMASZ);
      await desk.sees('ŻAK');
      desk.tab.remove();
      desk.host.currentPatient.set(SIAN);
      await desk.showTab();
      await desk.sees('You left these changes to services without saving them.');
      expect(desk.isTicked('repeats')).to.be.false;
      desk.host.session.set(null);
      desk.host.session.set({ ...SYSTEM_ADMINISTRATOR, permissions: RECEPTIONIST.permissions });
      await desk.showTab();
      expect(desk.isTicked('repeats'), 'somebody else').to.be.true;
      expect(desk.text).not.to.include('were not saved');
      desk.host.session.set({ ...RECEPTIONIST, id: 'later' });
      await desk.sees('these changes were not saved and are gone: Services for MORGAN');
      expect(desk.isTicked('repeats'), 'the same person, later').to.be.true;
    });

    it('drops them with the session though no tab is shown, and the same person signs in at once', async () => {
      const desk = await atDesk(minor);
      await desk.untick('repeats');
      desk.tab.remove();
      desk.host.session.set({ ...RECEPTIONIST, id: 'later' });
      await desk.showTab();
      await desk.sees('these changes were not saved and are gone');
      expect(desk.isTicked('repeats')).to.be.true;
    });
  });
}

describe('a command from the host’s menu, a key or by its id', () => {
  leaveNothingOpen();

  const CREATE = 'onlineServices.createAccount';
  const PRINT = 'onlineServices.printLetter';

  it('creates the account with what is ticked on the screen', async () => {
    const desk = await atDesk();
    await checkIdentity(desk.product);
    await desk.untick('messaging');
    await desk.run(CREATE);
    expect(desk.host.notices.at(-1)).to.match(/^info: Online account created for MORGAN/);
    const { account, services } = await desk.product.tab();
    expect(account).not.to.equal(undefined);
    const ticks = new Map(services.map(({ name, enabled }) => [name, enabled]));
    expect(ticks.get('messaging')).to.be.false;
    expect(ticks.get('repeats')).to.be.true;
    await waitUntil(() => desk.copies.dirty.size === 0, 'nothing is unsaved any more');
  });

  it('creates it with what is on the record when the tab was never opened', async () => {
    const desk = await atDesk();
    await checkIdentity(desk.product);
    desk.close();
    await desk.run(CREATE);
    expect(desk.host.notices.at(-1)).to.match(/^info: Online account created/);
  });

  it('creates nothing while edits are kept that are not on the screen', async () => {
    const desk = await atDesk(1);
    await checkIdentity(desk.product);
    await desk.untick('messaging');
    desk.tab.remove();
    await desk.run(CREATE);
    expect(desk.host.notices.at(-1)).to.match(
      /^error: For MORGAN.+: changes are not saved yet \(Services\)/,
    );
    await desk.showTab();
    expect((await desk.product.tab()).account).to.equal(undefined);
    expect(desk.isTicked('messaging'), 'the edits are still there').to.be.false;
  });

  it('creates nothing while something is typed in a dialog', async () => {
    const desk = await atDesk();
    await checkIdentity(desk.product);
    const { screen } = desk;
    await screen.click('#add');
    await screen.appears('#freetext');
    await screen.type('#freetext', 'Seen');
    await desk.run(CREATE);
    expect(desk.host.notices.at(-1)).to.include('changes are not saved yet (Identification – Add)');
    expect((await desk.product.tab()).account).to.equal(undefined);
  });

  it('tells through the host, with the patient’s name, what was being saved when somebody left without saving', async () => {
    const desk = await atDesk();
    await createAccount(desk.product);
    await desk.screen.appears('#print-letter');
    await desk.switchOff('repeats');
    await desk.screen.appears('#save');
    desk.screen.get('#save').click();
    await desk.copies.leave('discard');
    const ticks = (await desk.product.tab()).services;
    expect(ticks.find(({ name }) => name === 'repeats')?.enabled, 'it was saved').to.be.false;
    expect(desk.host.notices.at(-1)).to.match(
      /^warning: “Services” for MORGAN.+ was saved: it was on its way/,
    );

    await desk.untick('messaging');
    const told = desk.host.notices.length;
    await desk.copies.leave('discard');
    expect(desk.host.notices, 'nothing was on its way').to.have.length(told);
  });

  it('prints no letter while edits are unsaved, and prints it once they are saved', async () => {
    const desk = await atDesk();
    await createAccount(desk.product);
    await desk.screen.appears('#print-letter');
    desk.host.answer = 'Yes';
    await desk.switchOff('repeats');
    await desk.run(PRINT);
    expect(desk.host.printed).to.deep.equal([]);
    expect(desk.host.notices.at(-1)).to.include('changes are not saved yet (Services)');
    await desk.copies.leave('save');
    await waitUntil(() => desk.copies.dirty.size === 0, 'nothing is unsaved');
    await desk.run(PRINT);
    expect(desk.host.printed.map(({ patientId }) => patientId)).to.deep.equal([SIAN.id]);
  });

  it('names the patient when it is refused, and whatever the role is', async () => {
    const desk = await atDesk();
    await desk.run(CREATE);
    expect(desk.host.notices.at(-1), 'no identity check').to.match(/^error: For MORGAN/);
    desk.host.session.set({ ...RECEPTIONIST, id: 'less', permissions: ['onlineServices.view'] });
    await desk.showTab();
    for (const command of [CREATE, PRINT]) {
      await desk.run(command);
      expect(desk.host.notices.at(-1), command).to.match(/^error: For MORGAN.+role/);
    }
    expect((await desk.product.tab()).account).to.equal(undefined);
  });
});
