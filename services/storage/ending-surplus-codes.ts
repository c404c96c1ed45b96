import { Permission } from '../domain/practice/permission.ts';
import { RegistrationState, type RegistrationRecord, type StaffMember } from '../domain/records.ts';
import type { WithdrawalWords } from '../ports/outbox.ts';
import type { RecordChange } from '../ports/record-store.ts';
import type { Stamp } from './change-plan.ts';
import { EXCHANGE, STAFF_WORK, type Tables } from './database-tables.ts';
import { commitChange } from './dexie-commit.ts';
import { withoutCodes } from './ended-registration.ts';
import type { OnlineServicesDatabase } from './online-services-database.ts';
import { loadWorkingSet, saveWorkingSet } from './patient-working-set.ts';
import type { RecordRow } from './record-row.ts';
import { requireSenderEpoch } from './sender-epoch.ts';
import { pendingCodes, surplusCodes } from './surplus-codes.ts';

/** By whom, with what, and as which sender they are ended. */
export interface Ending {
  readonly database: OnlineServicesDatabase;
  readonly environment: Stamp;
  readonly words: WithdrawalWords;
  readonly by: StaffMember;
  readonly epoch: number;
}

/** Ends all but the newest of the codes that wait to be used, patient by patient. Resolves to how many sets it ended. */
export async function endSurplusCodes(
  patients: readonly string[],
  ending: Ending,
): Promise<number> {
  const tables = [...new Set([...STAFF_WORK, ...EXCHANGE])];
  let ended = 0;
  for (const patientRef of patients) {
    ended += await ending.database.write(tables, (held) => endThoseOf(patientRef, held, ending));
  }
  return ended;
}

async function endThoseOf(
  patientRef: string,
  held: Tables,
  { environment, words, by, epoch }: Ending,
): Promise<number> {
  await requireSenderEpoch(held, epoch);
  const set = await loadWorkingSet(held, [patientRef]);
  const change = withdrawal(set.rowsOf(patientRef), by, words, environment);
  if (change === undefined) {
    await saveWorkingSet(held, set);
    return 0;
  }
  await commitChange(held, change, environment);
  return change.writes.length;
}

/** The change that ends a patient's surplus codes, in these words. */
export function withdrawal(
  rows: readonly RecordRow[],
  by: StaffMember,
  { description, summary }: WithdrawalWords,
  stamp: Stamp,
): RecordChange | undefined {
  const codes = [...surplusCodes(rows)].flatMap((row) => pendingCodes(row) ?? []);
  const [first] = codes;
  if (first === undefined) return undefined;
  const { patientRef, practiceId, accountKey } = first;
  const ended = (body: RegistrationRecord): RegistrationRecord => ({
    ...withoutCodes(body),
    state: RegistrationState.withdrawn,
  });
  return {
    operationId: stamp.newId(),
    author: by,
    permission: Permission.manageAccounts,
    patientRef,
    patientName: '',
    description,
    writes: codes.map((body) => ({
      before: body,
      after: { kind: 'registration', body: ended(body) },
    })),
    audit: [
      {
        id: stamp.newId(),
        practiceId,
        at: stamp.now(),
        by,
        patientRef,
        accountKey,
        action: 'withdraw-surplus-codes',
        outcome: 'done',
        summary,
      },
    ],
  };
}
