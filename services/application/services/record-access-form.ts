/** What the dialog about a view of the record says and offers. Loads with the dialogs. */
import type { AccessConcern } from '../../domain/services/reasons.ts';
import { sentence } from '../../words/sentences.ts';
import { words } from '../../words/words.ts';

/** What speaks for care, and what to do about it. */
export interface ConcernText {
  readonly says: string;
  readonly advice: string;
}

export function concernText(concern: AccessConcern): ConcernText {
  const { concerns, advice } = words('dialogs').recordAccess;
  return { says: sentence(concerns, concern), advice: sentence(advice, concern) };
}
