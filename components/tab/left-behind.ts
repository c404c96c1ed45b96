/** What is told of what was typed and is not in sight any more. Seldom any: it comes with the tab's dialogs. */
import type { ReadyTabView } from '../../services/application/views.ts';
import type { OpenDialog } from '../base/announcer.ts';
import type { UnsavedWork } from '../unsaved/unsaved-work.ts';
import { words } from '../../services/words/words.ts';

export type ClosedBecause = 'no-patient' | 'signed-out' | 'not-permitted' | 'another-patient';

/** What becomes of a dialog that had to close by itself. */
export function closedDialog(open: OpenDialog, because: ClosedBecause): string {
  const isPublic = because === 'signed-out' || because === 'not-permitted';
  return words('dialogs').dialog.closed({
    ...open,
    because,
    // Read by whoever sits here now.
    patientName: isPublic ? undefined : open.patientName,
  });
}

/**
 * What somebody has lost when they were signed out and, of dialogs of this patient's that were taken away half-filled, which
 * can never be opened again; else, where `hasComeBack`, those that can. Edits of services are in sight themselves.
 */
export function leftBehind(
  work: UnsavedWork,
  view: ReadyTabView,
  hasComeBack: boolean,
): string | undefined {
  const text = words('dialogs').dialog;
  const lost = work.takeLost(view.staff.id);
  const gone = work.dropGone(view).map(({ what }) => what);
  const told = [
    ...(lost.length === 0 ? [] : [text.lostAtSignOut(lost)]),
    ...(gone.length === 0 ? [] : [text.goneUnsaved(gone)]),
  ];
  if (told.length > 0) return told.join(' ');
  const left = work.unsavedOf(view.patient.ref).filter(({ isShown }) => !isShown);
  return hasComeBack && left.length > 0
    ? text.leftToComeBackTo(left.map(({ what }) => what))
    : undefined;
}
