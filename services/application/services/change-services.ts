import { inject, injectable } from 'tsyringe';
import { Permission } from '../../domain/practice/permission.ts';
import { AuditAction, ServiceName, type PatientRecords } from '../../domain/records.ts';
import type { Result } from '../../domain/result.ts';
import { changeServices } from '../../domain/services/change-services.ts';
import { GLOBAL_LABEL, serviceLabel } from '../../domain/services/service-entitlements.ts';
import { PRACTICE, type Practice } from '../../ports/practice-host.ts';
import { serviceSet } from './service-ticks.ts';
import type { StaffActions } from '../commands/staff-actions.ts';
import { STAFF_ACTIONS } from '../tokens.ts';
import type { OnlineServices } from '../views.ts';

/** Switching services, or the whole account, on and off. */
@injectable()
export class ChangeServices {
  constructor(
    @inject(STAFF_ACTIONS) private readonly actions: StaffActions,
    @inject(PRACTICE) private readonly practice: Practice,
  ) {}

  async run(input: Parameters<OnlineServices['changeServices']>[0]): Promise<Result<void>> {
    const begun = await this.actions.begin(
      AuditAction.changeServices,
      Permission.changeServices,
      input.patientRef,
    );
    if (!begun.ok) return begun;
    const after = changeServices(
      begun.value.records,
      serviceSet(this.practice.nation, input.services),
    );
    if (!after.ok) return this.actions.refused(begun.value, after.failure);
    return this.actions.commitRecords(begun.value, after.value, {
      operationId: input.operationId,
      description: 'Change online services',
      summary: summarise(begun.value.records, after.value),
    });
  }
}

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
