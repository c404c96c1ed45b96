import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { manifestFaults } from '../../../plugin/manifest.ts';

const manifest = read('manifest.json') as Record<string, unknown>;

function read(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

interface Contributing {
  readonly contributes: Readonly<Record<string, readonly { readonly title: string }[]>>;
}

/** The manifest with one value replaced; `undefined` removes it. */
function broken(path: readonly string[], value: unknown): unknown {
  const copy = structuredClone(manifest);
  const parent = path
    .slice(0, -1)
    .reduce<Record<string, unknown>>((part, key) => part[key] as Record<string, unknown>, copy);
  const last = path.at(-1) ?? '';
  if (value === undefined) Reflect.deleteProperty(parent, last);
  else parent[last] = value;
  return copy;
}

describe('a manifest', () => {
  it('as shipped has no fault', () => {
    assert.deepEqual(manifestFaults(manifest), []);
  });

  it('has no fault with the views of the examples in it, and a text for each title', () => {
    const added = (read('docs/examples/manifest.json') as Contributing).contributes;
    const own = (read('manifest.json') as Contributing).contributes;
    const views = Object.entries(added).map(
      ([point, more]) => [point, [...(own[point] ?? []), ...more]] as const,
    );
    const contributes = { ...own, ...Object.fromEntries(views) };
    assert.deepEqual(manifestFaults({ ...manifest, contributes }), []);
    const titles = Object.values(added).flatMap((more) => more.map(({ title }) => title));
    const texts = Object.keys(read('docs/examples/manifest.l10n.json') as object);
    assert.deepEqual(
      titles,
      texts.map((key) => `%${key}%`),
    );
  });

  it('that is broken gives a message naming the field', () => {
    const cases: readonly (readonly [readonly string[], unknown, RegExp])[] = [
      [['main'], undefined, /^main: is missing/],
      [['version'], 'one', /^version: /],
      [['engines', 'host'], 1, /^engines\.host: /],
      [
        ['contributes', 'registrationTabs', '0', 'element'],
        'NoDash',
        /^contributes\.registrationTabs\.0\.element: /,
      ],
      [
        ['contributes', 'commands', '1', 'title'],
        undefined,
        /^contributes\.commands\.1\.title: is missing/,
      ],
      [
        ['contributes', 'configuration', 'properties', 'onlineServices.activated', 'default'],
        'yes',
        /onlineServices\.activated\.default: /,
      ],
      [
        ['contributes', 'walkthroughs', '0', 'steps', '1', 'completionEvents', '0'],
        'onMoon:full',
        /^contributes\.walkthroughs\.0\.steps\.1\.completionEvents\.0: /,
      ],
      [
        ['contributes', 'walkthroughs', '0', 'steps', '1', 'media', 'image'],
        'https://elsewhere.example/x.png',
        /^contributes\.walkthroughs\.0\.steps\.1\.media/,
      ],
      [['colour'], 'blue', /^colour: is not known/],
    ];
    for (const [path, value, message] of cases) {
      const faults = manifestFaults(broken(path, value));
      assert.match(faults[0] ?? 'no fault', message);
    }
  });

  it('that is no object at all is refused too', () => {
    assert.match(manifestFaults('nonsense')[0] ?? '', /must be object/);
  });
});
