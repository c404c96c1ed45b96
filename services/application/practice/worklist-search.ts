import { Observable } from 'rxjs';
import {
  MOST_DESCRIBED,
  type DescribedPatient,
  type DirectoryQuery,
} from '../../ports/patient-directory.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import { sentenceOf } from '../commands/refusal.ts';
import type { WorklistRows } from './worklists-view.ts';

type Listed = Extract<WorklistRows, { readonly available: true }>;

/** Keys of those of a page who belong on the list; `held`: keys of those of them who have an account. */
export type Taken = (
  patients: readonly DescribedPatient[],
  held: ReadonlyMap<string, number>,
) => Promise<readonly number[]>;

/** Asks the host page by page, and keeps whom `take` takes. */
export function patientSearch$(
  query: DirectoryQuery,
  {
    directory,
    register,
    environment,
  }: Pick<CommandPorts, 'register' | 'directory' | 'environment'>,
  take: Taken,
): Observable<WorklistRows> {
  return new Observable((subscriber) => {
    const found: number[] = [];
    let looked = 0;
    const tell = (rest: Omit<Listed, 'available' | 'keys' | 'search'>): void => {
      const search = { looked, at: environment.now() };
      subscriber.next({ available: true, keys: Uint32Array.from(found), search, ...rest });
    };
    const look = async (): Promise<void> => {
      let after: string | undefined;
      do {
        const page = await directory.find?.(query, {
          size: MOST_DESCRIBED,
          ...(after !== undefined && { after }),
        });
        if (subscriber.closed || page === undefined) return;
        if (!page.ok) {
          tell({ isWhole: false, stopped: sentenceOf(page.failure.reason) });
          return;
        }
        const { patients } = page.value;
        const held = await register.keysOf(patients.map(({ ref }) => ref));
        if (!held.available) {
          tell({ isWhole: false, stopped: sentenceOf(held.reason) });
          return;
        }
        found.push(...(await take(patients, held.value)));
        looked += patients.length;
        after = page.value.next;
        // Told to nobody where nobody looks any more; then the next page is the last one.
        tell({ isWhole: after === undefined });
      } while (after !== undefined);
    };
    tell({ isWhole: false });
    // What was found goes on being shown: the stream ends with the session, not with the search.
    look().catch((error: unknown) => {
      subscriber.error(error);
    });
  });
}
