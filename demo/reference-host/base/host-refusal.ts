import type { HostError } from '../../../plugin/host-api.ts';

/** An expected refusal: its message is a sentence for staff. */
export class HostRefusal extends Error implements HostError {
  override readonly name = 'HostError';
}

/** The sentence to show for anything that was thrown; what is no refusal is a bug and is reported too. */
export function sentenceFor(error: unknown): string {
  if (error instanceof HostRefusal) return error.message;
  reportError(error);
  return 'Something went wrong in the reference host. Try again.';
}
