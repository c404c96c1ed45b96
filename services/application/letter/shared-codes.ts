import type { OutboxEntry } from '../../ports/outbox.ts';

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
