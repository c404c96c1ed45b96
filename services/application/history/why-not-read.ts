import type { ExchangeReason } from '../../domain/unsent-work/reasons.ts';
import type { RemoteFailure } from '../../ports/remote-records.ts';
import { sentenceOf } from '../commands/refusal.ts';

/** Why the shared record could not be read, in words. */
export function whyNotRead(failure: RemoteFailure): string {
  const reason: ExchangeReason =
    failure.kind === 'unauthorised' ? { code: 'sign-in-not-renewed' } : failure.reason;
  return sentenceOf(reason);
}
