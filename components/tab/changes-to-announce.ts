import type { ReadyTabView } from '../../services/application/views.ts';
import { words } from '../../services/words/words.ts';

/**
 * What somebody who does not see the tab must be told after it changed by itself, in one message; `undefined` when
 * nothing worth it. Steps of sending and retrying that change neither account nor tone are not told.
 */
export function changesToAnnounce(before: ReadyTabView, after: ReadyTabView): string | undefined {
  const told = [
    statusChange(before, after),
    disabledChange(before, after),
    syncChange(before, after),
    commandsLost(before, after),
    listLost(before, after),
  ];
  const sentences = told.filter((part) => part !== undefined);
  return sentences.length === 0 ? undefined : sentences.join(' ');
}

function statusChange(
  { account: before }: ReadyTabView,
  { account: after }: ReadyTabView,
): string | undefined {
  // Creating it here is told by the section that did it.
  if (before === undefined || after === undefined || before.status === after.status)
    return undefined;
  return words('tab').tab.statusNow(after.statusLabel);
}

function disabledChange(
  { account: before }: ReadyTabView,
  { account: after }: ReadyTabView,
): string | undefined {
  if (before === undefined || after === undefined) return undefined;
  if (before.disabledByPractice === after.disabledByPractice) return undefined;
  const text = words('tab').tab;
  return after.disabledByPractice ? text.nowDisabled : text.noLongerDisabled;
}

function commandsLost(before: ReadyTabView, after: ReadyTabView): string | undefined {
  const isNews = after.commandsMissing === true && before.commandsMissing !== true;
  return isNews ? words('tab').tab.commandsNotLoaded : undefined;
}

function listLost(
  { sync: before }: ReadyTabView,
  { sync: after }: ReadyTabView,
): string | undefined {
  const isNews = after.listMissing === true && before.listMissing !== true;
  return isNews ? words('tab').unsentWork.listNotLoaded : undefined;
}

function syncChange(
  { sync: before }: ReadyTabView,
  { sync: after }: ReadyTabView,
): string | undefined {
  const matters = new Set(['warning', 'bad']);
  return before.tone !== after.tone && (matters.has(before.tone) || matters.has(after.tone))
    ? after.summary
    : undefined;
}
