import { filter, takeUntil, type Observable } from 'rxjs';
import { onlyStream } from '../../streams/sources.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import type { StaffAction } from '../commands/staff-action.ts';

/** Nothing is said to whoever signs in after them. */
export function whileSignedIn<T>(
  stream$: Observable<T>,
  { session }: StaffAction,
  { sessions }: Pick<CommandPorts, 'sessions'>,
): Observable<T> {
  const somebodyElse$ = sessions.session$.pipe(filter((current) => current?.id !== session.id));
  return onlyStream(stream$.pipe(takeUntil(somebodyElse$)));
}
