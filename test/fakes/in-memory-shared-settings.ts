import { distinctUntilChanged, map, type Observable } from 'rxjs';
import { FailureKind, ok, refuse, type Result } from '../../services/domain/result.ts';
import type { RemoteRecord } from '../../services/ports/remote-records.ts';
import type {
  HeldSettings,
  SharedSettingsKeeper,
  SharedSettingsReader,
} from '../../services/ports/shared-settings.ts';
import { settingsAfter } from '../../services/storage/taking-settings.ts';
import type { InMemoryState } from './in-memory-state.ts';

/** What is known of the practice's settings on the shared record, in memory. */
export class InMemorySharedSettings implements SharedSettingsReader, SharedSettingsKeeper {
  readonly held$: Observable<HeldSettings | undefined>;

  constructor(private readonly state: InMemoryState) {
    this.held$ = state.changed$.pipe(
      map(() => (state.broken === undefined ? state.settings : undefined)),
      distinctUntilChanged(),
    );
  }

  held(): Promise<Result<HeldSettings | undefined>> {
    return Promise.resolve(this.broken() ?? ok(this.state.settings));
  }

  keep(given: RemoteRecord<'practice-settings'>): Promise<Result<void>> {
    const broken = this.broken();
    if (broken !== undefined) return Promise.resolve(broken);
    this.state.settings = settingsAfter(this.state.settings, [given], 'answered').held;
    this.state.changed$.next();
    return Promise.resolve(ok());
  }

  private broken(): Result<never> | undefined {
    const { broken } = this.state;
    return broken && refuse(FailureKind.storageUnavailable, broken);
  }
}
