import type { Reason } from '../../domain/reason.ts';
import { words } from '../../words/words.ts';
import { sentenceIfKnown, sentenceOf } from '../commands/refusal.ts';
import type { GroupView } from './jobs-view.ts';

/** So many of a group are named. */
export const FIRST = 100;

interface Grouped {
  readonly patientRef: string;
  readonly label: string;
}

/** Everybody by what is said of them, the largest group first. */
export function groupsOf(people: readonly Grouped[]): readonly GroupView[] {
  const groups = new Map<string, string[]>();
  for (const { patientRef, label } of people) {
    const group = groups.get(label);
    if (group === undefined) groups.set(label, [patientRef]);
    else group.push(patientRef);
  }
  return [...groups]
    .map(([label, refs]) => ({ label, count: refs.length, first: refs.slice(0, FIRST) }))
    .sort((one, other) => other.count - one.count);
}

/** Why, in words: of what was kept a newer version may say more than this one knows. */
export function whyOf(reason: Reason | undefined): string {
  if (reason === undefined) return words('jobs').unknownReason;
  return sentenceIfKnown(reason) ?? knownToCommands(reason);
}

function knownToCommands(reason: Reason): string {
  return Object.hasOwn(words('commands').reasons, reason.code)
    ? sentenceOf(reason)
    : words('jobs').unknownReason;
}
