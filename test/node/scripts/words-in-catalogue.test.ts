import { describe, it } from 'node:test';
import { RuleTester } from 'eslint';
import tseslint from 'typescript-eslint';
import rule from '../../../scripts/lint-rules/words-in-catalogue.mjs';

RuleTester.describe = (text: string, run: () => void) => {
  void describe(text, run);
};
RuleTester.it = (text: string, run: () => void) => {
  void it(text, run);
};

const tester = new RuleTester({ languageOptions: { parser: tseslint.parser } });
const found = (count: number): { errors: { messageId: string }[] } => ({
  errors: Array.from({ length: count }, () => ({ messageId: 'words' })),
});

tester.run('words-in-catalogue', rule, {
  valid: [
    "const kind = 'not-allowed';",
    "import { words } from '../a b/words.ts';",
    "if (event.key === 'Enter') go();",
    "switch (role) { case 'Document': break; }",
    "type Word = 'Save' | 'two words';",
    "throw new Error('This cannot be.');",
    'throw new TypeError(`No ${name} is known here.`);',
    "throw new LeaseLost('Another tab has taken over.');",
    "reject(new DOMException('A look-up failed.'));",
    "const OUTBOX = Symbol('Outbox');",
    "const coding = { system: READ, code: '91B..00', display: 'Patient registration data verified' };",
    'const xml = `<?xml version="1.0" encoding="x"?><a b="two words">${text}</a>`;',
    { code: "return { resourceType: 'Person' };", options: [{ codesAreCapitalised: true }] },
    { code: 'const header = `Bearer ${token}`;', options: [{ codesAreCapitalised: true }] },
    "this.log.write('error', 'Commands could not be loaded', { reason: 'not loaded' });",
    "root.querySelector('.content :is(input, select), .bottom button');",
    "class A { @query('dialog form') form; }",
    'const id = `${name}-reason`;',
    'const style = css`.a .b { color: red; }`;',
    'html`<p class="one two ${more}" id="a">${text.hello}</p>`;',
    'html`<!-- not read --><input aria-label=${text.notes} aria-describedby="one two" />`;',
    'html`<strong>${name}</strong> · ${born}&nbsp;(${id})`;',
    'svg`<path d="M8 7.4v3.4M8 5.1v.1"/>`;',
    "const label = words('tab').account.heading;",
  ],
  invalid: [
    { code: "const why = 'This is why.';", ...found(1) },
    { code: "const label = 'Save';", ...found(1) },
    { code: "const view = { display: 'Two words' };", ...found(1) },
    { code: "const lost = new LeaseLost('Another tab has taken over.');", ...found(1) },
    { code: 'const xml = `<a>Two words ${text}</a>`;', ...found(1) },
    {
      code: "const why = 'This is why.';",
      options: [{ codesAreCapitalised: true }],
      ...found(1),
    },
    { code: "const label = 'Edit…';", ...found(1) },
    { code: 'const counted = `${n} changes`;', ...found(1) },
    { code: 'const label = `Copy ${n}`;', ...found(1) },
    { code: 'const names = `${service}: notes`;', ...found(1) },
    { code: 'const plain = `This is why.`;', ...found(1) },
    { code: 'html`<p>Hello</p>`;', ...found(1) },
    { code: 'html`<p>${a}, last ${b}</p>`;', ...found(1) },
    { code: 'html`<input aria-label="Notes" />`;', ...found(1) },
    { code: 'html`<os-dialog yes-label="Go"></os-dialog>`;', ...found(1) },
    { code: 'html`<os-dialog message="“${work}” is given up"></os-dialog>`;', ...found(1) },
    { code: 'html`<iframe title="Preview"></iframe><b>Also</b>`;', ...found(2) },
    { code: "html`<p>${isOff ? 'switched off' : nothing}</p>`;", ...found(1) },
    { code: "notify({ text: 'Nothing was saved.' });", ...found(1) },
  ],
});
