/**
 * The address of a WebSocket that the server has named, if it may be used: as well encrypted as the server itself, and
 * without anybody's name in it. A relative one is below the server's own.
 */
export function socketAddress(named: string, baseUrl: string): string | undefined {
  const base = new URL(`${baseUrl}/`, globalThis.location.href);
  if (!URL.canParse(named, base)) return undefined;
  const address = new URL(named, base);
  const scheme = SCHEMES.get(address.protocol);
  const isLet = scheme === 'wss:' || (scheme === 'ws:' && base.protocol === 'http:');
  if (!isLet || address.username !== '' || address.password !== '') return undefined;
  // The scheme of an address can be changed only in kind, not from one of these to another.
  return `${scheme}${address.href.slice(address.protocol.length)}`.replace(/#.*$/, '');
}

const SCHEMES = new Map([
  ['ws:', 'ws:'],
  ['wss:', 'wss:'],
  ['http:', 'ws:'],
  ['https:', 'wss:'],
]);
