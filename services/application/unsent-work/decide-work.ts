import { FailureKind, refuse, type Result } from '../../domain/result.ts';
import type { OutboxEntry, StaffDecision } from '../../ports/outbox.ts';
import { words, type Words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import type { AuditSubject, StaffAction } from '../commands/staff-action.ts';

type Fate = Parameters<Words['commands']['unsentWork']['decided']>[0]['fate'];

export interface WorkInput {
  /** As the view of unsent work names it. */
  readonly workId: string;
}

/** Decides about unsent work; the audit says whose change it was, of which patient, and what became of it. */
export async function decideWork(
  { workId, fate }: WorkInput & { readonly fate: Fate },
  action: StaffAction,
  { outbox }: CommandPorts,
  act: (decision: StaffDecision) => Promise<Result<void>>,
): Promise<Result<void>> {
  const change = await outbox.change(workId);
  if (!change.ok) return change;
  const [entry] = change.value;
  if (entry === undefined) return refuse(FailureKind.changedMeanwhile, { code: 'work-settled' });
  const { description, author } = entry;
  const summary = words('commands').unsentWork.decided({
    description,
    authorName: author.name,
    fate,
  });
  return act({ by: action.session.staff, audit: action.auditRow(summary, subjectOf(entry)) });
}

function subjectOf({ kind, patientRef, after: { body } }: OutboxEntry): AuditSubject {
  return {
    ...(patientRef === undefined ? {} : { patientRef }),
    ...(kind === 'account' ? { accountKey: body.id } : {}),
    ...('accountKey' in body ? { accountKey: body.accountKey } : {}),
  };
}
