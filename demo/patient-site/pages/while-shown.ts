/**
 * How often the page of a signed-in patient asks whether it is still open to them, in milliseconds: so long after the
 * practice has switched an account off, at most, somebody who is signed in goes on seeing the page.
 */
export const LOOK_EVERY_MS = 3000;

/** Looks again and again as long as the part of the page is there and can be seen, one look at a time. */
export function whileShown(part: Element, look: () => Promise<void>): void {
  let isLooking = false;
  const lookOnce = async (): Promise<void> => {
    if (isLooking || document.visibilityState !== 'visible') return;
    isLooking = true;
    try {
      await look();
    } finally {
      isLooking = false;
    }
  };
  const next = (): void => {
    if (part.isConnected) {
      void lookOnce();
      return;
    }
    clearInterval(timer);
    document.removeEventListener('visibilitychange', next);
  };
  const timer = setInterval(next, LOOK_EVERY_MS);
  // Who comes back to the page does not wait for the next turn.
  document.addEventListener('visibilitychange', next);
}
