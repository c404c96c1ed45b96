/** What a list shows of those in sight. */
import {
  combineLatest,
  concat,
  defer,
  finalize,
  from,
  map,
  of,
  startWith,
  switchMap,
  type Observable,
} from 'rxjs';
import { pendingRegistration, hasExpired } from '../../domain/codes/pending-codes.ts';
import { lettersOf } from '../../domain/letter/letters-of.ts';
import { OutboxState } from '../../ports/outbox.ts';
import { MOST_DESCRIBED, type DescribedPatient } from '../../ports/patient-directory.ts';
import type { RegisterPatient } from '../../ports/practice-register.ts';
import { timer } from '../../streams/sources.ts';
import { visibleText, words } from '../../words/words.ts';
import { accountView } from '../account/account-view.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import { sentenceOf } from '../commands/refusal.ts';
import { concernsStaff } from '../unsent-work/unsent-changes.ts';
import type { ListedPatient, WorklistLine, WorklistLines } from './worklists-view.ts';

type Ports = Pick<CommandPorts, 'directory' | 'environment'> & {
  readonly register: Pick<CommandPorts['register'], 'lines$'>;
};

/** Often enough for a lock that runs out while the list is open. */
const CLOCK_INTERVAL_MS = 30_000;

interface Names {
  readonly known: ReadonlyMap<string, ListedPatient>;
  /** Why some are missing. */
  readonly nameless?: string;
}

/** Lines of one list: they know the patients in sight by name, and nobody else. */
export class WorklistReader {
  private readonly known = new Map<string, ListedPatient>();
  private watchers = 0;

  constructor(private readonly ports: Ports) {}

  /** Forgets whoever is out of sight, and everybody when nobody looks any more. */
  lines$(keys: readonly number[]): Observable<WorklistLines> {
    return defer(() => {
      this.watchers += 1;
      return this.read$(keys).pipe(
        finalize(() => {
          this.watchers -= 1;
          if (this.watchers === 0) this.known.clear();
        }),
      );
    });
  }

  private read$(keys: readonly number[]): Observable<WorklistLines> {
    const { register, environment } = this.ports;
    const clock$ = timer(CLOCK_INTERVAL_MS, CLOCK_INTERVAL_MS).pipe(startWith(undefined));
    return combineLatest([register.lines$(keys), clock$]).pipe(
      switchMap(([answer]): Observable<WorklistLines> => {
        if (!answer.available) return of({ lines: new Map() });
        const refs = new Set([...answer.value.values()].map(({ patientRef }) => patientRef));
        const at = { now: environment.now(), today: environment.today() };
        return this.names$(refs).pipe(
          map(({ known, nameless }) => ({
            lines: new Map(
              [...answer.value].map(([key, patient]) => [
                key,
                lineOf(patient, known.get(patient.patientRef), at),
              ]),
            ),
            ...(nameless !== undefined && { nameless }),
          })),
        );
      }),
    );
  }

  private names$(refs: ReadonlySet<string>): Observable<Names> {
    for (const ref of this.known.keys()) if (!refs.has(ref)) this.known.delete(ref);
    if (!this.ports.directory.describes) {
      return of({ known: this.known, nameless: words('accounts').names.notDescribed });
    }
    const missing = [...refs].filter((ref) => !this.known.has(ref)).slice(0, MOST_DESCRIBED);
    const atOnce: Names = { known: this.known };
    return missing.length === 0 ? of(atOnce) : concat(of(atOnce), from(this.described(missing)));
  }

  private async described(refs: readonly string[]): Promise<Names> {
    const { known } = this;
    const described = await this.ports.directory.describe(refs);
    if (!described.ok) {
      return {
        known,
        nameless: words('accounts').names.failed(sentenceOf(described.failure.reason)),
      };
    }
    for (const ref of refs) known.set(ref, listedPatient(described.value.get(ref)));
    return { known };
  }
}

function listedPatient(patient: DescribedPatient | undefined): ListedPatient {
  if (patient === undefined) return 'unknown';
  const { displayName, birthDate, number, restricted, ending } = patient;
  return {
    name: visibleText(displayName ?? words('views').patient.nameNotRecorded),
    ...(birthDate !== undefined && { birthDate }),
    ...(number !== undefined && { number: number.display }),
    restricted,
    ...(ending !== undefined && { ending: words('accounts').endings[ending] }),
  };
}

/** A patient as the list has them; without a name where none has been asked for. */
export function lineOf(
  { patientRef, records, entries }: RegisterPatient,
  patient: ListedPatient | undefined,
  { now, today }: { readonly now: string; readonly today: string },
): WorklistLine {
  const account = accountView(records, entries, now);
  const codes = pendingRegistration(records);
  const letter = codes && lettersOf(records, codes)[0];
  const unsent = entries.filter(concernsStaff);
  return {
    patientRef,
    ...(patient !== undefined && { patient }),
    ...(account !== undefined && { account, createdAt: records.account?.createdAt ?? '' }),
    ...(codes !== undefined && {
      codes: {
        until: codes.expiresOn,
        isOver: hasExpired(codes, today),
        ...(letter !== undefined && { letterAt: letter.at }),
      },
    }),
    ...(unsent.length > 0 && {
      unsent: unsent.every(({ state }) => state === OutboxState.waiting) ? 'waiting' : 'attention',
    }),
  };
}
