import type { OnlineServices } from '../services/application/views.ts';
import type { UnsavedView } from '../components/unsaved/unsaved-view.ts';
import { words } from '../services/words/words.ts';
import { unsavedWorkOf } from '../components/unsaved/unsaved-work.ts';
import type { Disposable, HostApi } from './host-api.ts';

/** Tells the host what is unsaved in its views, and the views when whoever typed it has gone. */
export class UnsavedChanges implements Disposable {
  private readonly marks = new Map<UnsavedView, Disposable>();
  private session: Disposable | undefined;

  constructor(private readonly host: HostApi) {}

  /** Follows a view that the host is given, as long as it holds anything unsaved. */
  follow(view: UnsavedView & HTMLElement, services: OnlineServices): void {
    this.session ??= this.followSession(services);
    view.addEventListener('os-unsaved-change', () => {
      this.tell(view);
    });
  }

  dispose(): void {
    this.session?.dispose();
    [...this.marks.keys()].forEach((view) => {
      this.unmark(view);
    });
  }

  private tell(view: UnsavedView): void {
    this.unmark(view);
    const { unsaved, patientRef } = view;
    if (unsaved.length === 0 || this.host.workingCopies === undefined) return;
    const mark = this.host.workingCopies.markDirty({
      name: unsaved.join(', '),
      ...(patientRef === undefined ? {} : { patientId: patientRef }),
      save: () => view.saveUnsaved(),
      revert: () => this.revert(view),
    });
    this.marks.set(view, mark);
  }

  /** The view may have gone when it turns out that something was saved: the host tells it. */
  private async revert(view: UnsavedView): Promise<void> {
    for (const { what, patientName } of await view.revertUnsaved()) {
      this.host.dialogs.notify('warning', words('screens').savedAllTheSame(what, patientName));
    }
  }

  private unmark(view: UnsavedView): void {
    this.marks.get(view)?.dispose();
    this.marks.delete(view);
  }

  private followSession(services: OnlineServices): Disposable {
    const work = unsavedWorkOf(services);
    let id: string | undefined;
    const following = this.host.session.subscribe((session) => {
      if (session?.id !== id) work.signedIn(session?.staff.id ?? '');
      id = session?.id;
    });
    return {
      dispose: () => {
        following.dispose();
        work.signedIn('');
      },
    };
  }
}
