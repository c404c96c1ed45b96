import { distinctUntilChanged, EMPTY, map, Observable, switchMap } from 'rxjs';
import type { DependencyContainer } from 'tsyringe';
import type { ReminderRound } from '../services/application/reminders/reminder-round.ts';
import { PATIENT_RECORD } from '../services/ports/practice-host.ts';
import { SyncPhase, type SyncState } from '../services/ports/sync-control.ts';
import { timer } from '../services/streams/sources.ts';
import type { Disposable } from './host-api.ts';
import { lazily } from './lazily.ts';
import { loadingLater } from './loading-later.ts';

/** Nobody waits for it. */
const AFTER_MS = 2_000;

/** Reminds patients while this tab leads and is in step; what does it is loaded then. */
export function remindLater(
  container: DependencyContainer,
  state$: Observable<SyncState>,
): Disposable {
  const load = lazily(async () => (await import('./reminders.ts')).composeReminders(container));
  const reminding$ = loadingLater(container, 'reminders', load).pipe(switchMap(whileRunning));
  const following = state$
    .pipe(
      map(isInStep),
      distinctUntilChanged(),
      switchMap((inStep) =>
        inStep && container.resolve(PATIENT_RECORD).sendsMessages
          ? timer(AFTER_MS).pipe(switchMap(() => reminding$))
          : EMPTY,
      ),
    )
    .subscribe();
  return {
    dispose: () => {
      following.unsubscribe();
    },
  };
}

function whileRunning(round: ReminderRound): Observable<never> {
  return new Observable(() => {
    round.start();
    return () => {
      round.dispose();
    };
  });
}

function isInStep({ phase, lastPulledAt }: SyncState): boolean {
  const isWorking = phase === SyncPhase.idle || phase === SyncPhase.working;
  return isWorking && lastPulledAt !== undefined;
}
