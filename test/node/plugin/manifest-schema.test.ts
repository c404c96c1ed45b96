import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { manifestFaults } from '../../../plugin/manifest.ts';

const manifest = JSON.parse(readFileSync('manifest.json', 'utf8')) as Record<string, unknown>;

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
