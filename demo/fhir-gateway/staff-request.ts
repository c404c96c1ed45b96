/** What a member of staff sends, alone or as an entry of a batch. */
export interface StaffRequest {
  readonly method: string;
  /** Within the base, without slashes at its ends: `Person/1`. */
  readonly path: string;
  /** Parameters with their question mark, or nothing. */
  readonly search: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Parsed: a resource, the fields of a search, or nothing. */
  readonly body: unknown;
}

const PASSED_ON = ['content-type', 'cache-control', 'prefer', 'if-match', 'if-none-exist'];

/** The headers of a request that the server of others is told; the sign-in is never one of them. */
export function passedOn(headers: StaffRequest['headers']): Record<string, string> {
  return Object.fromEntries(
    PASSED_ON.flatMap((name) => {
      const value = headers[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
