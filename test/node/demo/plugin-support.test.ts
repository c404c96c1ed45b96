import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { isKeyPress } from '../../../demo/reference-host/plugin-support/keybindings.ts';
import { HOST_API_VERSION } from '../../../demo/reference-host/plugin-support/plugin-loader.ts';
import { readManifest } from '../../../demo/reference-host/plugin-support/plugin-manifest.ts';
import { isInRange } from '../../../demo/reference-host/plugin-support/version-range.ts';
import { readWhenClause } from '../../../demo/reference-host/plugin-support/when-clause.ts';

function holds(clause: string | undefined, values: Record<string, unknown>): boolean {
  return readWhenClause(clause)((key) => values[key]);
}

describe('when clauses', () => {
  it('are true without words, and ask for keys', () => {
    assert.ok(holds(undefined, {}));
    assert.ok(holds('config.a.b', { 'config.a.b': true }));
    assert.ok(!holds('config.a.b', { 'config.a.b': false }));
    assert.ok(holds('!patientOpen', {}));
  });

  it('bind && closer than ||', () => {
    assert.ok(holds('a || b && c', { a: true }));
    assert.ok(!holds('a || b && c', { b: true }));
    assert.ok(holds('a || b && c', { b: true, c: true }));
  });

  it('compare with words, numbers and quoted texts', () => {
    assert.ok(holds("role == 'Practice manager'", { role: 'Practice manager' }));
    assert.ok(holds('count == 3 && on != false', { count: 3, on: true }));
    assert.ok(!holds('nation != wales', { nation: 'wales' }));
  });

  it('name the part that cannot be read', () => {
    assert.throws(() => readWhenClause('a && (b || c)'), /"\(b" is not a condition/);
    assert.throws(() => readWhenClause('a &&'), SyntaxError);
  });
});

describe('ranges of versions', () => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['1.0.0', '^1.0.0', true],
    ['1.9.3', '^1.2.0', true],
    ['2.0.0', '^1.2.0', false],
    ['0.3.0', '^0.2.1', false],
    ['1.2.9', '~1.2.0', true],
    ['1.3.0', '~1.2.0', false],
    ['1.4.0', '>=1.0.0 <1.4.0', false],
    ['3.1.0', '1.x || 3', true],
    ['1.0.0', '*', true],
    ['1.0.1', '1.0.0', false],
  ];
  for (const [version, range, expected] of cases) {
    it(`${version} is ${expected ? '' : 'not '}in ${range}`, () => {
      assert.equal(isInRange(version, range), expected);
    });
  }

  it('name what cannot be read', () => {
    assert.throws(() => isInRange('1.0.0', 'latest'), /"latest" is not a range/);
  });
});

describe('reading a manifest', () => {
  const good = {
    displayName: '%name%',
    version: '0.1.0',
    engines: { host: '^1.0.0' },
    main: './main.js',
    contributes: {
      registrationTabs: [{ id: 'x.tab', title: 'X', element: 'x-tab', order: 1 }],
      menus: { 'registration/context': [{ command: 'x.go' }] },
    },
  };
  const read = (json: unknown) => readManifest(json, { name: 'X plugin' }, '1.0.0');

  it('reads the product’s own', () => {
    const text = (name: string): unknown =>
      JSON.parse(readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8'));
    const texts = text('manifest.l10n.json') as Record<string, unknown>;
    const manifest = readManifest(text('manifest.json'), texts, HOST_API_VERSION);
    assert.equal(manifest.registrationTabs[0]?.title, 'Online Services');
    assert.equal(manifest.settings.get('onlineServices.activated')?.default, false);
  });

  it('puts the texts in', () => {
    assert.equal(read(good).displayName, 'X plugin');
  });

  it('names the field that is wrong', () => {
    const faults: readonly (readonly [unknown, RegExp])[] = [
      ['text', /^ManifestFault: manifest\.json: must be an object/],
      [{ ...good, main: 3 }, /main: must be a text/],
      [{ ...good, displayName: '%other%' }, /displayName: there is no text for %other%/],
      [{ ...good, engines: { host: '^2.0.0' } }, /engines\.host: wants version \^2\.0\.0/],
      [{ ...good, engines: { host: 'soon' } }, /engines\.host: "soon" is not a range/],
      [
        { ...good, contributes: { registrationTabs: [{ id: 'x', title: 'X', element: 'div' }] } },
        /contributes\.registrationTabs\[0\]\.element/,
      ],
      [
        { ...good, contributes: { commands: [{ command: 'a', title: 'A', enablement: '(' }] } },
        /contributes\.commands\[0\]\.enablement: "\(" is not a condition/,
      ],
    ];
    for (const [json, message] of faults) {
      assert.throws(
        () => read(json),
        (error) => message.test(String(error)),
        String(message),
      );
    }
  });
});

describe('keys of commands', () => {
  const press = {
    key: 'l',
    code: 'KeyL',
    ctrlKey: true,
    altKey: true,
    shiftKey: false,
    metaKey: false,
  };

  it('are the ones written, with exactly those modifiers', () => {
    assert.ok(isKeyPress('ctrl+alt+l', press));
    assert.ok(!isKeyPress('ctrl+l', press));
    assert.ok(!isKeyPress('ctrl+alt+k', press));
  });

  it('are found by their place when Alt types another letter', () => {
    assert.ok(isKeyPress('ctrl+alt+l', { ...press, key: 'ł' }));
  });
});
