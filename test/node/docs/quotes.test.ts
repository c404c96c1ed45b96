import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

/** A block of code that says which file it is from: ```ts docs/examples/some.ts */
const QUOTE = /^```\w+ (\S+)\n([\s\S]*?)^```$/gm;

interface Quote {
  readonly page: string;
  readonly file: string;
  readonly code: string;
}

const EXAMPLES = ['services', 'components', 'plugin'].map((room) => `docs/examples/${room}`);
const PAGES = [...filesIn('.', '.md'), ...filesIn('docs', '.md'), ...filesIn('docs/adr', '.md')];

function filesIn(folder: string, ending: string): readonly string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(ending));
  return names.map((name) => (folder === '.' ? name : `${folder}/${name}`));
}

function quotesIn(page: string): readonly Quote[] {
  return [...readFileSync(page, 'utf8').matchAll(QUOTE)].map(([, file = '', code = '']) => ({
    page,
    file,
    code,
  }));
}

/** Without indentation: a method is quoted from the margin. */
function lines(text: string): string {
  return text.trim().replaceAll(/^ +/gm, '');
}

describe('code quoted in the documentation', () => {
  for (const { page, file, code } of PAGES.flatMap(quotesIn)) {
    it(`is what the file says: ${page}, ${file}, ${lines(code).split('\n', 1).join('')}`, () => {
      assert.ok(
        lines(readFileSync(file, 'utf8')).includes(lines(code)),
        `${page} quotes what ${file} does not say:\n${code}`,
      );
    });
  }

  it('shows in CONTRIBUTING.md a command, a view and a page', () => {
    const quoted = new Set(quotesIn('CONTRIBUTING.md').map(({ file }) => file));
    for (const room of EXAMPLES) {
      const unquoted = filesIn(room, '.ts').filter((file) => !quoted.has(file));
      assert.deepEqual(unquoted, [], `${room} has an example that nobody is shown`);
    }
  });
});
