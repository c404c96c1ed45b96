/**
 * ESLint rule: what people read comes from services/words, so that it can be said in another language and nothing is
 * pieced together from words. Found are sentences (two words with a space between), capitalised labels, text around the
 * expressions of a template string, and the text and spoken attributes of `html` and `svg` templates.
 *
 * Left alone is what no member of staff reads: errors and whatever else is thrown (bugs), log lines, names of tokens,
 * CSS and its selectors, tags, types, imports, keys, and what is only compared; and the `display` of a coding, which is
 * the term of its code system. A single small word cannot be told from a code; with `codesAreCapitalised`, for rooms
 * that write FHIR or PDF, nor can a capitalised one.
 */

const SENTENCE = /\p{L}[\p{L}’'-]*[,;:.!?…”)]* +[“(]?\p{L}/u;
const LABEL = /^\p{Lu}\p{Ll}+…?$/u;
const BESIDE_EXPRESSION = /\p{L}{2,}[,;:.!?…”)]*\s|\s[“(]?\p{L}{2,}/u;
const WORD = /\p{L}{2,}/u;

/** XML that is made as text: only what is between the tags is read. */
const TAG = /<[/?\p{L}][^<>]*>/gu;

const MARKUP = new Set(['html', 'svg']);
const SPOKEN =
  /^(aria-(label|description|placeholder|roledescription|valuetext)|title|alt|placeholder|label|.+-label)$/;
/** Attributes that hold lists of names, styles or shapes. */
const LISTS =
  /^(class|style|d|for|part|points|transform|viewbox|aria-(labelledby|describedby|controls|owns))$/i;
const SELECTOR_CALLS = new Set([
  'querySelector',
  'querySelectorAll',
  'matches',
  'closest',
  'query',
]);
/** What a string belongs to when it is a name: of a file, a type, a case, a member. */
const NAMES_SOMETHING = new Set([
  'ExportAllDeclaration',
  'ExportNamedDeclaration',
  'ImportDeclaration',
  'ImportExpression',
  'MemberExpression',
  'SwitchCase',
  'TSLiteralType',
]);
/** What is only around a string that is handed on. */
const AROUND = new Set([
  'ArrayExpression',
  'ConditionalExpression',
  'LogicalExpression',
  'ObjectExpression',
  'Property',
]);

/** @type {import('eslint').Rule.RuleModule} */
export default {
  meta: {
    type: 'problem',
    schema: [
      {
        type: 'object',
        properties: { codesAreCapitalised: { type: 'boolean' } },
        additionalProperties: false,
      },
    ],
    messages: { words: 'Words for people belong in services/words: “{{text}}”.' },
  },
  create(context) {
    const { codesAreCapitalised = false } = context.options[0] ?? {};
    const isCode = (text) => codesAreCapitalised && LABEL.test(text);
    const report = (node, text) => {
      const shown = text.replaceAll(/\s+/g, ' ').trim().slice(0, 60);
      context.report({ node, messageId: 'words', data: { text: shown } });
    };
    return {
      Literal(node) {
        const { value } = node;
        if (typeof value !== 'string' || !(SENTENCE.test(value) || LABEL.test(value))) return;
        if (!isCode(value) && !isUnread(node)) report(node, value);
      },
      TemplateLiteral(node) {
        if (node.parent.type === 'TaggedTemplateExpression') return;
        const text = node.quasis.find(
          ({ value: { cooked } }) => readable(cooked ?? '', node) && !isCode(cooked.trim()),
        );
        if (text !== undefined && !isUnread(node)) report(node, text.value.cooked ?? '');
      },
      TaggedTemplateExpression({ tag, quasi }) {
        if (!MARKUP.has(tag.name)) return;
        wordsOf(quasi.quasis).forEach((text) => report(quasi, text));
      },
    };
  },
};

function readable(text, { expressions }) {
  const read = text.replaceAll(TAG, '');
  return expressions.length === 0 ? SENTENCE.test(read) : BESIDE_EXPRESSION.test(read);
}

/** Whether a string is for machines or engineers: told from where it stands. */
function isUnread(node) {
  const { parent } = node;
  if (NAMES_SOMETHING.has(parent.type) || parent.key === node) return true;
  if (parent.type === 'BinaryExpression') return /^[!=]==?$/.test(parent.operator);
  if (isDisplayOfCoding(parent)) return true;
  return isForEngineers(node);
}

function isDisplayOfCoding({ type, key, parent }) {
  if (type !== 'Property' || key.name !== 'display') return false;
  const names = parent.properties.map((property) => property.key?.name);
  return names.includes('system') && names.includes('code');
}

/** Inside the arguments of an error, a log line, a token or a selector. */
function isForEngineers(node) {
  const { parent } = node;
  if (AROUND.has(parent.type)) return isForEngineers(parent);
  if (parent.type === 'NewExpression') {
    return (
      parent.parent.type === 'ThrowStatement' || /(Error|Exception)$/.test(parent.callee.name ?? '')
    );
  }
  if (parent.type !== 'CallExpression') return false;
  const { callee } = parent;
  const name = callee.property?.name ?? callee.name;
  if (SELECTOR_CALLS.has(name) || callee.name === 'Symbol') return true;
  const owner = callee.object?.property?.name ?? callee.object?.name;
  return name === 'write' && owner === 'log';
}

/** What is read of a markup template: its text, and its attributes that are spoken or hold a sentence. */
function wordsOf(quasis) {
  const markup = quasis.map(({ value }) => value.raw).join('\u{fffc}');
  const found = [];
  const text = markup.replaceAll(
    /<!--[\s\S]*?-->|<\/?[a-z](?:"[^"]*"|'[^']*'|[^"'>])*>/gi,
    (tag) => {
      found.push(...spokenOf(tag));
      return '\n';
    },
  );
  const pieces = text.replaceAll(/&\w+;/g, ' ').split('\n');
  return [...found, ...pieces.filter((piece) => WORD.test(piece))];
}

function spokenOf(tag) {
  if (tag.startsWith('<!--')) return [];
  const attributes = tag.matchAll(/([^\s=<>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))/g);
  return [...attributes].flatMap(([, name, double, single, bare]) => {
    const value = double ?? single ?? bare ?? '';
    const isRead = SPOKEN.test(name) ? WORD.test(value) : !LISTS.test(name) && SENTENCE.test(value);
    return isRead ? [value] : [];
  });
}
