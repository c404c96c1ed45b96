/**
 * Does work that is given up, by the signal it is handed, after so many milliseconds or with `signal`. Whatever watched
 * is let go as soon as the work has ended: `AbortSignal.timeout` and `AbortSignal.any` stay until their time is over,
 * which is thousands of them while a long queue goes out.
 */
export async function within<T>(
  milliseconds: number,
  signal: AbortSignal | undefined,
  work: (limit: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = new AbortController();
  const end = (): void => {
    limit.abort();
  };
  const timer = setTimeout(end, milliseconds);
  signal?.addEventListener('abort', end);
  if (signal?.aborted === true) end();
  try {
    return await work(limit.signal);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
  }
}
