import type { DependencyContainer } from 'tsyringe';
import type { OnlineServices } from '../services/application/views.ts';
import { loadWords } from '../services/words/words.ts';
import { Disposables } from './disposables.ts';
import type { Disposable, HostApi } from './host-api.ts';
import { lazily } from './lazily.ts';

/** The product behind the contributions: loaded and put together when first asked for, once an activation. */
export class LazyServices implements Disposable {
  private readonly disposables: Disposables;
  private isDisposed = false;

  constructor(
    private readonly host: HostApi,
    private readonly container: DependencyContainer,
  ) {
    this.disposables = new Disposables((error) => {
      host.log.write('error', 'A part of Online Services could not be released', {
        error: error instanceof Error ? error.name : 'unknown',
      });
    });
  }

  /** The facade. A failure to load is forgotten, so that the next call tries again. */
  readonly get = lazily(() => this.load());

  dispose(): void {
    this.isDisposed = true;
    this.disposables.dispose();
    this.container.clearInstances();
  }

  private async load(): Promise<OnlineServices> {
    const [{ composeServices }] = await Promise.all([import('./container.ts'), loadWords('views')]);
    if (this.isDisposed) throw new Error('Online Services was switched off meanwhile.');
    return composeServices(this.container, this.host, this.disposables);
  }
}
