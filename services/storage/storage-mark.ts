import type { Tables } from './database-tables.ts';

/** The mark of the key that texts were last sealed under; empty for the clear. Inside a transaction only. */
export async function markOf({ meta }: Pick<Tables, 'meta'>): Promise<string> {
  const row = await meta.get('sealed');
  return row?.name === 'sealed' ? row.mark : '';
}
