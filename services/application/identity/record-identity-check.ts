import { firstValueFrom } from 'rxjs';
import { checkIdentityEntry } from '../../domain/identity/identity-check-entry.ts';
import { whyIncomplete } from '../../domain/identity/identity-minimum.ts';
import { staffChoices } from '../../domain/identity/staff-choices.ts';
import { vouchedAs, whyNotVouch, type Vouch } from '../../domain/identity/vouching.ts';
import type { IdentityCheckRecord, IdentityMethod } from '../../domain/records.ts';
import { Permission } from '../../domain/practice/permission.ts';
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import { words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import { sentenceOf } from '../commands/refusal.ts';
import type { PatientAction } from '../commands/staff-action.ts';
import type { PatientOperation } from '../commands/staff-command.ts';

export interface IdentityCheckInput extends PatientOperation {
  /** As typed. */
  readonly date: string;
  readonly method: IdentityMethod | '';
  /** Who checked: one of the view's `staffChoices`. */
  readonly staffId: string;
  readonly freetext: string;
  /** Also add "Patient registration data verified" to the clinical record. */
  readonly addCodedEntry: boolean;
}

interface Output {
  /** The check was recorded, the coded entry was not: why. */
  readonly codedEntryFailure?: string;
  /** The checks that stand are not what the practice asks for yet: what is missing. */
  readonly stillMissing?: string;
}

/** Stores the check; the coded entry is added after it, and its failure does not undo the check. */
export async function recordIdentityCheck(
  action: PatientAction,
  input: IdentityCheckInput,
  ports: CommandPorts,
): Promise<Result<Output>> {
  const { environment, practice } = ports;
  const { staff: signedIn } = action.session;
  const { birthDate, registeredOn } = action.patient;
  const colleagues = await firstValueFrom(ports.sessions.colleagues$);
  const entry = checkIdentityEntry(input, {
    today: environment.today(),
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(registeredOn === undefined ? {} : { registeredOn }),
    months: words('views').dates.months,
    staff: staffChoices(signedIn, colleagues, action.records.identityChecks),
  });
  if (!entry.ok) return entry;
  const vouch = { ...entry.value, recordedBy: signedIn, managesAccounts: managesAccounts(action) };
  const notTaken = whyNotVouch(vouch, action.facts.settings.identityVouching);
  if (notTaken !== undefined) return refuse(FailureKind.notAllowed, notTaken, 'method');
  const body: IdentityCheckRecord = {
    id: environment.newId(),
    practiceId: practice.id,
    patientRef: input.patientRef,
    ...entry.value,
    freetext: input.freetext.trim(),
    recordedAt: environment.now(),
    recordedBy: signedIn,
    ...ofVouch(vouch),
  };
  const committed = await action.commit({
    operationId: input.operationId,
    description: words('commands').identity.record,
    summary: words('commands').identity.recorded,
    writes: [{ after: { kind: 'identity-check', body } }],
  });
  if (!committed.ok) return committed;
  const added = input.addCodedEntry ? await addCodedEntry(action, body, ports) : {};
  return ok({ ...added, ...stillMissing(action, body) });
}

function managesAccounts({ session }: PatientAction): boolean {
  return session.permissions.includes(Permission.manageAccounts);
}

function ofVouch(vouch: Vouch): Pick<IdentityCheckRecord, 'vouchedAs'> {
  const as = vouchedAs(vouch);
  return as === undefined ? {} : { vouchedAs: as };
}

function stillMissing({ records, facts }: PatientAction, made: IdentityCheckRecord): Output {
  const why = whyIncomplete([made, ...records.identityChecks], facts.settings);
  return why === undefined ? {} : { stillMissing: sentenceOf(why) };
}

async function addCodedEntry(
  action: PatientAction,
  { patientRef, date, freetext }: IdentityCheckRecord,
  { patients }: CommandPorts,
): Promise<Output> {
  const adding = action.under('add-coded-entry');
  // Audited first: what the host has written cannot be taken back when the audit fails.
  const audited = await adding.audit(words('commands').identity.addingCodedEntry);
  if (!audited.ok) return { codedEntryFailure: sentenceOf(audited.failure.reason) };
  const added = await patients.addIdentityVerifiedEntry(patientRef, date, freetext);
  if (added.ok) return {};
  const why = sentenceOf(added.failure.reason);
  await adding.auditRefusal(why);
  return { codedEntryFailure: why };
}
