import type { Allowed, ReadyTabView } from '../../services/application/views.ts';

const REASON = 'Not possible just now: see the message at the top.';

/**
 * The same view with nothing allowed, for while nothing can be kept. What made no sense before stays hidden; how the
 * shared record stands is not known meanwhile, and is not claimed.
 */
export function withEverythingRefused(view: ReadyTabView): ReadyTabView {
  const refused = (allowed: Allowed): Allowed =>
    allowed.allowed ? { allowed: false, reason: REASON } : allowed;
  const can = Object.entries(view.can).map(([name, was]) => [name, refused(was)] as const);
  return {
    ...view,
    sync: { ...view.sync, tone: 'neutral', summary: 'Not known just now.' },
    can: Object.fromEntries(can),
  };
}
