// In a page of its own: of what has been loaded a page remembers only so much.
import { expect } from '@open-wc/testing';
import sinon from 'sinon';
import { container as root } from 'tsyringe';
import { KeptServices } from '../../components/services/kept-services.ts';
import { OsOnlineServicesTab } from '../../components/tab/os-online-services-tab.ts';
import { unsavedWorkOf } from '../../components/unsaved/unsaved-work.ts';
import type { HostView } from '../../plugin/host-api.ts';
import { activate, deactivate } from '../../plugin/main.ts';
import type { OnlineServices } from '../../services/application/views.ts';
import { Permission } from '../../services/domain/practice/permission.ts';
import * as access from '../../services/ports/remote-access.ts';
import { Screen } from '../components/open.ts';
import { FakeHost, RECEPTIONIST, SIAN, TOMASZ } from '../fakes/fake-host.ts';
import { fakeOnlineServices } from '../fakes/fake-online-services.ts';
import { waitUntil } from '../wait-until.ts';
import {
  handersOf,
  loadedModules,
  rendered,
  storedRows,
  takenFrom,
  type Secrets,
} from './hostile-script.ts';
import { practiceAtWork } from './practice-at-work.ts';

/** What a hostile script waits for with a setter of its own: whatever is given as services. */
class Trap {
  /** Not what: a failure that shows the facade would call its commands by asking for their names. */
  hasCaught = false;
  readonly descriptor: PropertyDescriptor = {
    configurable: true,
    set: (services: unknown) => {
      this.hasCaught ||= services !== undefined;
    },
  };
}

