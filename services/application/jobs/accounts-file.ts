/** The accounts of a list as a file. Names are asked for in slices, and kept nowhere here. */
import { Observable } from 'rxjs';
import type { Reason } from '../../domain/reason.ts';
import { ok, refuse, FailureKind, type Result } from '../../domain/result.ts';
import type { DescribedPatient } from '../../ports/patient-directory.ts';
import { visibleText, words } from '../../words/words.ts';
import type { AllPorts } from '../commands/command-ports.ts';
import { sentenceOf } from '../commands/refusal.ts';
import type { StaffAction } from '../commands/staff-action.ts';
import { lineOf } from '../practice/worklist-lines.ts';
import { patientsAt, slicesOf } from '../practice/worklist-slices.ts';
import type { WorklistLine } from '../practice/worklists-view.ts';
import { groupsOf, whyOf } from './groups.ts';
import type { SavingView } from './jobs-view.ts';

interface LeftOut {
  readonly patientRef: string;
  readonly label: string;
}

/** Asked for on subscribing; `saved` or `refused` comes last. */
export function accountsFile$(
  keys: Uint32Array,
  list: string,
  action: StaffAction,
  ports: AllPorts,
): Observable<SavingView> {
  return new Observable((subscriber) => {
    const save = async (): Promise<SavingView> => {
      const rows: (readonly string[])[] = [];
      const leftOut: LeftOut[] = [];
      const why = await whyNotSaved(action, ports);
      if (why !== undefined) return refused(why);
      let looked = 0;
      for (const slice of slicesOf(keys)) {
        subscriber.next({ phase: 'asking', looked, total: keys.length });
        const some = await rowsOf(slice, ports);
        if (!some.ok) return refused(some.failure.reason);
        rows.push(...some.value.rows);
        leftOut.push(...some.value.leftOut);
        looked += slice.length;
        if (subscriber.closed) break;
      }
      if (rows.length === 0) return refused({ code: 'file-of-nobody' });
      // Given up, or somebody else sits here: nothing leaves the house.
      if (subscriber.closed) return refused({ code: 'signed-out' });
      const saved = await handedOver(rows, list, action, ports);
      return saved.ok
        ? { phase: 'saved', isSaved: saved.value, leftOut: groupsOf(leftOut) }
        : refused(saved.failure.reason);
    };
    save().then(
      (view) => {
        subscriber.next(view);
        subscriber.complete();
      },
      (error: unknown) => {
        subscriber.error(error);
      },
    );
  });
}

function refused(reason: Reason): SavingView {
  return { phase: 'refused', message: sentenceOf(reason) };
}

async function whyNotSaved(
  action: StaffAction,
  { documents, directory }: AllPorts,
): Promise<Reason | undefined> {
  if (!action.session.permissions.includes(action.doing.permission)) {
    await action.auditRefusal(words('commands').action.audit.noPermission);
    return { code: 'not-permitted' };
  }
  if (!documents.keepsLists) return { code: 'files-not-kept' };
  return directory.describes ? undefined : { code: 'patients-not-told' };
}

async function rowsOf(
  keys: readonly number[],
  ports: AllPorts,
): Promise<
  Result<{ readonly rows: readonly (readonly string[])[]; readonly leftOut: readonly LeftOut[] }>
> {
  const { environment, directory } = ports;
  const patients = await patientsAt(keys, ports);
  if (!patients.available) return refuse(FailureKind.storageUnavailable, patients.reason);
  const found = [...patients.value.values()];
  const described = await directory.describe(found.map(({ patientRef }) => patientRef));
  if (!described.ok) return described;
  const at = { now: environment.now(), today: environment.today() };
  const rows: (readonly string[])[] = [];
  const leftOut: LeftOut[] = [];
  for (const one of found) {
    const patient = described.value.get(one.patientRef);
    const why = whyNotInFile(patient);
    if (patient === undefined || why !== undefined) {
      leftOut.push({ patientRef: one.patientRef, label: whyOf(why) });
    } else rows.push(rowOf(patient, lineOf(one, undefined, at)));
  }
  return ok({ rows, leftOut });
}

/** A file goes where nobody knows who reads it. */
function whyNotInFile(patient: DescribedPatient | undefined): Reason | undefined {
  if (patient === undefined) return { code: 'patient-not-told' };
  return patient.restricted ? { code: 'restricted-left-out' } : undefined;
}

function rowOf(
  { displayName, birthDate = '', number, ending }: DescribedPatient,
  { account, codes, createdAt = '' }: WorklistLine,
): readonly string[] {
  const text = words('accounts');
  return [
    visibleText(displayName ?? words('views').patient.nameNotRecorded),
    birthDate,
    number?.display ?? '',
    ending === undefined ? '' : text.endings[ending],
    account?.statusLabel ?? text.list.noAccount,
    account?.disabledByPractice === true ? words('jobs').file.disabled : '',
    codes?.until ?? '',
    codes?.letterAt?.slice(0, 10) ?? '',
    createdAt.slice(0, 10),
    account?.lastUsed?.on ?? '',
    account?.accountId ?? '',
  ];
}

async function handedOver(
  rows: readonly (readonly string[])[],
  list: string,
  action: StaffAction,
  { documents, tables, environment }: AllPorts,
): Promise<Result<boolean>> {
  const text = words('jobs');
  const head = text.file.head(list, environment.now(), action.session.staff.name);
  const file = await tables.csv([...head, [], text.file.columns, ...rows]);
  if (!file.ok) return file;
  if (!action.isSignedInStill()) return refuse(FailureKind.notPermitted, { code: 'signed-out' });
  // Audited before it goes out, because afterwards that could fail.
  const audited = await action.audit(text.audit.exported(list, rows.length));
  if (!audited.ok) return audited;
  const saved = await documents.saveList(file.value, text.file.title);
  if (saved.ok && !saved.value) await action.audit(text.audit.savingCancelled);
  return saved;
}
