import type { InjectionToken } from 'tsyringe';
import type { StaffSession } from '../../ports/practice-host.ts';
import type { Transfers } from '../../ports/transfers.ts';
import type { SplitView } from './split-view.ts';

/** Who sees to accounts on their way between practices, and where those are. */
export interface SplitRoom {
  readonly transfers: Transfers;
  openFor(session: StaffSession): SplitView;
}

/** Gives it, loaded when first needed. Rejects where it cannot be loaded; the next call tries again. */
export type SplitSource = () => Promise<SplitRoom>;

export const SPLIT_SOURCE: InjectionToken<SplitSource> = Symbol('SplitSource');
