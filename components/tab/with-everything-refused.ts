import type { Allowed, ReadyTabView } from '../../services/application/views.ts';
import { words } from '../../services/words/words.ts';

/**
 * The same view with nothing allowed, for while nothing can be kept. What made no sense before stays hidden; how the
 * shared record stands is not known meanwhile, and is not claimed.
 */
export function withEverythingRefused(view: ReadyTabView): ReadyTabView {
  const text = words('tab').tab;
  const refused = (allowed: Allowed): Allowed =>
    allowed.allowed ? { allowed: false, reason: text.notPossible } : allowed;
  const can = Object.entries(view.can).map(([name, was]) => [name, refused(was)] as const);
  return {
    ...view,
    sync: { ...view.sync, tone: 'neutral', summary: text.syncUnknown },
    can: Object.fromEntries(can),
  };
}
