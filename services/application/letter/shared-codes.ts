import type { OutboxEntry } from '../../ports/outbox.ts';

export const CODES_NOT_SHARED =
  'The codes of this letter have not reached the shared record yet, so they do not work on the website yet. They will once this workstation has sent them.';

/** Whether account and codes are on the shared record: only then do they work on the website. */
export function areCodesShared(
  registrationId: string,
  accountKey: string,
  entries: readonly OutboxEntry[],
): boolean {
  return !entries.some(
    (entry) =>
      (entry.kind === 'registration' && entry.recordId === registrationId) ||
      (entry.kind === 'account' && entry.recordId === accountKey && entry.before === undefined),
  );
}
