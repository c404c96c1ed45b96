import { expect } from '@open-wc/testing';
import { activate, deactivate } from '../../plugin/main.ts';
import type { HostView } from '../../plugin/host-api.ts';
import { OsOnlineServicesTab } from '../../components/tab/os-online-services-tab.ts';
import { FakeHost } from '../fakes/fake-host.ts';
import { waitUntil } from '../wait-until.ts';
import { visibleText } from './visible-text.ts';

/** Things of the page itself, behind which everything can be found by anybody. */
function isPagesOwn(value: object): boolean {
  return (
    value === globalThis ||
    value instanceof Document ||
    value instanceof CSSStyleSheet ||
    (typeof value === 'function' &&
      Function.prototype.toString.call(value).includes('[native code]'))
  );
}

/** All that a script gets at from here by reading: own and inherited properties, by name and by symbol, getters run. */
function* reachableFrom(start: object): Iterable<object> {
  const seen = new Set<object>([start]);
  for (const value of seen) {
    yield value;
    for (const key of keysOf(value)) {
      const found: unknown = read(value, key);
      if (found instanceof Promise) found.catch(() => undefined);
      const isNew = (typeof found === 'object' && found !== null) || typeof found === 'function';
      if (isNew && !isPagesOwn(found)) seen.add(found);
    }
    if (value instanceof Map || value instanceof Set) {
      for (const entry of value as Iterable<unknown>) {
        if (typeof entry === 'object' && entry !== null) seen.add(entry);
      }
    }
  }
}

function keysOf(value: object): readonly PropertyKey[] {
  const keys = new Set<PropertyKey>();
  for (
    let holder: object | null = value;
    holder !== null;
    holder = Reflect.getPrototypeOf(holder)
  ) {
    Reflect.ownKeys(holder).forEach((key) => keys.add(key));
  }
  return [...keys];
}

function read(value: object, key: PropertyKey): unknown {
  try {
    return Reflect.get(value, key);
  } catch {
    // What cannot be read cannot be taken.
    return undefined;
  }
}

/** By what a thing of the product that must not be had is known: a member that nothing else has. */
const FORBIDDEN: Readonly<Record<string, (value: object) => boolean>> = {
  'the practice key': (value) => value instanceof CryptoKey,
  'the host': (value) => value instanceof FakeHost,
  'the host’s keys': (value) => 'practiceKey' in value,
  'the issuer of codes': (value) => 'newAccountId' in value,
  'the container': (value) => 'createChildContainer' in value || 'registerInstance' in value,
  'the desk': (value) => 'performOnPatient' in value,
  'the database': (value) => 'backendDB' in value || 'rightOfWay' in value,
  'access tokens': (value) => 'accessToken' in value,
};

function takenFrom(start: object): readonly string[] {
  const taken = new Set<string>();
  for (const value of reachableFrom(start)) {
    for (const [name, is] of Object.entries(FORBIDDEN)) {
      try {
        if (is(value)) taken.add(name);
      } catch {
        // A proxy or an exotic object that refuses to be asked.
      }
    }
  }
  return [...taken];
}

describe('another script on the page', () => {
  let host: FakeHost;
  let tab: OsOnlineServicesTab;

  beforeEach(async () => {
    host = new FakeHost();
    await activate(host);
    const view = host.contributed.get('onlineServices.tab') as HostView;
    const shown = await view.createElement();
    if (!(shown instanceof OsOnlineServicesTab)) throw new Error('The tab is another element.');
    tab = shown;
    document.body.append(tab);
    await waitUntil(() => visibleText(tab).includes('MORGAN'), 'the tab shows the patient');
    // Somebody works: commands, their ports and what seals codes have been loaded.
    tab.shadowRoot?.querySelector('.shelter')?.dispatchEvent(new Event('pointerover'));
    await waitUntil(() => visibleText(tab).includes('Create Online Account'), 'commands are there');
  });

  afterEach(async () => {
    tab.remove();
    await deactivate();
  });

  it('would find such things where they are: the search itself works', () => {
    expect(takenFrom({ somewhere: [{ deep: host }] })).to.include.members([
      'the host',
      'the host’s keys',
      'access tokens',
    ]);
  });

  it('reaches neither key, issuer, container, host, database nor tokens from an element', () => {
    expect(takenFrom(tab)).to.deep.equal([]);
  });

  it('nor from what an element shows: its parts, its parts’ parts, their listeners', () => {
    const elements = [...(tab.shadowRoot?.querySelectorAll('*') ?? [])];
    expect(elements.length).to.be.greaterThan(5);
    for (const element of elements) expect(takenFrom(element), element.localName).to.deep.equal([]);
  });

  it('nor from an event, its path or its detail', () => {
    const taken: string[] = [];
    const look = (event: Event): void => {
      taken.push(
        ...takenFrom(event),
        ...event.composedPath().flatMap((target) => (target === window ? [] : takenFrom(target))),
      );
    };
    const types = ['click', 'focusin', 'pointerover', 'change', 'os-close'];
    types.forEach((type) => {
      window.addEventListener(type, look, true);
    });
    tab.click();
    tab.shadowRoot?.querySelector('button')?.click();
    types.forEach((type) => {
      window.removeEventListener(type, look, true);
    });
    expect(taken).to.deep.equal([]);
  });

  it('nor from the services that an element was given: nothing of who answers, and nothing to change', () => {
    const { services } = tab;
    if (services === undefined) return;
    expect(takenFrom(services)).to.deep.equal([]);
    expect(Object.isFrozen(services)).to.equal(true);
    expect(Reflect.getPrototypeOf(services)).to.equal(null);
    expect(Reflect.set(services, 'printLetter', () => undefined)).to.equal(false);
    expect(Reflect.defineProperty(services, 'tab$', { value: 1 })).to.equal(false);
    expect(Reflect.deleteProperty(services, 'tab$')).to.equal(false);
    expect(Object.keys(services).sort()).to.deep.equal([
      'newOperationId',
      'noteOpening',
      'prepare',
      'refresh',
      'settings$',
      'tab$',
    ]);
  });

  it('nor from following the tab’s stream, or what it hands out to cancel it', () => {
    const { services } = tab;
    if (services === undefined) return;
    const following = services.tab$.subscribe((view) => {
      expect(takenFrom(view)).to.deep.equal([]);
    });
    expect(takenFrom(following)).to.deep.equal([]);
    following.unsubscribe();
  });

  it('nor from what the host was given when the plugin was activated', () => {
    for (const [id, contributed] of host.contributed)
      expect(takenFrom(contributed), id).to.deep.equal([]);
  });

  it('is refused by any command it calls by itself once nobody is signed in, or another patient is open', async () => {
    const { services } = tab;
    if (services === undefined) return;
    const other = await services.previewLetter({ patientRef: 'patient-tomasz' });
    expect(!other.ok && other.failure.message).to.contain('Another patient is open');
    host.session.set(null);
    const nobody = await services.previewLetter({ patientRef: 'patient-sian' });
    expect(nobody.ok).to.equal(false);
  });
});
