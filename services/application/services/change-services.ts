import { Permission } from '../../domain/practice/permission.ts';
import { ServiceName, type PatientRecords } from '../../domain/records.ts';
import type { Result } from '../../domain/result.ts';
import { changeServices as withServices } from '../../domain/services/change-services.ts';
import { GLOBAL_LABEL, serviceLabel } from '../../domain/services/service-entitlements.ts';
import { ineligible } from '../commands/rules.ts';
import { patientCommand, type PatientOperation } from '../commands/staff-command.ts';
import { serviceSet, type ServiceTick } from './service-ticks.ts';

interface Input extends PatientOperation {
  readonly services: readonly ServiceTick[];
}

/** Switching services, or the whole account, on and off. */
export const changeServices = patientCommand({
  name: 'changeServices',
  permission: Permission.changeServices,
  audit: 'change-services',
  // Before there is an account the ticks are those it will be created with.
  whyNot: (facts) => (facts.records.account === undefined ? ineligible(facts) : undefined),
  run: async (action, input: Input, { practice }): Promise<Result<void>> => {
    const after = withServices(action.records, serviceSet(practice.nation, input.services));
    if (!after.ok) return after;
    return action.commitRecords(after.value, {
      operationId: input.operationId,
      description: 'Change online services',
      summary: summarise(action.records, after.value),
    });
  },
});

/** "Services changed: Global off; Repeats on". Notes stay out of the audit. */
function summarise(before: PatientRecords, after: PatientRecords): string {
  const changes = [
    ...describeChange(GLOBAL_LABEL, before.account?.enabled, after.account?.enabled),
    ...Object.values(ServiceName).flatMap((name) =>
      describeChange(
        serviceLabel(name),
        before.services?.services[name]?.enabled,
        after.services?.services[name]?.enabled,
      ),
    ),
  ];
  return changes.length === 0
    ? 'Notes on services changed'
    : `Services changed: ${changes.join('; ')}`;
}

function describeChange(
  label: string,
  was: boolean | undefined,
  is: boolean | undefined,
): readonly string[] {
  return (was ?? false) === (is ?? false) ? [] : [`${label} ${is === true ? 'on' : 'off'}`];
}
