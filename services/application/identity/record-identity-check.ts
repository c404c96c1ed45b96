import { checkIdentityEntry } from '../../domain/identity/identity-check.ts';
import type { CalendarDate, IdentityCheckRecord, IdentityMethod } from '../../domain/records.ts';
import { ok, type Result } from '../../domain/result.ts';
import { words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import { sentenceOf } from '../commands/refusal.ts';
import type { PatientAction } from '../commands/staff-action.ts';
import type { PatientOperation } from '../commands/staff-command.ts';

export interface IdentityCheckInput extends PatientOperation {
  readonly date: CalendarDate;
  readonly method: IdentityMethod | '';
  readonly staffId: string;
  readonly staffName: string;
  readonly freetext: string;
  /** Also add "Patient registration data verified" to the clinical record. */
  readonly addCodedEntry: boolean;
}

interface Output {
  /** The check was recorded, the coded entry was not: why. */
  readonly codedEntryFailure?: string;
}

/** Stores the check; the coded entry is added after it, and its failure does not undo the check. */
export async function recordIdentityCheck(
  action: PatientAction,
  input: IdentityCheckInput,
  ports: CommandPorts,
): Promise<Result<Output>> {
  const { environment, practice } = ports;
  const entry = checkIdentityEntry(input, environment.today());
  if (!entry.ok) return entry;
  const body: IdentityCheckRecord = {
    id: environment.newId(),
    practiceId: practice.id,
    patientRef: input.patientRef,
    date: input.date,
    method: entry.value.method,
    staff: { id: input.staffId, name: input.staffName.trim() },
    freetext: input.freetext.trim(),
    recordedAt: environment.now(),
    recordedBy: action.session.staff,
  };
  const committed = await action.commit({
    operationId: input.operationId,
    description: words('commands').identity.record,
    summary: words('commands').identity.recorded,
    writes: [{ after: { kind: 'identity-check', body } }],
  });
  if (!committed.ok) return committed;
  return ok(input.addCodedEntry ? await addCodedEntry(action, input, ports) : {});
}

async function addCodedEntry(
  action: PatientAction,
  { patientRef, date, freetext }: IdentityCheckInput,
  { patients }: CommandPorts,
): Promise<Output> {
  const adding = action.under('add-coded-entry');
  // Audited first: what the host has written cannot be taken back when the audit fails.
  const audited = await adding.audit(words('commands').identity.addingCodedEntry);
  if (!audited.ok) return { codedEntryFailure: sentenceOf(audited.failure.reason) };
  const added = await patients.addIdentityVerifiedEntry(patientRef, date, freetext.trim());
  if (added.ok) return {};
  const why = sentenceOf(added.failure.reason);
  await adding.auditRefusal(why);
  return { codedEntryFailure: why };
}