describe('a hostile script on the page, while a patient with an account and codes is open', () => {
  const host = new FakeHost();
  let secrets: Secrets;
  let tab: OsOnlineServicesTab;

  before(async () => {
    secrets = await practiceAtWork(host);
  });

  beforeEach(async () => {
    host.session.set(RECEPTIONIST);
    host.currentPatient.set(SIAN);
    await activate(host);
    tab = await shownTab(host);
  });

  afterEach(async () => {
    sinon.restore();
    tab.remove();
    await deactivate();
  });

  const screen = (): Screen => new Screen(tab, fakeOnlineServices());
  const taken = (from: unknown): readonly string[] => takenFrom(from, secrets);
  /** The tab and every element in it, however deep. */
  const elements = (): readonly HTMLElement[] => [tab, ...screen().all('*')];
  const ours = (): readonly HTMLElement[] =>
    elements().filter(({ localName }) => localName.startsWith('os-'));

  it('would find such things where they are: the search itself works', () => {
    const code = secrets.codes.join();
    expect(taken([{ deep: host }, { code, text: `Notes: ${secrets.note}` }])).to.include.members([
      'the host',
      'the host’s keys',
      'access tokens',
      'another patient’s notes',
      'a code',
    ]);
    expect(ours().length, 'elements of the product').to.be.greaterThan(5);
  });

  it('reads all properties of the tab, by name and by symbol, inherited ones too, and gets nothing', () => {
    expect(taken(tab)).to.deep.equal([]);
  });

  it('reads all that is in the tab, with what Lit keeps of its templates, and gets nothing', () => {
    const kept = ours().map((element) => element.shadowRoot as object | null);
    expect(kept.some((shadow) => shadow !== null && '_$litPart$' in shadow)).to.equal(true);
    expect(taken(elements())).to.deep.equal([]);
  });

  it('asks each element for its services, and is told of none', () => {
    for (const element of ours()) {
      // Not what: a failure that shows the facade would call its commands.
      const isTold = Reflect.get(element, 'services') !== undefined;
      expect(isTold, element.localName).to.equal(false);
      const { elementProperties } = element.constructor as unknown as {
        readonly elementProperties: ReadonlyMap<PropertyKey, unknown>;
      };
      expect([...elementProperties.keys()], element.localName).not.to.include('services');
    }
  });

  it('has each element render for it, and finds nothing in what it renders', () => {
    expect(taken(ours().map(rendered))).to.deep.equal([]);
  });

  it('listens to every event, looks at its path and detail, and gets nothing', async () => {
    const seen: unknown[] = [];
    const look = (event: Event): void => {
      seen.push(event, ...event.composedPath().filter((at) => at !== window));
    };
    const types = [
      'click',
      'focusin',
      'pointerover',
      'os-connected',
      'os-close',
      'os-unsaved-change',
    ];
    types.forEach((type) => {
      window.addEventListener(type, look, true);
    });
    await screen().click('#add');
    await screen().appears('#cancel');
    await screen().click('#cancel');
    await screen().vanishes('#cancel');
    types.forEach((type) => {
      window.removeEventListener(type, look, true);
    });
    expect(seen.length, 'events and what they passed').to.be.greaterThan(0);
    expect(taken(seen)).to.deep.equal([]);
  });

  it('calls the listener by which services are handed on, with things of its own, and is given none', () => {
    const trap = new Trap();
    const foreign = document.createElementNS('urn:hostile', 'os-account-section');
    Object.defineProperty(foreign, 'services', trap.descriptor);
    const names = ['os-account-section', 'x-hostile'];
    const changing = Object.defineProperty({}, 'localName', { get: () => names.shift() });
    const plain = { localName: 'os-account-section' };
    for (const target of [foreign, changing, plain]) {
      Object.defineProperty(target, 'services', trap.descriptor);
      for (const hand of handersOf(tab))
        expect(() => {
          hand({ target });
        }).to.throw(TypeError);
    }
    expect(trap.hasCaught).to.equal(false);
  });

  it('puts an element of the same name in the tab, and is given nothing', () => {
    const trap = new Trap();
    const foreign = document.createElementNS('urn:hostile', 'os-account-section');
    Object.defineProperty(foreign, 'services', trap.descriptor);
    tab.shadowRoot?.append(foreign);
    foreign.dispatchEvent(new Event('os-connected', { bubbles: true, composed: true }));
    tab.requestUpdate();
    expect(trap.hasCaught).to.equal(false);
  });

  it('puts a setter of its own on an element that is there, and has it connected anew: nothing', () => {
    const trap = new Trap();
    for (const section of ours().filter((element) => element !== tab)) {
      Object.defineProperty(section, 'services', trap.descriptor);
      section.after(section);
      section.dispatchEvent(new Event('os-connected'));
    }
    expect(trap.hasCaught).to.equal(false);
  });

  it('puts a setter of its own on the prototypes, and waits for the next patient: refused', async () => {
    const trap = new Trap();
    const refused = ours().map(({ localName }) => {
      const prototype = classOf(localName).prototype as object;
      return (
        !('services' in prototype) ||
        !Reflect.defineProperty(prototype, 'services', trap.descriptor)
      );
    });
    expect(refused).not.to.include(false);
    host.currentPatient.set(TOMASZ);
    await screen().sees('ŻAK');
    expect(trap.hasCaught).to.equal(false);
  });

  it('makes a class of its own from one of the tab’s, and cannot read what that holds', async () => {
    await waitUntil(
      () => customElements.get('os-letter-dialog') !== undefined,
      'dialogs are there',
    );
    const Dialog = classOf('os-letter-dialog');
    class Hostile extends Dialog {
      readonly looked = Object.keys(this);
    }
    customElements.define('x-hostile-dialog', Hostile);
    const dialog = document.createElement('x-hostile-dialog');
    const hand = await letterHander();
    hand({ target: dialog });
    expect(taken(dialog)).to.deep.equal([]);
  });

  it('stands in the way of each press with methods of its own: what it gets does no more than the button', async () => {
    const seen: unknown[] = [];
    for (const section of ours()) {
      for (const name of ['perform', 'act', 'renderPart', 'focusOn']) {
        const value = (...given: readonly unknown[]): Promise<undefined> => {
          seen.push(...given);
          return Promise.resolve(undefined);
        };
        Object.defineProperty(section, name, { configurable: true, value });
      }
    }
    for (const id of ['#print-letter', '#add', '#add-email']) screen().get(id).click();
    const pressed = seen.filter(
      (each): each is () => Promise<unknown> => typeof each === 'function',
    );
    expect(pressed.length, 'presses').to.equal(3);
    const done = await Promise.all(pressed.map((press) => press()));
    expect(taken([...seen, ...done])).to.deep.equal([]);
  });

  it('looks for the parts of sections that load later, to put its own in their place: there are none', () => {
    for (const section of ours()) {
      for (const name of ['acts', 'activation', 'offered', 'presets'])
        expect(Reflect.has(section, name), `${name} of ${section.localName}`).to.equal(false);
    }
  });

  it('gives the tab services of its own, to learn what is typed there: the tab keeps those it has', async () => {
    const own = fakeOnlineServices();
    tab.services = own;
    for (const section of ours()) Reflect.set(section, 'services', own);
    screen().get('#refresh').click();
    expect(own.refreshed, 'of the parts that are there').to.equal(0);
    host.currentPatient.set(TOMASZ);
    await screen().sees('ŻAK');
    screen().get('#refresh').click();
    expect(own.refreshed).to.equal(0);
    expect(own.tab$.observed).to.equal(false);
  });

  it('opens a letter by a dialog of its own for a patient who is not open: refused', async () => {
    const dialog = letterByScript(await letterHander(), 'patient-tomasz');
    await waitUntil(() => shownIn(dialog).includes('Another patient is open'), 'it is refused');
    expect(taken(dialog)).to.deep.equal([]);
    dialog.remove();
  });

  it('does so when nobody is signed in, or who is signed in may not: refused, and the key is not asked for', async () => {
    const hand = await letterHander();
    const asked = sinon.spy(host.keys, 'practiceKey');
    const permissions = RECEPTIONIST.permissions.filter((name) => name === Permission.view);
    for (const session of [{ ...RECEPTIONIST, id: 'other', permissions }, null]) {
      const dialog = letterByScript(hand, 'patient-sian', session);
      await waitUntil(() => shownIn(dialog).includes('could not be'), 'it is refused');
      expect(taken(dialog)).to.deep.equal([]);
      dialog.remove();
    }
    expect(asked.callCount, 'times the practice key was asked for').to.equal(0);
  });

  it('looks at a dialog that shows a letter, then and after it has closed: neither letter nor code', async () => {
    await screen().click('#print-letter');
    await screen().appears('#print');
    const dialog = screen().get('os-letter-dialog');
    expect(taken(dialog), 'while it is open').to.deep.equal([]);
    const url = screen()
      .all('iframe')
      .map((frame) => frame.getAttribute('src') ?? '')[0];
    await screen().click('#cancel');
    await screen().vanishes('os-letter-dialog');
    expect(taken(dialog), 'when it has closed').to.deep.equal([]);
    if (url !== undefined) {
      const read = await fetch(url).then(
        () => 'read',
        () => 'gone',
      );
      expect(read, 'the address of the letter').to.equal('gone');
    }
  });

  it('looks at what the host was given, and at what its commands give back: nothing', async () => {
    for (const [id, contributed] of host.contributed) {
      expect(taken(contributed), id).to.deep.equal([]);
      if (typeof contributed === 'function')
        expect(taken(await contributed()), id).to.deep.equal([]);
    }
  });

  it('imports every module that the page has loaded, and finds nothing in what they export', async () => {
    const modules = await loadedModules();
    expect(modules.length).to.be.greaterThan(50);
    for (const [url, exported] of modules) expect(taken(exported), url).to.deep.equal([]);
  });

  it('asks the container that every module shares for keys, or waits there for one that has them: refused', async () => {
    expect(root.isRegistered(access.PRACTICE_KEY_SOURCE, true)).to.equal(false);
    const library = Reflect.getPrototypeOf(root) ?? {};
    expect([root, library].map(Object.isFrozen)).to.deep.equal([true, true]);
    await deactivate();
    await activate(host);
  });

  it('asks for what was typed and not saved, which the modules share: it is by the facade, which nobody has', () => {
    const other = unsavedWorkOf(Object.freeze({}) as OnlineServices);
    expect(taken(other)).to.deep.equal([]);
    const kinds = Reflect.getPrototypeOf(other) ?? {};
    expect(Reflect.defineProperty(kinds, 'of', { value: () => undefined })).to.equal(false);
  });

  it('waits in the place of what takes edits of services up, to be given what was typed: refused', async () => {
    const given = sinon.fake();
    expect(Reflect.defineProperty(KeptServices.prototype, 'take', { value: given })).to.equal(
      false,
    );
    host.currentPatient.set(TOMASZ);
    await screen().sees('ŻAK');
    expect(given.callCount).to.equal(0);
  });

  it('reads all that lies in the browser’s storage: codes and notes are sealed', async () => {
    const rows = await storedRows();
    expect(rows.length, 'rows').to.be.greaterThan(5);
    expect(taken(rows)).to.deep.equal([]);
    expect(
      taken([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]),
    ).to.deep.equal([]);
  });

  it('reads what was logged, and the addresses that were asked for: nothing', () => {
    const addresses = performance.getEntries().map(({ name }) => name);
    expect(taken([host.logLines, host.notices, addresses, location.href])).to.deep.equal([]);
  });

  /** By which services are given to a letter's dialog: shown for as long as one is open. */
  async function letterHander(): Promise<(event: object) => void> {
    await screen().click('#print-letter');
    await screen().appears('#print');
    const [hand] = handersOf(screen().get('os-account-section'));
    await screen().click('#cancel');
    await screen().vanishes('os-letter-dialog');
    if (hand === undefined) throw new Error('There is none.');
    return hand;
  }

  /** A letter's dialog that the script has made itself, with services that the tab has handed it. */
  function letterByScript(
    hand: (event: object) => void,
    ref: string,
    session = host.session.value,
  ): HTMLElement {
    const dialog = document.createElement('os-letter-dialog');
    hand({ target: dialog });
    host.session.set(session);
    Object.assign(dialog, { patient: { ref, name: 'Anybody', patientIdLabel: '' } });
    document.body.append(dialog);
    return dialog;
  }
});

async function shownTab(host: FakeHost): Promise<OsOnlineServicesTab> {
  const view = host.contributed.get('onlineServices.tab') as HostView;
  const shown = await view.createElement();
  if (!(shown instanceof OsOnlineServicesTab)) throw new Error('The tab is another element.');
  document.body.append(shown);
  const screen = new Screen(shown, fakeOnlineServices());
  await screen.sees('MORGAN');
  // Somebody works: commands, their ports and what seals codes have been loaded.
  screen.get('.shelter').dispatchEvent(new Event('pointerover'));
  await screen.appears('#print-letter');
  await screen.appears('#add');
  await waitUntil(() => !screen.has(':not(:defined)'), 'every element has its class');
  return shown;
}

function classOf(tag: string): CustomElementConstructor {
  const made = customElements.get(tag);
  if (made === undefined) throw new Error(`${tag} has not been defined.`);
  return made;
}

function shownIn(element: HTMLElement): string {
  return new Screen(element, fakeOnlineServices()).text;
}
