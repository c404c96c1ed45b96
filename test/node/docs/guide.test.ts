import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { guideFiles } from '../../../scripts/guide.mjs';
import { help as accounts } from '../../../services/words/en/help/accounts.ts';
import { help as applications } from '../../../services/words/en/help/applications.ts';
import { help as sections } from '../../../services/words/en/help/dialogs.ts';
import {
  guidePages,
  type GuidePage,
  type HelpText,
} from '../../../services/words/en/help/guide.ts';
import { help as split } from '../../../services/words/en/help/split.ts';
import { help as settings } from '../../../services/words/en/help/settings.ts';
import { help as uptake } from '../../../services/words/en/help/uptake.ts';

const FILES = guideFiles();
const PAGES = [...FILES.keys()].filter((file) => file.endsWith('.html'));
const HELP: readonly HelpText[] = [
  ...Object.values(sections.sections),
  settings.page,
  applications.page,
  accounts.page,
  split.page,
  uptake.page,
];

function page(file: string): string {
  return String(FILES.get(file));
}

/** Values of an attribute in a page. */
function all(file: string, attribute: string): readonly string[] {
  return [...page(file).matchAll(new RegExp(`\\s${attribute}="([^"]*)"`, 'g'))].map(
    ([, value = '']) => value,
  );
}

/** What a page of the source has as a heading or in bold. */
function namedIn(name: GuidePage): readonly string[] {
  const source = readFileSync(`docs/guide/${name}.md`, 'utf8');
  const headings = [...source.matchAll(/^#+ (.+)$/gm)];
  const bold = [...source.matchAll(/\*\*([^*]+)\*\*/g)];
  return [...headings, ...bold].map(([, text = '']) => text.replaceAll(/\s+/g, ' '));
}

describe('the staff guide', () => {
  it('names every control that the help on the screen names', () => {
    for (const { controls, pages } of HELP) {
      const named = pages.flatMap(namedIn);
      const missing = controls.map(({ name }) => name).filter((name) => !named.includes(name));
      assert.deepEqual(missing, [], `on ${pages.join(', ')}`);
    }
  });

  it('has each page that the help leads to, under the name by which it is called there', () => {
    for (const [name, title] of Object.entries(guidePages)) {
      assert.match(page(`${name}.html`), new RegExp(`<h1 id="[^"]+">${title}</h1>`));
    }
    const led = HELP.flatMap(({ pages }) => pages);
    assert.deepEqual([...new Set(led)].sort(), Object.keys(guidePages).sort());
  });

  it('leads to nothing that is not there, and shows no picture that is not', () => {
    for (const file of PAGES) {
      for (const address of [...all(file, 'href'), ...all(file, 'src')]) {
        const [target = '', anchor] = address.split('#', 2);
        assert.ok(target === '' || FILES.has(target), `${file} leads to ${address}`);
        if (anchor !== undefined)
          assert.ok(all(target || file, 'id').includes(anchor), `${file} leads to ${address}`);
      }
    }
  });

  it('can be read from its index to every page', () => {
    const main = page('index.html').slice(page('index.html').indexOf('<main'));
    const others = PAGES.filter((file) => file !== 'index.html');
    assert.ok(others.length >= 9);
    for (const file of others) assert.ok(main.includes(`href="${file}`), file);
    assert.equal(
      PAGES.length,
      readdirSync('docs/guide').filter((file) => file.endsWith('.md')).length,
    );
  });

  it('has no script and nothing inline, so that the strictest host can serve it', () => {
    for (const file of PAGES) {
      assert.doesNotMatch(
        page(file),
        /<script|<style|\sstyle=|\son\w+=|javascript:|https?:\/\/(?!<)/,
      );
      assert.deepEqual(
        all(file, 'href').filter((address) => address.includes(':')),
        [],
      );
    }
  });

  it('says its language, has one heading of the first level, and says what each picture shows', () => {
    for (const file of PAGES) {
      assert.match(page(file), /<html lang="en-GB">/);
      assert.equal(page(file).match(/<h1 /g)?.length, 1, file);
      assert.match(page(file), /<a class="skip" href="#content">/);
      assert.ok(
        all(file, 'alt').every((text) => text.length > 10),
        file,
      );
      const ids = all(file, 'id');
      assert.equal(new Set(ids).size, ids.length, `${file}: an id twice`);
    }
  });

  it('shows at least one picture on every page', () => {
    for (const file of PAGES) assert.ok(all(file, 'src').length > 0, file);
  });
});
