import { whyNotLetInAgain } from '../../domain/account/coming-back.ts';
import { switchOf } from '../../domain/account/account-switch.ts';
import type { AuditReason, PatientAction } from '../commands/staff-action.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import { ServiceName, type PatientRecords, type ServiceEntitlement } from '../../domain/records.ts';
import type { RuleReason } from '../../domain/reason.ts';
import { FailureKind, refuse, type Result } from '../../domain/result.ts';
import { isSealedText } from '../../domain/sealed-text.ts';
import {
  changeServices as withServices,
  switchesOn,
} from '../../domain/services/change-services.ts';
import { whyNobodyIsLetIn } from '../patient/who-is-let-in.ts';
import { words, type Words } from '../../words/words.ts';
import type { PatientOperation } from '../commands/staff-command.ts';
import { reasonLabel } from './disabling-views.ts';
import {
  decisionsIn,
  decisionsTold,
  reasonsOf,
  withDecisions,
  type Decisions,
} from './record-access.ts';
import { serviceSet, type ServiceTick } from './service-ticks.ts';

interface Input extends PatientOperation {
  readonly services: readonly ServiceTick[];
}

/**
 * Switching services, or the whole account, on and off. Why is kept with what is off; once it is on again, the audit alone knows.
 */
export async function changeServices(
  action: PatientAction,
  input: Input,
  ports: CommandPorts,
): Promise<Result<void>> {
  const ticks = asShown(input.services, action.records);
  const act = { id: input.operationId, at: action.facts.now };
  const choice = serviceSet(ports.practice.nation, ticks);
  const wanted = withServices(action.records, choice, act);
  if (!wanted.ok) return wanted;
  // First: nobody decides about the record of a patient whom nobody may let in.
  const reason = whyNotSwitchedOn(action, wanted.value);
  if (reason !== undefined) return refuse(FailureKind.notAllowed, reason);
  const decisions = await decisionsIn(ticks, action, ports);
  if (!decisions.ok) return decisions;
  const after = withServices(action.records, withDecisions(choice, decisions.value), act);
  if (!after.ok) return after;
  const changes = changesBetween(action.records, after.value);
  return action.commitRecords(after.value, {
    operationId: input.operationId,
    description: words('commands').services.change,
    summary: words('commands').services.changed(
      changes.filter(isSwitched).map(toldOf),
      decisionsTold(decisions.value),
    ),
    why: whyOf(changes, decisions.value),
  });
}

/** Nobody is let in, or in to more, who is no patient or not known; nor let in again who has not been looked at since. */
function whyNotSwitchedOn(
  { facts, records }: PatientAction,
  after: PatientRecords,
): RuleReason | undefined {
  if (!switchesOn(records, after)) return undefined;
  const enables = after.account?.enabled === true;
  return (
    whyNobodyIsLetIn(facts) ?? (enables ? whyNotLetInAgain(records, facts.settings) : undefined)
  );
}

/**
 * What was switched off after the screen had been drawn stays off, as who saves has not seen it. And see
 * {@link withHeldNotes}.
 */
function asShown(ticks: readonly ServiceTick[], records: PatientRecords): readonly ServiceTick[] {
  return withHeldNotes(ticks, records).map((tick) => {
    const held = heldAs(tick.name, records);
    const isUnseen = tick.enabled && tick.shownAs === true && held?.enabled === false;
    return isUnseen ? { ...tick, enabled: false, notes: held.notes ?? '' } : tick;
  });
}

function heldAs(
  name: ServiceTick['name'],
  { account, services }: PatientRecords,
): ServiceEntitlement | undefined {
  return name === 'global' ? account && switchOf(account) : services?.services[name];
}

/** Notes that the screen could not read are given back as it got them: they stay what they are. */
function withHeldNotes(
  ticks: readonly ServiceTick[],
  records: PatientRecords,
): readonly ServiceTick[] {
  return ticks.map((tick) =>
    isSealedText(tick.notes) ? { ...tick, notes: heldAs(tick.name, records)?.notes ?? '' } : tick,
  );
}

/** A switch as it was and as it is. */
interface Changed {
  readonly name: ServiceName | 'global';
  readonly was: ServiceEntitlement;
  readonly now: ServiceEntitlement;
}

function changesBetween(before: PatientRecords, after: PatientRecords): readonly Changed[] {
  const [were, are] = [switchesIn(before), switchesIn(after)];
  return (['global', ...Object.values(ServiceName)] as const)
    .map((name) => ({ name, was: were[name] ?? OFF, now: are[name] ?? OFF }))
    .filter((change) => isSwitched(change) || change.was.notes !== change.now.notes);
}

function isSwitched({ was, now }: Changed): boolean {
  return was.enabled !== now.enabled;
}

const OFF: ServiceEntitlement = { enabled: false };

function switchesIn({
  account,
  services,
}: PatientRecords): Readonly<Partial<Record<Changed['name'], ServiceEntitlement>>> {
  return { ...services?.services, ...(account && { global: switchOf(account) }) };
}

type Told = Parameters<Words['commands']['services']['changed']>[0][number];

/** What the audit's summary says of it: the reason, and no note. */
function toldOf({ name, was, now }: Changed): Told {
  const { disabling } = now.enabled ? was : now;
  const { enabled } = now;
  // What cannot be read here is no part of a sentence.
  return disabling === undefined || isSealedText(disabling.reason)
    ? { name, enabled }
    : { name, enabled, reason: reasonLabel(disabling) };
}

/** The notes that were written, and those that ended with switching on: the history alone keeps all of them. */
function whyOf(changes: readonly Changed[], decisions: Decisions): AuditReason {
  const noted = changes.flatMap((change) => {
    const { name, was, now } = change;
    const { notes } = isSwitched(change) && now.enabled ? was : now;
    if (notes === undefined) return [];
    return isSealedText(notes) ? [{ name }] : [{ name, notes }];
  });
  const said = [
    ...(noted.length === 0 ? [] : [words('commands').services.notes(noted)]),
    ...reasonsOf(decisions),
  ];
  return said.length === 0 ? {} : { reason: said.join('\n') };
}
