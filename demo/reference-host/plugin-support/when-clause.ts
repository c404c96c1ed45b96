/** Values of context keys and settings, by name. */
export type Lookup = (key: string) => unknown;

/** A condition that has been read: true or false for the values of a moment. */
export type WhenClause = (lookup: Lookup) => boolean;

const TERM = /^(!*)\s*([\w.:-]+)\s*(?:(==|!=)\s*(?:'([^']*)'|([\w.:-]+)))?$/;

/**
 * Reads a `when` or `enablement` clause: keys and comparisons joined by `&&` and `||` (`&&` binds closer), `!` before a
 * key, `==` and `!=` with a word, a number or a 'quoted text'. There are no parentheses. No clause is always true.
 * @throws {SyntaxError} naming the part that cannot be read.
 */
export function readWhenClause(clause: string | undefined): WhenClause {
  if (clause === undefined || clause.trim() === '') return () => true;
  const alternatives = clause
    .split('||')
    .map((alternative) => alternative.split('&&').map(readTerm));
  return (lookup) => alternatives.some((terms) => terms.every((term) => term(lookup)));
}

function readTerm(text: string): WhenClause {
  const [, negations, key, operator, quoted, bare] = TERM.exec(text.trim()) ?? [];
  if (negations === undefined || key === undefined) {
    throw new SyntaxError(`"${text.trim()}" is not a condition.`);
  }
  const isNegated = negations.length % 2 === 1;
  if (operator === undefined) return (lookup) => Boolean(lookup(key)) !== isNegated;
  if (isNegated) throw new SyntaxError(`"${text.trim()}": write != instead of ! before the key.`);
  const wanted = quoted ?? bare ?? '';
  return (lookup) => (asText(lookup(key)) === wanted) === (operator === '==');
}

/** Context keys are texts, numbers or booleans; anything else equals no word that can be written in a clause. */
function asText(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}
