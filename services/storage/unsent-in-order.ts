import type { OutboxEntry } from '../ports/outbox.ts';
import type { Tables } from './database-tables.ts';

/** All unsent work, oldest first. */
export async function unsentInOrder({ outbox }: Tables): Promise<readonly OutboxEntry[]> {
  return outbox.orderBy('sequence').toArray();
}
