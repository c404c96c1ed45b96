import type { InjectionToken } from 'tsyringe';
import type { JobOffice } from './job-office.ts';

/** Gives who sees to jobs, loaded with the page that shows them. Rejects where it cannot be loaded; the next call tries again. */
export type JobsSource = () => Promise<JobOffice>;

export const JOBS_SOURCE: InjectionToken<JobsSource> = Symbol('JobsSource');
