import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';

const THERE = readdirSync('docs/images').filter((file) => file.endsWith('.png'));
const SCREENS = readFileSync('docs/screens.md', 'utf8');
const GUIDE = readdirSync('docs/guide')
  .filter((file) => file.endsWith('.md'))
  .map((file) => readFileSync(`docs/guide/${file}`, 'utf8'));

function shownIn(text: string): readonly string[] {
  return [...text.matchAll(/!\[[^\]]+\]\((?:\.\.\/)?images\/([\w-]+\.png)\)/g)].map(
    ([, file = '']) => file,
  );
}

describe('the pictures of every state', () => {
  it('are all there, each shown once under a heading', () => {
    const shown = shownIn(SCREENS);
    assert.deepEqual(
      shown.filter((file) => !THERE.includes(file)),
      [],
    );
    assert.equal(new Set(shown).size, shown.length);
  });

  it('are none that nobody is shown', () => {
    const shown = new Set([SCREENS, ...GUIDE].flatMap(shownIn));
    assert.deepEqual(
      THERE.filter((file) => !shown.has(file)),
      [],
    );
  });
});

describe('the pictures of the staff guide', () => {
  it('are of one section, save the first of all', () => {
    const whole = GUIDE.flatMap(shownIn).filter((file) => file.startsWith('tab-'));
    assert.deepEqual([...new Set(whole)], ['tab-created.png']);
  });
});
