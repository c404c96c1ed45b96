import { defer, switchMap, type Observable } from 'rxjs';
import { inject, injectable } from 'tsyringe';
import type {
  AccountList,
  PagedList,
  PageRequest,
  PracticeRegister,
  RegisterAnswer,
  RegisterKeys,
  RegisterList,
  RegisterOrder,
  RegisterPage,
  RegisterPatient,
} from '../ports/practice-register.ts';
import {
  ONLINE_SERVICES_DATABASE,
  type OnlineServicesDatabase,
} from './online-services-database.ts';
import { lastReconciled } from './last-reconciled.ts';

/**
 * {@link PracticeRegister} in IndexedDB: counts and places by index keys alone, rows of the patients in sight. How comes with
 * whoever asks: most people at a desk look at no list.
 */
@injectable()
export class DexiePracticeRegister implements PracticeRegister {
  readonly isComplete$: Observable<RegisterAnswer<boolean>>;

  constructor(@inject(ONLINE_SERVICES_DATABASE) private readonly database: OnlineServicesDatabase) {
    this.isComplete$ = database.live(
      async (tables) => (await lastReconciled(tables)).finishedOn !== undefined,
    );
  }

  count$(list: AccountList): Observable<RegisterAnswer<number>> {
    return defer(() => import('./register-pages.ts')).pipe(
      switchMap(({ countOf }) => countOf(this.database, list)),
    );
  }

  page$(list: PagedList, request: PageRequest): Observable<RegisterAnswer<RegisterPage>> {
    return defer(() => import('./register-pages.ts')).pipe(
      switchMap(({ pageOf }) => pageOf(this.database, list, request)),
    );
  }

  keys$(list: RegisterList, order?: RegisterOrder): Observable<RegisterAnswer<RegisterKeys>> {
    return defer(() => import('./register-keys.ts')).pipe(
      switchMap(({ keysOf }) => keysOf(this.database, list, order)),
    );
  }

  lines$(
    keys: readonly number[],
  ): Observable<RegisterAnswer<ReadonlyMap<number, RegisterPatient>>> {
    return defer(() => import('./register-patients.ts')).pipe(
      switchMap(({ patientsOf }) => patientsOf(this.database, keys)),
    );
  }

  async keysOf(
    patientRefs: readonly string[],
  ): Promise<RegisterAnswer<ReadonlyMap<string, number>>> {
    const { placesOf } = await import('./register-patients.ts');
    return placesOf(this.database, patientRefs);
  }
}
