/**
 * A part that is loaded with its first use: what it is then, or `undefined` where it cannot be loaded now, and is tried again the
 * next time. Once it is there nobody waits for it, so that what is asked for at one moment stays together.
 */
export function loadedOnce<T>(load: () => Promise<T>): () => Promise<T | undefined> {
  let part: Promise<T | undefined> | undefined;
  return () => {
    part ??= load().catch(() => {
      part = undefined;
      return undefined;
    });
    return part;
  };
}
