import { setMaxListeners } from 'node:events';

/**
 * The engine looks whether its page is seen, and the adapter where it is; outside a browser there is no page. Of the
 * same origin as the record, unless told otherwise.
 */
export function pretendPage(address = 'http://127.0.0.1/'): void {
  if ('document' in globalThis) return;
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible', hidden: false });
  // Every workstation listens to the one page.
  setMaxListeners(0, document);
  Object.assign(globalThis, { document, location: new URL(address) });
}

/** Somebody sees the page from now on, or nobody does. */
export function showPage(visibilityState: 'visible' | 'hidden'): void {
  Object.assign(document, { visibilityState, hidden: visibilityState === 'hidden' });
  document.dispatchEvent(new Event('visibilitychange'));
}
