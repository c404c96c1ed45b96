/** What is told of what was typed and is not in sight any more. Seldom any: it comes with the tab's dialogs. */
import type { ReadyTabView } from '../../services/application/views.ts';
import type { Announcer, OpenDialog } from '../base/announcer.ts';
import type { UnsavedWork } from '../unsaved/unsaved-work.ts';
import { words } from '../../services/words/words.ts';

export type ClosedBecause = 'no-patient' | 'signed-out' | 'not-permitted' | 'another-patient';

/** Tells what becomes of dialogs that had to close by themselves. */
export function tellClosed(
  announcer: Announcer,
  open: readonly OpenDialog[],
  because: ClosedBecause,
): void {
  const isPublic = because === 'signed-out' || because === 'not-permitted';
  const told = open.map((dialog) =>
    words('dialogs').dialog.closed({
      ...dialog,
      because,
      // Read by whoever sits here now.
      patientName: isPublic ? undefined : dialog.patientName,
    }),
  );
  notifyToo(announcer, told.join(' '));
}

/**
 * Tells what somebody has lost when they were signed out and, of dialogs of this patient's that were taken away half-filled, which
 * can never be opened again; else, where `hasComeBack` and nothing else is told, those that can. Edits of services are in sight
 * themselves.
 */
export function tellLeftBehind(
  announcer: Announcer,
  work: UnsavedWork,
  view: ReadyTabView,
  hasComeBack: boolean,
): void {
  const text = words('dialogs').dialog;
  const lost = work.takeLost(view.staff.id);
  const gone = work.dropGone(view).map(({ what }) => what);
  const told = [
    ...(lost.length === 0 ? [] : [text.lostAtSignOut(lost)]),
    ...(gone.length === 0 ? [] : [text.goneUnsaved(gone)]),
  ];
  const left = work.unsavedOf(view.patient.ref).filter(({ isShown }) => !isShown);
  const isFree = announcer.notice === undefined;
  if (told.length > 0) notifyToo(announcer, told.join(' '));
  else if (hasComeBack && isFree && left.length > 0) {
    notifyToo(announcer, text.leftToComeBackTo(left.map(({ what }) => what)));
  }
}

/** Beside what is told already, and has not been read yet. */
function notifyToo(announcer: Announcer, told: string): void {
  const text = [announcer.notice?.text, told].filter(Boolean).join(' ');
  announcer.notify({ tone: 'warning', text });
}
