/** Who may be meant by what somebody typed. */
import { agreement, type Agreement } from '../../domain/osu/matching.ts';
import { plainNumber } from '../../domain/osu/same-details.ts';
import type { TypedDetails } from '../../domain/osu/application.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { FoundPatient } from '../../ports/patient-finder.ts';
import type { CommandPorts } from '../commands/command-ports.ts';

/** Somebody who may be meant, and in what they agree. */
export interface Meant {
  readonly patient: FoundPatient;
  readonly same: Agreement;
}

/** Those who have the number, or the surname and the birth date: others are nobody's idea of the applicant. */
export async function candidatesFor(
  typed: TypedDetails,
  { finder, practice }: CommandPorts,
): Promise<Result<readonly Meant[]>> {
  const found = finder.find === undefined ? await openOne(finder) : await finder.find(query(typed));
  if (!found.ok) return found;
  const all = found.value.map((patient) => ({
    patient,
    same: agreement(typed, patient, practice.nation),
  }));
  return ok(all.filter(({ same }) => same.number === true || (same.family && same.birthDate)));
}

async function openOne(finder: CommandPorts['finder']): Promise<Result<readonly FoundPatient[]>> {
  const open = await finder.open();
  return ok(open === undefined ? [] : [open]);
}

function query({ number, ...typed }: TypedDetails) {
  return {
    family: typed.family,
    given: typed.given,
    birthDate: typed.birthDate,
    ...(number !== undefined && { number: plainNumber(number) }),
  };
}

/** Who of them has an account, as far as this workstation knows; making one finds out about the rest. */
export async function whoHasAccount(
  meant: readonly Meant[],
  { store }: CommandPorts,
): Promise<Result<ReadonlySet<string>>> {
  const having = new Set<string>();
  for (const { patient } of meant) {
    const records = await store.read(patient.ref);
    if (!records.ok) return records;
    if (records.value.account !== undefined) having.add(patient.ref);
  }
  return ok(having);
}
