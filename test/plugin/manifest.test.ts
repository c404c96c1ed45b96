import { expect } from '@open-wc/testing';
import * as plugin from '../../plugin/main.ts';
import l10n from '../../manifest.l10n.json' with { type: 'json' };
import manifest from '../../manifest.json' with { type: 'json' };
import { VIEWS } from '../../plugin/contributions.ts';
import { Permission } from '../../services/domain/practice/permission.ts';
import { FakeHost } from '../fakes/fake-host.ts';

const { contributes } = manifest;
/** Where views are contributed; a point at which there is none is not in the manifest. */
const POINTS = ['registrationTabs', 'controlPanelPages', 'practiceViews'] as const;
const views: Partial<
  Record<(typeof POINTS)[number], readonly { readonly id: string; readonly element: string }[]>
> = contributes;
const commandIds = contributes.commands.map(({ command }) => command);

describe('manifest.json', () => {
  it('contributes exactly what the plugin implements', async () => {
    const host = new FakeHost();
    await plugin.activate(host);
    const contributed = [
      ...POINTS.flatMap((point) => views[point]?.map(({ id }) => id) ?? []),
      ...commandIds,
    ];
    expect([...host.contributed.keys()].sort()).to.deep.equal(contributed.sort());
    await plugin.deactivate();
  });

  it('names of each view the place, the id and the element that the plugin has for it', () => {
    const declared = POINTS.flatMap(
      (point) => views[point]?.map(({ id, element }) => ({ point, id, element })) ?? [],
    );
    const made = VIEWS.map(({ point, id, element }) => ({ point, id, element }));
    expect(made).to.have.deep.members(declared);
  });

  it('names elements that exist', async () => {
    for (const { element, load } of VIEWS) expect(Object.keys(await load())).to.include(element);
  });

  it('declares every permission the product asks for, and no other', () => {
    const declared = manifest.permissions.map(({ id }) => id).sort();
    expect(declared).to.deep.equal(Object.values(Permission).sort());
  });

  it('binds keys and menus to its own commands only', () => {
    const bound = [
      ...contributes.keybindings.map(({ command }) => command),
      ...Object.values(contributes.menus).flatMap((items) => items.map(({ command }) => command)),
    ];
    expect(commandIds).to.include.members(bound);
  });

  it('declares every setting the product reads', () => {
    const host = new FakeHost();
    const declared = new Set(Object.keys(contributes.configuration.properties));
    const asked: string[] = [];
    const { settings } = host;
    const recording = {
      ...settings,
      get: (key: string) => {
        asked.push(key);
        return settings.get(key);
      },
    };
    Object.defineProperty(host, 'settings', { value: recording });
    return import('../../services/host/host-settings-store.ts').then(({ HostSettingsStore }) => {
      new HostSettingsStore(host).current();
      expect(asked.filter((key) => !declared.has(key))).to.deep.equal([]);
      expect(asked.length).to.be.greaterThan(10);
    });
  });

  it('has a text for every %key%, and no text too many', () => {
    const used = [...JSON.stringify(manifest).matchAll(/%([A-Za-z.]+)%/g)].map(([, key]) => key);
    expect([...new Set(used)].sort()).to.deep.equal(Object.keys(l10n).sort());
  });
});
