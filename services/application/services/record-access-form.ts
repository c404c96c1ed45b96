/** What the dialog about a view of the record says and offers. Loads with the dialogs. */
import { charactersLeft } from '../../domain/limited-text.ts';
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

/** What is wrong with a reason; the same is asked again when the services are saved. */
export function decisionProblem(reason: string, isNeeded: boolean): string | undefined {
  const { reasonMissing, tooLong } = words('dialogs').recordAccess;
  const over = -charactersLeft('accessReason', reason);
  if (over > 0) return tooLong(over);
  return isNeeded && reason.trim() === '' ? reasonMissing : undefined;
}
