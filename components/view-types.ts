import type {
  AccountView,
  IdentityCheckView,
  OnlineServices,
  ReadyTabView,
  SettingsView,
} from '../services/application/views.ts';

/**
 * Names for what the views are made of. Screens know the facade and its views, nothing behind them, so these are taken
 * from the views themselves.
 */

/** A way to reach the patient. */
export type Contact = ReadyTabView['contacts'][number];
export type ContactType = Contact['type'];
/** YYYY-MM-DD. */
export type CalendarDate = ReadyTabView['today'];
/** ISO 8601 instant in UTC. */
export type Instant = IdentityCheckView['recordedAt'];
export type AccountStatus = AccountView['status'];
/** The practice's own choices. */
export type PracticeSettings = Extract<SettingsView, { phase: 'ready' }>['settings'];
export type ServiceName = keyof PracticeSettings['services'];

type Outcome = Awaited<ReturnType<OnlineServices['unlockAccount']>>;
/** Why a command was refused, in words for the person at the desk; `field` names the form field it concerns. */
export type Failure = Extract<Outcome, { ok: false }>['failure'];
/** Something to be answered with yes before a command is carried out. */
export type QuestionCode = NonNullable<Failure['question']>['code'];
/** What a command gives. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };
