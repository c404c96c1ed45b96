import { Observable } from 'rxjs';
import { pendingRegistration } from '../../domain/codes/pending-codes.ts';
import { lettersOf } from '../../domain/letter/letters-of.ts';
import type { RegisterPatient } from '../../ports/practice-register.ts';
import { words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import { sentenceOf } from '../commands/refusal.ts';
import { reasonLabel } from '../services/disabling-views.ts';
import { patientsAt, slicesOf } from './worklist-slices.ts';
import type { Worklist, WorklistDivision } from './worklists-view.ts';

/**
 * A list by a fact that is in no index: why an account is disabled is sealed where it lies, and whether a letter was
 * printed is on another record. So everybody on it is read once, with the progress told.
 */
export function division$(
  keys: Uint32Array,
  by: NonNullable<Worklist['divides']>,
  ports: Pick<CommandPorts, 'register' | 'environment'>,
): Observable<WorklistDivision> {
  return new Observable((subscriber) => {
    const parts = new Map<string, number[]>();
    let looked = 0;
    const tell = (rest: Pick<WorklistDivision, 'isWhole' | 'stopped'>): void => {
      subscriber.next({ parts: sorted(parts), looked, at: ports.environment.now(), ...rest });
    };
    const read = async (): Promise<void> => {
      for (const slice of slicesOf(keys)) {
        tell({ isWhole: false });
        const patients = await patientsAt(slice, ports);
        if (subscriber.closed) return;
        if (!patients.available) {
          tell({ isWhole: false, stopped: sentenceOf(patients.reason) });
          return;
        }
        for (const [key, patient] of patients.value) {
          const label = labelOf(patient, by);
          const part = parts.get(label);
          if (part === undefined) parts.set(label, [key]);
          else part.push(key);
        }
        looked += slice.length;
      }
      tell({ isWhole: true });
    };
    read().catch((error: unknown) => {
      subscriber.error(error);
    });
  });
}

function sorted(parts: ReadonlyMap<string, readonly number[]>): WorklistDivision['parts'] {
  return [...parts]
    .map(([label, keys]) => ({ label, keys: Uint32Array.from(keys) }))
    .sort((one, other) => other.keys.length - one.keys.length);
}

function labelOf({ records }: RegisterPatient, by: NonNullable<Worklist['divides']>): string {
  const { disabling: said, letters } = words('accounts');
  if (by === 'reason') {
    const disabling = records.account?.disabling;
    return disabling === undefined ? said.none : reasonLabel(disabling);
  }
  const codes = pendingRegistration(records);
  const isPrinted = codes !== undefined && lettersOf(records, codes).length > 0;
  return isPrinted ? letters.printed : letters.notPrinted;
}
