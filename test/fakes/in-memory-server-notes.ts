import { BehaviorSubject } from 'rxjs';
import { ok, type Result } from '../../services/domain/result.ts';
import type { ServerNote, ServerNotes } from '../../services/ports/server-look.ts';

/** {@link ServerNotes} in memory. */
export class InMemoryServerNotes implements ServerNotes {
  readonly note$ = new BehaviorSubject<ServerNote | undefined>(undefined);

  read(): Promise<ServerNote | undefined> {
    return Promise.resolve(this.note$.value);
  }

  put(note: ServerNote): Promise<void> {
    this.note$.next(note);
    return Promise.resolve();
  }

  acknowledge(): Promise<Result<void>> {
    const { value } = this.note$;
    if (value !== undefined) this.note$.next({ ...value, acknowledged: true });
    return Promise.resolve(ok());
  }
}

/** A server that does not do all that is needed. */
export const LACKING_SERVER: ServerNote = {
  identity: { baseUrl: 'https://fhir.example/R4', software: 'Some Server', version: '1.2.0' },
  lookedOn: '2026-11-20',
  isWhole: true,
  findings: [{ code: 'sort-ignored' }, { code: 'no-history', status: 404 }],
};
