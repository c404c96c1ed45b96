import { firstValueFrom } from 'rxjs';
import type { RegisterAnswer, RegisterPatient } from '../../ports/practice-register.ts';
import type { CommandPorts } from '../commands/command-ports.ts';

/** Read at a time; the host describes no more at once. */
const AT_A_TIME = 100;

/** A long list of keys, a few at a time. */
export function* slicesOf(keys: Uint32Array): Generator<readonly number[], void, undefined> {
  for (let from = 0; from < keys.length; from += AT_A_TIME) {
    yield [...keys.subarray(from, from + AT_A_TIME)];
  }
}

/** All that is known of these at this moment. */
export function patientsAt(
  keys: readonly number[],
  { register }: Pick<CommandPorts, 'register'>,
): Promise<RegisterAnswer<ReadonlyMap<number, RegisterPatient>>> {
  return firstValueFrom(register.lines$(keys));
}
