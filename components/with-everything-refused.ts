import type { Allowed, ReadyTabView } from '../services/application/views.ts';

/**
 * The same view with nothing allowed, for while nothing can be kept. What made no sense before stays hidden, and only the
 * message at the top gives the reason: repeating it beside every button would bury it.
 */
export function withEverythingRefused(view: ReadyTabView, reason: string): ReadyTabView {
  const refused = (allowed: Allowed): Allowed =>
    allowed.allowed ? { allowed: false, reason } : allowed;
  const { can } = view;
  return {
    ...view,
    can: {
      create: refused(can.create),
      recordIdentity: refused(can.recordIdentity),
      changeServices: refused(can.changeServices),
      printLetter: refused(can.printLetter),
      issueNewCodes: refused(can.issueNewCodes),
      unlock: refused(can.unlock),
      editContacts: refused(can.editContacts),
    },
  };
}
