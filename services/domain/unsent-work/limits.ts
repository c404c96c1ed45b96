/** Longest reason for discarding somebody else's work, in characters. */
export const DISCARD_REASON_LIMIT = 500;
