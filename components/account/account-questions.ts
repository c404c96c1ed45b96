import type { ReadyTabView } from '../../services/application/views.ts';
import type { ConfirmQuestion } from '../base/os-confirm-dialog.ts';
import type { Failure, QuestionCode } from '../view-types.ts';
import { words } from '../../services/words/words.ts';

/** What is done after a question of the screen's own, or after those that the command asks. */
export type Act = 'create' | 'new-codes' | 'withdraw';

/** A question that is open, and what has been answered so far. */
export interface Asking {
  readonly act: Act;
  readonly answered: readonly QuestionCode[];
  /** Of the command; without it the screen asks by itself before the command is called at all. */
  readonly refusal?: Failure;
}

/** What is asked. */
export function questionOf({ act, refusal }: Asking, { letter }: ReadyTabView): ConfirmQuestion {
  const { account, codes, dialog } = words('dialogs');
  if (refusal?.question !== undefined) {
    return { ...dialog.yesOrNo, title: refusal.question.title, message: refusal.message };
  }
  if (act === 'withdraw') return account.withdraw;
  return letter?.expired === false ? codes.issueWhileOldWork : codes.issueAnew;
}

/** What a yes adds: the command's own question, or that the screen has asked about codes which still work. */
export function answeredNow({ act, answered, refusal }: Asking): readonly QuestionCode[] {
  const code = refusal?.question?.code ?? (act === 'new-codes' ? 'codes-still-work' : undefined);
  return code === undefined ? answered : [...answered, code];
}
