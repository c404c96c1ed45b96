import type { ConfirmQuestion } from '../base/os-confirm-dialog.ts';
import type { ChildAnswers } from '../../services/application/views.ts';
import type { Failure, QuestionCode } from '../view-types.ts';
import { words } from '../../services/words/words.ts';

/** What is done after a question of the screen's own, or after those that the command asks. */
export type Act = 'create' | 'withdraw';

/** A question that is open, and what has been answered so far. */
export interface Asking {
  readonly act: Act;
  readonly answered: readonly QuestionCode[];
  /** Of the command; without it the screen asks by itself before the command is called at all. */
  readonly refusal?: Failure;
  /** What was answered about somebody under 16. */
  readonly child?: ChildAnswers;
}

/** Whose account it is, where the question is about a child: it takes more than a yes. */
export function childAskedAbout({ refusal }: Asking): 'under-11' | 'under-16' | undefined {
  const code = refusal?.question?.code;
  if (code === 'patient-under-11') return 'under-11';
  return code === 'patient-under-16' ? 'under-16' : undefined;
}

/** What is asked. */
export function questionOf({ refusal }: Asking): ConfirmQuestion {
  const { account, dialog } = words('dialogs');
  return refusal?.question === undefined
    ? account.withdraw
    : { ...dialog.yesOrNo, title: refusal.question.title, message: refusal.message };
}

/** What a yes adds: the command's own question. */
export function answeredNow({ answered, refusal }: Asking): readonly QuestionCode[] {
  const code = refusal?.question?.code;
  return code === undefined ? answered : [...answered, code];
}
