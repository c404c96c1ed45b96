/** What speaks for care before a patient sees their record online: gathered for who decides, and again for what is saved. */
import { firstValueFrom } from 'rxjs';
import { staffChoices } from '../../domain/identity/staff-choices.ts';
import type { AccessDecision, PatientRecords, StaffMember } from '../../domain/records.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { ServiceChoice } from '../../domain/services/change-services.ts';
import type { AccessConcern } from '../../domain/services/reasons.ts';
import {
  ACCESS_CODES,
  accessConcerns,
  checkDecision,
  takesReason,
} from '../../domain/services/record-access.ts';
import { isRecordService, type RecordService } from '../../domain/services/service-entitlements.ts';
import { visibleText, words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import type { PatientAction } from '../commands/staff-action.ts';
import type { PatientInput } from '../commands/staff-command.ts';
import type { ServiceTick } from './service-ticks.ts';

interface Input extends PatientInput {
  readonly service: RecordService;
  /** Somebody is about to decide: that they looked is kept. An opening of the tab is kept anyway. */
  readonly deciding?: true;
}

/** What speaks for care, for the person who is to decide. */
export interface AccessReview {
  readonly concerns: readonly (AccessConcern & { readonly takesReason: boolean })[];
}

/** Gathers what speaks for care. Changes nothing. */
export async function reviewRecordAccess(
  action: PatientAction,
  { service, deciding }: Input,
  ports: CommandPorts,
): Promise<Result<AccessReview>> {
  const concerns = await concernsOf(service, action, ports);
  // Another patient may be open by the time the host has answered.
  const stands = await action.stillStands();
  if (!stands.ok) return stands;
  if (deciding === true) {
    const audited = await action.audit(words('commands').services.reviewed(service));
    if (!audited.ok) return audited;
  }
  return ok({ concerns: concerns.map((each) => ({ ...each, takesReason: takesReason(each) })) });
}

async function concernsOf(
  service: RecordService,
  { facts, records }: PatientAction,
  { clinical }: CommandPorts,
): Promise<readonly AccessConcern[]> {
  const { patient, settings, today } = facts;
  const { system, reviewIndicated, reviewNotIndicated, declined } = ACCESS_CODES;
  const wanted = [reviewIndicated, reviewNotIndicated, declined];
  return accessConcerns(service, {
    codes: await clinical.codes(patient.ref, system, wanted),
    identityChecks: records.identityChecks,
    restricted: patient.restricted,
    ...(patient.birthDate !== undefined && { birthDate: patient.birthDate }),
    ...(patient.registeredSince !== undefined && { registeredSince: patient.registeredSince }),
    waitMonths: settings.recordAccessWaitMonths,
    today,
  });
}

/** What was decided about each view of the record, by its name. */
export type Decisions = Readonly<Partial<Record<RecordService, AccessDecision>>>;

/**
 * The decisions that come with ticks, held against what is known now. Refused where a view of the record is to be switched on and
 * nobody has decided about it, or has not seen all that speaks for care.
 */
export async function decisionsIn(
  ticks: readonly ServiceTick[],
  action: PatientAction,
  ports: CommandPorts,
): Promise<Result<Decisions>> {
  const decided: Partial<Record<RecordService, AccessDecision>> = {};
  for (const tick of ticks) {
    const { name, enabled, decision: given } = tick;
    if (!isRecordService(name) || !isToDecide(name, tick, action.records)) continue;
    const outcome = enabled ? 'granted' : 'not-now';
    const decision = checkDecision(name, given && { ...given, outcome }, {
      concerns: await concernsOf(name, action, ports),
      staff: await decidersOf(action, ports),
      at: action.facts.now,
    });
    if (!decision.ok) return decision;
    decided[name] = decision.value;
  }
  return ok(decided);
}

function isToDecide(
  name: RecordService,
  { enabled, decision }: ServiceTick,
  { services }: PatientRecords,
): boolean {
  if (decision !== undefined) return true;
  return enabled && services?.services[name]?.enabled !== true;
}

/** Who may be named as having decided. */
export async function decidersOf(
  { session, records }: PatientAction,
  { sessions }: Pick<CommandPorts, 'sessions'>,
): Promise<readonly StaffMember[]> {
  const colleagues = await firstValueFrom(sessions.colleagues$);
  return staffChoices(session.staff, colleagues, records.identityChecks);
}

/** What is wanted, with what was decided. */
export function withDecisions(choice: ServiceChoice, decisions: Decisions): ServiceChoice {
  const services = Object.entries(choice.services).map(([name, wanted]) => {
    const access = isRecordService(name) ? decisions[name] : undefined;
    return [name, access === undefined ? wanted : { ...wanted, access }] as const;
  });
  return { ...choice, services: Object.fromEntries(services) };
}

/** Each decision, as the audit's summary tells it: who decided, and what spoke for care; no words of theirs. */
export function decisionsTold(decisions: Decisions): readonly string[] {
  const { decided } = words('commands').services;
  return Object.entries(decisions).map(([service, { outcome, by, considered = '' }]) =>
    decided({
      service: service as RecordService,
      outcome,
      by: visibleText(by.name),
      considered: considered.split(' ').filter((code) => code !== ''),
    }),
  );
}

/** Why each was decided so, in the words of who decided. */
export function reasonsOf(decisions: Decisions): readonly string[] {
  const { decidedBecause } = words('commands').services;
  return Object.entries(decisions).flatMap(([service, { reason }]) =>
    reason === undefined ? [] : [decidedBecause(service as RecordService, reason)],
  );
}
