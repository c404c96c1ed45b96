/** Objects and arrays within one another; whatever FHIR and these servers need stays far below. */
export const DEEPEST_JSON = 100;

/**
 * `JSON.parse` for what strangers send: what nests deeper than anybody needs is refused before it is parsed, because
 * all that walks through it afterwards would run out of stack.
 * @throws {SyntaxError} as `JSON.parse` does, and for what is nested too deep.
 */
export function parseShallowJson(text: string): unknown {
  if (isNestedTooDeep(text)) throw new SyntaxError(`nested deeper than ${DEEPEST_JSON} levels`);
  return JSON.parse(text) as unknown;
}

/** Counts brackets outside of strings, and never goes deep itself. */
function isNestedTooDeep(json: string): boolean {
  let depth = 0;
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"?|[[\]{}]/gs)) {
    if (token === '[' || token === '{') depth += 1;
    else if (token === ']' || token === '}') depth -= 1;
    if (depth > DEEPEST_JSON) return true;
  }
  return false;
}
