/** Patients of the practice who have no account: no register has them, so they go by their place on the list. */
import { firstValueFrom, from, of, ReplaySubject, share, switchMap, type Observable } from 'rxjs';
import type { PracticeRegister, RegisterPatient } from '../../ports/practice-register.ts';
import { words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import type { RowsIn } from './worklist-rows.ts';
import { patientSearch$ } from './worklist-search.ts';
import type { WorklistRows } from './worklists-view.ts';

type Ports = Pick<CommandPorts, 'register' | 'directory' | 'environment'>;

export class WithoutAccount {
  /** By key. */
  private readonly refs: string[] = [];
  readonly rowsIn: RowsIn;

  constructor(private readonly ports: Ports) {
    const rows$ = this.rows$().pipe(share({ connector: () => new ReplaySubject(1) }));
    this.rowsIn = () => rows$;
  }

  readonly refsOf = (keys: Uint32Array): readonly string[] =>
    [...keys].flatMap((key) => this.refs[key] ?? []);

  /** Its own lines; whose account was made since has it. */
  get register(): Pick<PracticeRegister, 'lines$'> {
    return {
      lines$: (keys) => {
        const refs = new Map(keys.flatMap((key) => this.lineAt(key)));
        return from(this.ports.register.keysOf([...refs.values()])).pipe(
          switchMap((held) => {
            if (!held.available) return of(held);
            return this.ports.register.lines$([...held.value.values()]).pipe(
              switchMap((lines) => {
                if (!lines.available) return of(lines);
                const made = new Map(
                  [...lines.value.values()].map((each) => [each.patientRef, each]),
                );
                const value = new Map(
                  [...refs].map(([key, ref]) => [key, made.get(ref) ?? nothingOf(ref)]),
                );
                return of({ available: true as const, value });
              }),
            );
          }),
        );
      },
    };
  }

  private lineAt(key: number): readonly (readonly [number, string])[] {
    const ref = this.refs[key];
    return ref === undefined ? [] : [[key, ref]];
  }

  private rows$(): Observable<WorklistRows> {
    const { register } = this.ports;
    return from(firstValueFrom(register.isComplete$)).pipe(
      switchMap((isComplete) => {
        // Somebody may have an account that this workstation has not heard of yet.
        if (!isComplete.available || !isComplete.value) {
          return of({
            available: false as const,
            message: words('accounts').page.notFetched,
          });
        }
        this.refs.length = 0;
        return patientSearch$({}, this.ports, (patients, held) => {
          const without = patients.filter(
            ({ ref, ending }) => ending === undefined && !held.has(ref),
          );
          const first = this.refs.length;
          this.refs.push(...without.map(({ ref }) => ref));
          return Promise.resolve(without.map((_, index) => first + index));
        });
      }),
    );
  }
}

function nothingOf(patientRef: string): RegisterPatient {
  const records = { registrations: [], identityChecks: [], letters: [] };
  return { patientRef, records, entries: [] };
}
