import { Permission } from '../domain/practice/permission.ts';
import {
  RegistrationState,
  type AuditRecord,
  type RegistrationRecord,
  type StaffMember,
} from '../domain/records.ts';
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
import { surplusCodes } from './surplus-codes.ts';
import { textsToWrite } from './texts-to-write.ts';
import { pendingCodes } from './waiting-codes.ts';

/** By whom, with what, and as which sender they are ended. */
export interface Ending {
  readonly database: OnlineServicesDatabase;
  readonly environment: Stamp;
  readonly words: WithdrawalWords;
  readonly by: StaffMember;
  readonly epoch: number;
}

/**
 * Ends all but the newest of the codes that wait to be used, patient by patient. Resolves to how many sets it ended.
 */
export async function endSurplusCodes(
  patients: readonly string[],
  ending: Ending,
): Promise<number> {
  const tables = [...new Set([...STAFF_WORK, ...EXCHANGE])];
  let ended = 0;
  for (const patientRef of patients) {
    const said = await sealedWords(patientRef, ending);
    ended += await ending.database.write(tables, (held) =>
      endThoseOf(patientRef, held, { ...ending, words: said }),
    );
  }
  return ended;
}

/** What is said of the change, and which row says it in the audit. */
interface SaidOfIt extends WithdrawalWords {
  readonly auditId: string;
}

/**
 * A seal is of one place, so patient and audit row are known before the transaction, in which nothing can be sealed.
 */
async function sealedWords(
  patientRef: string,
  { database, environment, words: { description, summary }, by }: Ending,
): Promise<SaidOfIt> {
  const auditId = environment.newId();
  const texts = await textsToWrite(database);
  const row = auditRow({
    id: auditId,
    patientRef,
    practiceId: '',
    by,
    at: environment.now(),
    summary,
  });
  const change = await texts.change({
    ...changeOf(patientRef, by, auditId),
    description,
    writes: [],
    audit: [row],
  });
  return { auditId, description: change.description, summary: change.audit[0]?.summary ?? summary };
}

async function endThoseOf(
  patientRef: string,
  held: Tables,
  { environment, words, by, epoch }: Omit<Ending, 'words'> & { readonly words: SaidOfIt },
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
  { auditId, description, summary }: SaidOfIt,
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
  const row = auditRow({ id: auditId, patientRef, practiceId, by, at: stamp.now(), summary });
  return {
    ...changeOf(patientRef, by, stamp.newId()),
    description,
    writes: codes.map((body) => ({
      before: body,
      after: { kind: 'registration', body: ended(body) },
    })),
    audit: [{ ...row, accountKey }],
  };
}

type ChangeOfPatient = Omit<RecordChange, 'description' | 'writes' | 'audit'>;

function changeOf(patientRef: string, author: StaffMember, operationId: string): ChangeOfPatient {
  return {
    operationId,
    author,
    permission: Permission.manageAccounts,
    patientRef,
    patientName: '',
  };
}

function auditRow(row: Omit<AuditRecord, 'action' | 'outcome' | 'byRule'>): AuditRecord {
  return { ...row, byRule: true, action: 'withdraw-surplus-codes', outcome: 'done' };
}
