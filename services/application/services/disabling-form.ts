/** What the services section offers where something is switched off. */
import { StaffDisablingReason } from '../../domain/services/disabling.ts';
import { words } from '../../words/words.ts';

/** A reason to choose from. */
export interface OfferedReason {
  readonly reason: StaffDisablingReason;
  readonly label: string;
}

/** All of them, in order. */
export function offeredReasons(): readonly OfferedReason[] {
  const { reasons } = words('views').services;
  return Object.values(StaffDisablingReason).map((reason) => ({ reason, label: reasons[reason] }));
}
