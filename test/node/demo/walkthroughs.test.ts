import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { ObservableValue } from '../../../demo/reference-host/base/observable-value.ts';
import {
  ManifestFault,
  readManifest,
} from '../../../demo/reference-host/plugin-support/plugin-manifest.ts';
import { Walkthroughs } from '../../../demo/reference-host/plugin-support/walkthroughs.ts';

type Json = Record<string, unknown>;

function json(file: string): Json {
  return JSON.parse(readFileSync(file, 'utf8')) as Json;
}

function shipped() {
  return readManifest(json('manifest.json'), json('manifest.l10n.json'), '1.2.0');
}

/** The product's own walkthrough at a workstation, where people come and go. */
function atWorkstation() {
  const kept = new Map<string, string>();
  const keys = new Map<string, unknown>();
  const changes = new ObservableValue(0);
  let staffId: string | undefined = 'kelsall';
  const walkthroughs = new Walkthroughs(shipped().walkthroughs, {
    memory: { read: (name) => kept.get(name), write: (name, value) => kept.set(name, value) },
    staffId: () => staffId,
    holds: (clause) => clause((key) => keys.get(key)),
    changes: [changes],
  });
  return {
    kept,
    walkthroughs,
    set: (key: string, value: unknown) => {
      keys.set(key, value);
      changes.set(changes.value + 1);
      walkthroughs.look();
    },
    sit: (id: string | undefined) => {
      staffId = id;
    },
    done: () =>
      walkthroughs.shown.flatMap(({ steps }) =>
        steps.filter(({ isDone }) => isDone).map(({ step }) => step.id),
      ),
  };
}

const ACTIVATED = 'config.onlineServices.activated';

describe('the walkthrough', () => {
  it('goes from activating to following the status, each with a picture that there is', () => {
    const [first] = shipped().walkthroughs;
    assert.equal(first?.title, 'First steps with Online Services');
    assert.deepEqual(
      first.steps.map(({ id }) => id),
      ['activate', 'contacts', 'identity', 'account', 'letter', 'status'],
    );
    for (const { picture } of first.steps) {
      const file = picture?.address.replace('./guide/images/', 'docs/images/') ?? '';
      assert.ok(existsSync(file), file);
    }
  });

  it('shows what can be done next only once Online Services is activated', () => {
    const { walkthroughs, set, done } = atWorkstation();
    const offered = () => walkthroughs.shown.map(({ steps }) => steps.length);
    assert.deepEqual(offered(), [1]);
    assert.deepEqual(done(), []);
    set(ACTIVATED, true);
    assert.deepEqual(offered(), [6]);
    assert.deepEqual(done(), ['activate']);
  });

  it('ticks steps off by commands, views and context, and they stay done', () => {
    const { walkthroughs, set, done } = atWorkstation();
    set(ACTIVATED, true);
    walkthroughs.happened('onView:onlineServices.tab');
    set('onlineServices.identityRecorded', true);
    set('onlineServices.identityRecorded', undefined);
    walkthroughs.happened('onCommand:onlineServices.refresh');
    walkthroughs.happened('onCommand:something.else');
    assert.deepEqual(done(), ['activate', 'contacts', 'identity', 'status']);
  });

  it('is each person’s own, and nobody’s when nobody is signed in', () => {
    const { walkthroughs, set, sit, done, kept } = atWorkstation();
    set(ACTIVATED, true);
    walkthroughs.happened('onView:onlineServices.tab');
    sit('dewhirst');
    assert.deepEqual(done(), []);
    walkthroughs.look();
    assert.deepEqual(done(), ['activate']);
    sit(undefined);
    walkthroughs.happened('onView:onlineServices.tab');
    assert.deepEqual(walkthroughs.shown, []);
    assert.equal(kept.size, 2);
    sit('kelsall');
    assert.deepEqual(done(), ['activate', 'contacts']);
  });

  it('is hidden for who hides it, and comes back by a command with what was done', () => {
    const { walkthroughs, set, sit, done } = atWorkstation();
    set(ACTIVATED, true);
    const id = walkthroughs.shown[0]?.walkthrough.id ?? '';
    assert.equal(walkthroughs.commands.length, 0);
    walkthroughs.hide(id);
    assert.equal(walkthroughs.shown.length, 0);
    sit('dewhirst');
    assert.equal(walkthroughs.shown.length, 1);
    sit('kelsall');
    const [command] = walkthroughs.commands;
    assert.equal(command?.title, 'Show: First steps with Online Services');
    walkthroughs.bringBack(command.id);
    assert.deepEqual(done(), ['activate']);
  });

  it('begins anew where what is kept makes no sense', () => {
    const { walkthroughs, kept, done } = atWorkstation();
    kept.set('walkthrough.kelsall.onlineServices.firstSteps', 'null');
    assert.equal(walkthroughs.shown.length, 1);
    assert.deepEqual(done(), []);
  });
});

describe('a plugin', () => {
  const without = (contributes: Json) =>
    readManifest({ ...json('manifest.json'), contributes }, json('manifest.l10n.json'), '1.2.0');

  it('without walkthroughs is as before', () => {
    assert.deepEqual(without({}).walkthroughs, []);
  });

  it('whose step waits for nothing known, or shows a picture from elsewhere, is refused by name', () => {
    const step = { id: 's', title: 'S', description: 'S', media: {}, completionEvents: [] };
    const reading = (change: Json) => () =>
      without({
        walkthroughs: [
          { id: 'a.b', title: 'A', description: 'A', steps: [{ ...step, ...change }] },
        ],
      });
    assert.equal(reading({})().walkthroughs.length, 1);
    for (const [change, field] of [
      [{ completionEvents: ['onMoon:full'] }, 'steps[0].completionEvents'],
      [{ completionEvents: ['onContext:a ('] }, 'steps[0].completionEvents'],
      [{ media: { image: 'https://elsewhere.example/x.png', altText: 'X' } }, 'media.image'],
      [{ title: undefined }, 'steps[0].title'],
    ] as const) {
      assert.throws(reading(change), (error) => {
        assert.ok(error instanceof ManifestFault);
        assert.ok(error.message.includes(field), error.message);
        return true;
      });
    }
  });
});
