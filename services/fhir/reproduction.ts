import { isJson, object, text, type Json } from './mapping/reading.ts';
import { OPERATION_EXTENSION } from './vocabulary.ts';

/** Lists whose order says nothing. */
const UNORDERED: ReadonlySet<string> = new Set([
  'extension',
  'identifier',
  'tag',
  'input',
  'provision',
]);
/** What the client decides of `meta`; the rest is the server's own, and made anew with each version. */
const OWN_META = ['profile', 'security', 'tag', 'source', 'extension'];

/**
 * Whether a resource says nothing beyond what our own mapping makes of its record: then the record is enough to update
 * it. The server's part of `meta`, the id and the operation that made the version do not count.
 */
export function isReproduced(resource: Json, again: object): boolean {
  return same(essence(resource), essence({ ...again }), '');
}

function essence(resource: Json): Json {
  const { id: _id, meta, extension, ...rest } = resource;
  const kept = Object.entries(object(meta)).filter(
    ([name, value]) => OWN_META.includes(name) && !(name === 'source' && isOfServer(value)),
  );
  const extensions: readonly unknown[] = Array.isArray(extension) ? extension : [];
  return {
    ...rest,
    meta: Object.fromEntries(kept),
    extension: extensions.filter((each) => object(each).url !== OPERATION_EXTENSION),
  };
}

/** Some servers note the request there by which a version came: "#" and its id. */
function isOfServer(source: unknown): boolean {
  return text(source)?.startsWith('#') === true;
}

function same(one: unknown, other: unknown, name: string): boolean {
  if (Array.isArray(one)) {
    return Array.isArray(other) && sameLists(one, other, UNORDERED.has(name));
  }
  if (!isJson(one) || !isJson(other)) return one === other;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((each) => each in other && same(one[each], other[each], each))
  );
}

function sameLists(
  one: readonly unknown[],
  other: readonly unknown[],
  isUnordered: boolean,
): boolean {
  if (one.length !== other.length) return false;
  if (one.every((item, place) => same(item, other[place], ''))) return true;
  if (!isUnordered) return false;
  const left = [...other];
  return one.every((item) => {
    const place = left.findIndex((each) => same(item, each, ''));
    if (place >= 0) left.splice(place, 1);
    return place >= 0;
  });
}
