import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ESLint, Linter } from 'eslint';
import tseslint from 'typescript-eslint';

/** A file of each room; it need not be there. */
const ROOMS = [
  ...[
    'domain',
    'ports',
    'application',
    'storage',
    'sync',
    'fhir',
    'letters',
    'security',
    'host',
  ].map((room) => `services/${room}/any.ts`),
  'components/any.ts',
  'plugin/any.ts',
  'demo/any.ts',
  'test/any.test.ts',
];

/** What the project's own rule about syntax says of some code in a file, as often as it says it. */
async function complaints(file: string, code: string): Promise<readonly string[]> {
  const { rules } = (await new ESLint().calculateConfigForFile(file)) as Linter.Config;
  const rule = rules?.['no-restricted-syntax'];
  assert.ok(rule, `${file} has no rule about syntax`);
  const config: Linter.Config = {
    files: ['**/*.ts'],
    languageOptions: { parser: tseslint.parser },
    rules: { 'no-restricted-syntax': rule },
  };
  return new Linter().verify(code, [config], { filename: file }).map(({ message }) => message);
}

const FORBIDDEN = {
  'a property set': 'element.innerHTML = name;',
  'a property set by its quoted name': "element['innerHTML'] = name;",
  'a property of an object to be copied': 'Object.assign(element, { innerHTML: name });',
  'a binding of a template': 'html`<p .innerHTML=${name}></p>`;',
  'a quoted binding of a template': 'html`<p class="x" .outerHTML="${name}"></p>`;',
  'a binding in the second part of a template': 'html`<p id=${id} .innerHTML = ${name}></p>`;',
  'a binding in an inner template':
    'html`<p>${names.map((n) => html`<b .innerHTML=${n}></b>`)}</p>`;',
  'an attribute that holds a document': 'html`<iframe srcdoc=${name}></iframe>`;',
  'a fragment': 'range.createContextualFragment(name);',
  'an insertion': "element.insertAdjacentHTML('beforeend', name);",
  'an unsafe directive': "import { unsafeHTML } from 'lit/directives/unsafe-html.js';",
};

describe('the lint rule against HTML from strings', () => {
  for (const [what, code] of Object.entries(FORBIDDEN)) {
    it(`finds ${what} in every room`, async () => {
      for (const room of ROOMS) {
        assert.equal((await complaints(room, code)).length, 1, `${room}: ${code}`);
      }
    });
  }

  it('lets text, properties and attributes be bound', async () => {
    const code = 'html`<p .value=${name} title=${name} ?hidden=${no} @click=${act}>${name}</p>`;';
    assert.deepEqual(await complaints('components/any.ts', code), []);
  });
});
