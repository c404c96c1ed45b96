import type { IncomingMessage } from 'node:http';

/**
 * Whether a request was meant for this computer by name. Another name that leads here (DNS rebinding) would let a
 * foreign website use these servers, which know no passwords.
 */
export function isForThisComputer(request: IncomingMessage): boolean {
  const host = request.headers.host ?? '';
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i.test(host);
}
