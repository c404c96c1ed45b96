import type { InjectionToken } from 'tsyringe';
import type { WorkViews } from './work-views.ts';

/**
 * Gives what describes unsent work, loaded where there is some. Rejects when it cannot be loaded; the next call tries
 * again.
 */
export type WorkViewsSource = () => Promise<WorkViews>;

export const WORK_VIEWS_SOURCE: InjectionToken<WorkViewsSource> = Symbol('WorkViewsSource');
