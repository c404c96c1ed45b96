import type { ReactiveController } from 'lit';
import type { OnlineServices, ReadyTabView, TabView } from '../../services/application/views.ts';

/** The tab, as far as it matters to who looks at it. */
interface Shown {
  readonly isConnected: boolean;
  readonly services: OnlineServices | undefined;
}

/**
 * Has each opening of a patient's tab noted, once: when it is on the screen, for another patient or another person than
 * before. That a host tells the same patient again is none. One that could not be noted is told, and tried again with the
 * next view.
 */
export class Opening implements ReactiveController {
  readonly #host: Shown;
  readonly #view: () => TabView | undefined;
  readonly #onFailure: (message: string) => void;
  #noted: string | undefined;
  #tried: ReadyTabView | undefined;

  constructor(host: Shown, view: () => TabView | undefined, onFailure: (message: string) => void) {
    this.#host = host;
    this.#view = view;
    this.#onFailure = onFailure;
  }

  hostDisconnected(): void {
    // Moved within the page, it is connected again by then.
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#noted = undefined;
    });
  }

  hostUpdated(): void {
    const view = this.#view();
    if (view?.phase === 'ready') void this.#note(view);
    else if (view?.phase !== 'loading' && view?.phase !== 'unavailable') this.#noted = undefined;
  }

  async #note(view: ReadyTabView): Promise<void> {
    const { services } = this.#host;
    const opening = `${view.staff.id} ${view.patient.ref}`;
    if (services === undefined || opening === this.#noted || view === this.#tried) return;
    this.#noted = opening;
    this.#tried = view;
    const noted = await services.noteOpening(view.patient.ref);
    if (noted.ok) return;
    if (this.#noted === opening) this.#noted = undefined;
    this.#onFailure(noted.failure.message);
  }
}
