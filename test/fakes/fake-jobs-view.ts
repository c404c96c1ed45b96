import { EMPTY, of, type Observable } from 'rxjs';
import type { JobsView, PlanView } from '../../services/application/views.ts';

const NOT: JobsView['can']['disable'] = {
  allowed: false,
  reason: 'Your role does not allow this.',
};
const DONE = { ok: true, value: undefined } as const;

/** Jobs as a page gets them: nothing is offered, and none is in hand. */
export function fakeJobsView(changes: Partial<JobsView> = {}): JobsView {
  return {
    can: { disable: NOT, remind: NOT, print: NOT, reprint: NOT, create: NOT, export: NOT },
    knowsGps: true,
    jobs$: of({ available: true, jobs: [] }),
    elsewhere$: EMPTY,
    serviceSets: () =>
      Promise.resolve([{ label: 'The usual services', services: ['appointments'] }]),
    plan$: (): Observable<PlanView> => EMPTY,
    planAgain$: (): Observable<PlanView> => EMPTY,
    start: () => Promise.resolve(DONE),
    pause: () => Promise.resolve(DONE),
    resume: () => Promise.resolve(DONE),
    cancel: () => Promise.resolve(DONE),
    report: () => Promise.resolve({ ok: true, value: { groups: [], batches: [] } }),
    saveReport: () => Promise.resolve({ ok: true, value: true }),
    saveAccounts$: () => EMPTY,
    names: () => Promise.resolve(new Map()),
    ...changes,
  };
}
