import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import { checkDiscardReason, undoesSomebodysSafety } from '../../domain/unsent-work/deciding.ts';
import type { OutboxEntry, StaffDecision } from '../../ports/outbox.ts';
import { words, type Words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import { shownText } from '../shown-text.ts';
import type { AuditSubject, StaffAction } from '../commands/staff-action.ts';
import { isUndecided } from './unsent-changes.ts';

type Fate = Parameters<Words['commands']['unsentWork']['decided']>[0]['fate'];

/** By these a change is given up. */
const GIVEN_UP: ReadonlySet<Fate> = new Set(['given-up', 'theirs']);

export interface WorkInput {
  /** As the view of unsent work names it. */
  readonly workId: string;
}

/** Giving work up: why, where that has to be said. */
export interface DiscardInput extends WorkInput {
  readonly reason?: string;
}

/**
 * Decides about unsent work; the audit says whose change it was, of which patient, and what became of it. It takes what
 * the change itself took, which only the change knows: storage refuses it in the transaction of the decision.
 */
export async function decideWork(
  { workId, fate, reason }: DiscardInput & { readonly fate: Fate },
  action: StaffAction,
  { outbox }: CommandPorts,
  act: (decision: StaffDecision) => Promise<Result<void>>,
): Promise<Result<void>> {
  const change = await outbox.change(workId);
  if (!change.ok) return change;
  const entries = change.value;
  const [entry] = entries;
  if (entry === undefined) return refuse(FailureKind.changedMeanwhile, { code: 'work-settled' });
  action.concerns(subjectOf(entry));
  const { staff, permissions } = action.session;
  const mustSayWhy =
    GIVEN_UP.has(fate) && undoesSomebodysSafety(entries.filter(isUndecided), staff.id);
  const why = mustSayWhy ? checkDiscardReason(reason ?? '') : ok(undefined);
  if (!why.ok) return why;
  const { author, at } = entry;
  const description = shownText(entry.description);
  const authorName = author.name;
  const summary = words('commands').unsentWork.decided({ description, authorName, at, fate });
  const said = why.value === undefined ? {} : { reason: why.value };
  const audit = { ...action.auditRow(summary), ...said };
  return act({ by: staff, permissions, audit, ...said });
}

function subjectOf({ kind, patientRef, after: { body } }: OutboxEntry): AuditSubject {
  return {
    ...(patientRef === undefined ? {} : { patientRef }),
    ...(kind === 'account' ? { accountKey: body.id } : {}),
    ...('accountKey' in body ? { accountKey: body.accountKey } : {}),
  };
}
