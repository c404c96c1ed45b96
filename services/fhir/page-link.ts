import { object, objects, text } from './mapping/reading.ts';

/** Address of the bundle's page of that relation, if any. */
export function pageLink(body: unknown, relation: 'self' | 'next'): string | undefined {
  return text(objects(object(body).link).find((link) => link.relation === relation)?.url);
}

/**
 * Path of the base address as the server names itself, by what it gave of `instance` (`Type/id`): not ours where a proxy
 * stands between. `undefined` where it does not say.
 */
export function ownBasePath(body: unknown, instance: string): string | undefined {
  const names = [
    pageLink(body, 'self'),
    ...objects(object(body).entry).map((each) => each.fullUrl),
  ];
  for (const name of names) {
    const path = `${addressOf(name)?.pathname}/`;
    const end = path.lastIndexOf(`/${instance}/`);
    if (end >= 0) return path.slice(0, end);
  }
  return undefined;
}

/**
 * What to ask for at our own base address, and nowhere else, to follow a link however it names the server's host: its
 * path below the base, ours or the server's own name of it, and its query. `undefined` for one that leads elsewhere.
 * @param ourBase whole, with its host.
 */
export function followed(link: string, ourBase: string, ownPath?: string): string | undefined {
  const ours = new URL(ourBase).pathname.replace(/\/$/, '');
  const url = addressOf(link, new URL(`${ours}/`, ourBase).href);
  if (url === undefined) return undefined;
  const { pathname, search } = url;
  const bases = [ours, ownPath ?? ours].sort((one, other) => other.length - one.length);
  const base = bases.find((each) => `${pathname}/`.startsWith(`${each}/`));
  if (base === undefined) return undefined;
  return `${pathname.slice(base.length + 1)}${search}`;
}

function addressOf(name: unknown, base?: string): URL | undefined {
  const address = text(name);
  return address !== undefined && URL.canParse(address, base) ? new URL(address, base) : undefined;
}
