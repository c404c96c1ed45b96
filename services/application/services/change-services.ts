import type { PatientAction } from '../commands/staff-action.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import { ServiceName, type PatientRecords } from '../../domain/records.ts';
import { FailureKind, refuse, type Result } from '../../domain/result.ts';
import { isSealedText } from '../../domain/sealed-text.ts';
import {
  changeServices as withServices,
  switchesOn,
} from '../../domain/services/change-services.ts';
import { whyNobodyIsLetIn } from '../patient/who-is-let-in.ts';
import { words, type Words } from '../../words/words.ts';
import type { PatientOperation } from '../commands/staff-command.ts';
import { serviceSet, type ServiceTick } from './service-ticks.ts';

interface Input extends PatientOperation {
  readonly services: readonly ServiceTick[];
}

/** Switching services, or the whole account, on and off. */
export async function changeServices(
  action: PatientAction,
  input: Input,
  { practice }: CommandPorts,
): Promise<Result<void>> {
  const after = withServices(
    action.records,
    serviceSet(practice.nation, withHeldNotes(input.services, action.records)),
  );
  if (!after.ok) return after;
  const reason = switchesOn(action.records, after.value)
    ? whyNobodyIsLetIn(action.facts)
    : undefined;
  if (reason !== undefined) return refuse(FailureKind.notAllowed, reason);
  return action.commitRecords(after.value, {
    operationId: input.operationId,
    description: words('commands').services.change,
    summary: words('commands').services.changed(changesBetween(action.records, after.value)),
  });
}

/** Notes that the screen could not read are given back as it got them: they stay what they are. */
function withHeldNotes(
  ticks: readonly ServiceTick[],
  { account, services }: PatientRecords,
): readonly ServiceTick[] {
  return ticks.map((tick) => {
    const { name } = tick;
    if (!isSealedText(tick.notes)) return tick;
    const held = name === 'global' ? account?.enabledNotes : services?.services[name]?.notes;
    return { ...tick, notes: held ?? '' };
  });
}

type Changes = Parameters<Words['commands']['services']['changed']>[0];

/** Ticks that are different; notes stay out of the audit. */
function changesBetween(before: PatientRecords, after: PatientRecords): Changes {
  const was = ticksOf(before);
  return ticksOf(after).filter(({ enabled }, index) => enabled !== was[index]?.enabled);
}

function ticksOf({ account, services }: PatientRecords): Changes {
  return [
    { name: 'global', enabled: account?.enabled ?? false },
    ...Object.values(ServiceName).map((name) => ({
      name,
      enabled: services?.services[name]?.enabled ?? false,
    })),
  ];
}
