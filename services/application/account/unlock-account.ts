import { unlockAccount as unlocked, whyNotUnlock } from '../../domain/account/unlock-account.ts';
import { Permission } from '../../domain/practice/permission.ts';
import { AccountStatus, type Instant, type PatientRecords } from '../../domain/records.ts';
import type { Result } from '../../domain/result.ts';
import { words } from '../../words/words.ts';
import { because } from '../commands/rules.ts';
import { patientCommand, type PatientOperation } from '../commands/staff-command.ts';
import { statusNow } from './status-now.ts';

/** Ends a lock before its four hours are over. */
export const unlockAccount = patientCommand({
  name: 'unlockAccount',
  permission: Permission.manageAccounts,
  audit: 'unlock-account',
  whyNot: ({ records, now }) => because(whyNotUnlock(asOf(now, records))),
  hidden: ({ records, now }) => asOf(now, records).account?.status !== AccountStatus.locked,
  run: async (action, { operationId }: PatientOperation): Promise<Result<void>> => {
    const after = unlocked(action.records);
    if (!after.ok) return after;
    return action.commitRecords(after.value, {
      operationId,
      description: words('commands').account.unlock,
      summary: words('commands').account.unlocked,
    });
  },
});

function asOf(now: Instant, records: PatientRecords): PatientRecords {
  const { account } = records;
  return account === undefined
    ? records
    : { ...records, account: { ...account, status: statusNow(account, now) } };
}
