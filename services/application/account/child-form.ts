/** What the dialog about an account of somebody under 16 offers and checks. Loads with the dialogs. */
import {
  CHILD_RELATIONS,
  checkChildAnswers,
  type ChildAnswers,
  type ChildGroup,
} from '../../domain/account/child-setup.ts';
import { sentenceIfKnown } from '../commands/refusal.ts';
import { words } from '../../words/words.ts';

export type { ChildAnswers, ChildGroup } from '../../domain/account/child-setup.ts';

/** Nothing answered yet. */
export const NO_ANSWERS: ChildAnswers = {
  askedBy: '',
  relation: '',
  responsibility: false,
  competence: '',
  staffId: '',
};

/** Who may ask, in order. */
export function offeredRelations(
  group: ChildGroup,
): readonly { readonly relation: string; readonly label: string }[] {
  const { relations } = words('dialogs').child;
  return CHILD_RELATIONS[group].map((relation) => ({ relation, label: relations[relation] }));
}

/** What is wrong with the answers, and in which field; the same is asked again when the account is created. */
export function answerProblem(
  group: ChildGroup,
  answers: ChildAnswers,
  staff: readonly { readonly id: string; readonly name: string }[],
): { readonly field: string; readonly message: string } | undefined {
  const checked = checkChildAnswers(group, answers, { staff, at: '' });
  if (checked.ok) return undefined;
  const { field = '', reason } = checked.failure;
  const { child, recordAccess } = words('dialogs');
  const message =
    reason.code === 'text-too-long' ? recordAccess.tooLong(reason.over) : sentenceIfKnown(reason);
  return { field, message: message ?? child.incomplete };
}
