import { inject, injectable } from 'tsyringe';
import { decide, type AccountEvent } from '../../domain/account/online-account.ts';
import { Permission } from '../../domain/practice/permission.ts';
import { AuditAction, type PatientRecords, type ServiceName } from '../../domain/records.ts';
import type { Result } from '../../domain/result.ts';
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
    const events = decide(begun.value.records, {
      type: 'change-services',
      ...serviceSet(this.practice.nation, input.services),
    });
    if (!events.ok) return this.actions.refused(begun.value, events.failure);
    return this.actions.commitEvents(begun.value, events.value, {
      operationId: input.operationId,
      description: 'Change online services',
      summary: summarise(begun.value.records, events.value),
    });
  }
}

/** "Services changed: Global off; Repeats on". Notes stay out of the audit. */
function summarise(before: PatientRecords, events: readonly AccountEvent[]): string {
  const changes = events.flatMap((event) => {
    if (event.type === 'account-enabling-changed') {
      return describeChange(GLOBAL_LABEL, before.account?.enabled, event.global.enabled);
    }
    if (event.type !== 'services-changed') return [];
    return Object.entries(event.services).flatMap(([name, { enabled }]) =>
      describeChange(
        serviceLabel(name as ServiceName),
        before.services?.services[name as ServiceName]?.enabled,
        enabled,
      ),
    );
  });
  return changes.length === 0
    ? 'Notes on services changed'
    : `Services changed: ${changes.join('; ')}`;
}

function describeChange(label: string, was: boolean | undefined, is: boolean): readonly string[] {
  return (was ?? false) === is ? [] : [`${label} ${is ? 'on' : 'off'}`];
}
