import type { ReactiveController } from 'lit';
import type { OnlineServices, ReadyTabView, TabView } from '../../services/application/views.ts';

/** Notes an opening. */
type Note = OnlineServices['noteOpening'];

/**
 * Has each opening of a patient's tab noted, once: when it is on the screen, for another patient or another person than
 * before. That a host tells the same patient again is none. One that could not be noted is told, and tried again with
 * the next view.
 */
export class Opening implements ReactiveController {
  readonly #host: { readonly isConnected: boolean };
  readonly #view: () => TabView | undefined;
  readonly #noteOpening: Note;
  readonly #onFailure: (message: string) => void;
  #noted: string | undefined;
  #tried: ReadyTabView | undefined;

  constructor(
    host: { readonly isConnected: boolean },
    view: () => TabView | undefined,
    noteOpening: Note,
    onFailure: (message: string) => void,
  ) {
    this.#host = host;
    this.#view = view;
    this.#noteOpening = noteOpening;
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
    const opening = `${view.staff.id} ${view.patient.ref}`;
    if (opening === this.#noted || view === this.#tried) return;
    this.#noted = opening;
    this.#tried = view;
    const noted = await this.#noteOpening(view.patient.ref);
    if (noted.ok) return;
    if (this.#noted === opening) this.#noted = undefined;
    this.#onFailure(noted.failure.message);
  }
}
