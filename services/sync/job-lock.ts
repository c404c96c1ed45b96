import type { Observable } from 'rxjs';
import { inject, injectable } from 'tsyringe';
import type { JobLease } from '../ports/jobs.ts';
import { STORAGE_LOCATION, type StorageLocation } from '../ports/remote-access.ts';
import { TIMING, webLockLease } from './web-lock-lease.ts';

/** The lease of sending, for jobs: the tab that works on them need not be the one that sends. */
@injectable()
export class JobLock implements JobLease {
  readonly held$: Observable<AbortSignal | undefined>;

  constructor(@inject(STORAGE_LOCATION) { databaseName }: StorageLocation) {
    this.held$ = webLockLease(`${databaseName}.job-lease`, TIMING);
  }
}
