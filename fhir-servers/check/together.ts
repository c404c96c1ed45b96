/**
 * All results, in their order; where one failed its error, but not before the others have ended: what is still under
 * way would go on making things that nobody removes.
 */
export async function together<T>(work: readonly Promise<T>[]): Promise<T[]> {
  const ended = await Promise.allSettled(work);
  return ended.map((each) => {
    if (each.status === 'rejected') throw each.reason;
    return each.value;
  });
}

/** So many of a thing at once. */
export function times<T>(count: number, start: (place: number) => Promise<T>): Promise<T[]> {
  return together(Array.from({ length: count }, (_, place) => start(place)));
}
