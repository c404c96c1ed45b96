/** How far the practice is with online services. Loads with its page. */
import { concat, defer, filter, firstValueFrom, from, NEVER } from 'rxjs';
import {
  addSums,
  NOTHING,
  sumsOf,
  type GpOf,
  type UptakeMoment,
} from '../../domain/practice/uptake.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { StorageReason } from '../../domain/unsent-work/reasons.ts';
import type { DescribedPatient } from '../../ports/patient-directory.ts';
import type {
  RegisterAnswer,
  RegisterKeys,
  RegisterPatient,
} from '../../ports/practice-register.ts';
import { loadWords, words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import { sentenceOf } from '../commands/refusal.ts';
import type { StaffAction } from '../commands/staff-action.ts';
import { figuresOf, gpsOf } from './uptake-figures.ts';
import type { Uptake, UptakeCount } from './uptake-view.ts';
import { whileSignedIn } from './while-signed-in.ts';
import { patientsAt, slicesOf } from './worklist-slices.ts';

export async function openUptake(
  action: StaffAction,
  ports: CommandPorts,
): Promise<Result<Uptake>> {
  await loadWords('uptake', 'views');
  const audited = await action.audit(words('uptake').audit.opened);
  if (!audited.ok) return audited;
  // It does not end by itself, so that an end says that the session has ended.
  const count$ = concat(
    defer(() => from(counting(ports))),
    NEVER,
  );
  return ok({
    savesTables: ports.documents.keepsLists,
    count$: whileSignedIn(count$, action, ports),
  });
}

/** Every account once, a slice at a time: of each nothing is kept but who it was and what it adds to the sums. Ends when nobody looks. */
async function* counting(ports: CommandPorts): AsyncGenerator<UptakeCount, void, undefined> {
  yield { phase: 'counting', looked: 0 };
  const moment = await momentOf(ports);
  const warnings = await warningsOf(ports);
  const all = await allKeys(ports);
  if (!all.available) {
    yield { phase: 'stopped', message: whyUnread(all.reason) };
    return;
  }
  const total = all.value.keys.length;
  const gps = new UsualGps(ports);
  let sums = NOTHING;
  let looked = 0;
  // Each key is an account; whoever has two of them is one patient, and what is known of them is of the first.
  const counted = new Set<string>();
  for (const slice of slicesOf(all.value.keys)) {
    yield { phase: 'counting', looked, total };
    const patients = await patientsAt(slice, ports);
    if (!patients.available) {
      yield { phase: 'stopped', message: whyUnread(patients.reason) };
      return;
    }
    const those = [...patients.value.values()].filter(({ patientRef }) => {
      const isNew = !counted.has(patientRef);
      counted.add(patientRef);
      return isNew;
    });
    sums = addSums(sums, sumsOf(await gps.of(those), moment));
    looked += slice.length;
  }
  const { missing } = gps;
  const figures = { ...figuresOf(sums, moment), warnings };
  yield {
    phase: 'counted',
    figures:
      missing === undefined
        ? { ...figures, gps: gpsOf(sums) }
        : { ...figures, gpsMissing: missing },
  };
}

/** Elsewhere the first of these speaks of saving, and the second of trying by itself. */
function whyUnread(reason: StorageReason): string {
  const { code } = reason;
  return code === 'storage-failing' || code === 'storage-unreadable'
    ? words('uptake').page.unread
    : sentenceOf(reason);
}

async function momentOf({ environment, practice, settings }: CommandPorts): Promise<UptakeMoment> {
  const { services } = await firstValueFrom(settings.settings$);
  return {
    now: environment.now(),
    today: environment.today(),
    nation: practice.nation,
    offered: services,
  };
}

async function warningsOf({ environment, register }: CommandPorts): Promise<readonly string[]> {
  const said = words('uptake').page;
  const isComplete = await firstValueFrom(register.isComplete$);
  return [
    ...(isComplete.available && !isComplete.value ? [said.partial] : []),
    ...(environment.isTimeTrusted() ? [] : [said.clock]),
  ];
}

function allKeys({ register }: CommandPorts): Promise<RegisterAnswer<RegisterKeys>> {
  const isWhole = (told: RegisterAnswer<RegisterKeys>): boolean =>
    !told.available || told.value.isWhole;
  return firstValueFrom(register.keys$({ by: 'all' }).pipe(filter(isWhole)));
}

/** Whose patient each is, as long as the host says it: once it has not, it is asked no more. */
class UsualGps {
  /** Why it is not known of all. */
  missing: string | undefined;

  constructor(private readonly ports: Pick<CommandPorts, 'directory'>) {
    if (!ports.directory.describes) this.missing = words('uptake').gps.notDescribed;
  }

  async of(
    patients: readonly RegisterPatient[],
  ): Promise<readonly (Pick<RegisterPatient, 'records'> & { readonly gp?: GpOf })[]> {
    if (this.missing !== undefined) return patients;
    const refs = patients.map(({ patientRef }) => patientRef);
    const described = await this.ports.directory.describe(refs);
    if (!described.ok) {
      this.missing = words('uptake').gps.failed(sentenceOf(described.failure.reason));
      return patients;
    }
    return patients.map((patient) => ({
      records: patient.records,
      gp: gpOf(described.value.get(patient.patientRef)),
    }));
  }
}

function gpOf(patient: DescribedPatient | undefined): GpOf {
  if (patient === undefined) return 'unknown';
  return patient.usualGp === undefined ? 'none' : { name: patient.usualGp };
}
