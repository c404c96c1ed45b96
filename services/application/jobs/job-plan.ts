/** Who would be done, and who is left out and why: looked at before anything is done to anybody. */
import { Observable } from 'rxjs';
import type { JobPatient, BulkWork } from '../../domain/jobs/job.ts';
import type { AllPorts } from '../commands/command-ports.ts';
import { sentenceOf } from '../commands/refusal.ts';
import { patientsAt, slicesOf } from '../practice/worklist-slices.ts';
import { whyNot } from './job-work.ts';
import { whomOf } from './whom.ts';

/** A host is asked about so many at the same time. */
const AT_A_TIME = 10;

/** How far a look has come. */
export interface LookSoFar {
  readonly patients: readonly JobPatient[];
  /** Of the lines that were chosen: some are of records that are gone. */
  readonly looked: number;
  readonly isWhole: boolean;
  /** Why nobody is looked at any further. */
  readonly stopped?: string;
}

/** Looks at everybody on these lines, once; unsubscribing ends it. */
export function look$(keys: Uint32Array, work: BulkWork, ports: AllPorts): Observable<LookSoFar> {
  return new Observable((subscriber) => {
    const patients: JobPatient[] = [];
    let looked = 0;
    const tell = (rest: Pick<LookSoFar, 'isWhole' | 'stopped'>): void => {
      subscriber.next({ patients: [...patients], looked, ...rest });
    };
    const look = async (): Promise<void> => {
      for (const slice of slicesOf(keys)) {
        const lines = await patientsAt(slice, ports);
        if (!lines.available) {
          tell({ isWhole: false, stopped: sentenceOf(lines.reason) });
          return;
        }
        const refs = [...new Set([...lines.value.values()].map(({ patientRef }) => patientRef))];
        for (let from = 0; from < refs.length; from += AT_A_TIME) {
          const some = refs.slice(from, from + AT_A_TIME);
          const judged = await Promise.all(some.map((ref) => judge(ref, work, ports)));
          if (subscriber.closed) return;
          for (const each of judged) {
            if ('stopped' in each) {
              tell({ isWhole: false, stopped: each.stopped });
              return;
            }
            patients.push(each);
          }
        }
        looked += slice.length;
        tell({ isWhole: false });
      }
      tell({ isWhole: true });
    };
    look().then(
      () => {
        subscriber.complete();
      },
      (error: unknown) => {
        subscriber.error(error);
      },
    );
  });
}

async function judge(
  patientRef: string,
  work: BulkWork,
  ports: AllPorts,
): Promise<JobPatient | { readonly stopped: string }> {
  const whom = await whomOf(patientRef, ports);
  if ('held' in whom) return { stopped: sentenceOf(whom.held) };
  if ('failed' in whom) return { patientRef, leftOut: whom.failed };
  const leftOut = 'leftOut' in whom ? whom.leftOut : await whyNot(work, whom.facts, ports);
  return leftOut === undefined ? { patientRef } : { patientRef, leftOut };
}
