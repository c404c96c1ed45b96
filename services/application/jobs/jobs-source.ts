import type { InjectionToken } from 'tsyringe';
import type { StaffSession } from '../../ports/practice-host.ts';
import type { JobsView } from './jobs-view.ts';

/** Gives who sees to jobs, loaded with the page that shows them. Rejects where it cannot be loaded; the next call tries again. */
export type JobsSource = () => Promise<{ openFor(session: StaffSession): JobsView }>;

export const JOBS_SOURCE: InjectionToken<JobsSource> = Symbol('JobsSource');
