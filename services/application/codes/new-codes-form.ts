/** What the dialogs that end in a new letter offer. */
import { RESET_REASONS } from '../../domain/account/given-reason.ts';
import { newLetterReasons } from '../../domain/codes/new-letter-reasons.ts';
import type { ReadyTabView } from '../views.ts';

/** Codes of the reasons to choose from, in order. */
export function offeredReasons(
  act: 'new-letter' | 'reset',
  { account, can, letter }: Pick<ReadyTabView, 'account' | 'can' | 'letter'>,
): readonly string[] {
  if (act === 'reset') return RESET_REASONS.map(({ code }) => code);
  return newLetterReasons({
    hasLapsed: account?.lapsed === true,
    codesWork: letter?.expired === false,
    detailsChanged: can.issueNewCodes?.note !== undefined,
  });
}
