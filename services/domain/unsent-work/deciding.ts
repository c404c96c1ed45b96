import { isReset } from '../account/account-state.ts';
import { whyTooLong } from '../limited-text.ts';
import { Permission } from '../practice/permission.ts';
import {
  RegistrationState,
  ServiceName,
  type StaffMember,
  type TaggedRecord,
  type WorkKind,
} from '../records.ts';
import { FailureKind, ok, refuse, type Result } from '../result.ts';

/** A part of an unsent change, as far as it matters to who may decide about it. */
export interface ChangePart {
  readonly kind: WorkKind;
  /** What making it took; not kept by versions of the product before this rule. */
  readonly permission?: Permission;
  readonly author: StaffMember;
  readonly before?: TaggedRecord['body'];
  readonly after: TaggedRecord;
}

/**
 * Where it was not kept, everything that could have been asked for a change of such a record: too strict for some,
 * too easy for none. An audit row can only be sent again.
 */
const COULD_HAVE_TAKEN: Readonly<Record<WorkKind, readonly Permission[]>> = {
  account: [Permission.manageAccounts, Permission.changeServices],
  registration: [Permission.manageAccounts],
  services: [Permission.manageAccounts, Permission.changeServices],
  'identity-check': [Permission.recordIdentity],
  letter: [Permission.printLetters],
  audit: [],
};

/** What somebody may not do who decides about these parts: deciding takes what making them took. */
export function permissionsLacking(
  parts: readonly ChangePart[],
  held: readonly Permission[],
): readonly Permission[] {
  const needed = parts.flatMap(({ kind, permission }) =>
    permission === undefined || kind === 'audit' ? COULD_HAVE_TAKEN[kind] : [permission],
  );
  return [...new Set(needed)].filter((permission) => !held.includes(permission));
}

/** Whether giving the parts up gives back access that somebody else has taken away: that takes a reason. */
export function undoesSomebodysSafety(parts: readonly ChangePart[], staffId: string): boolean {
  return parts.some((part) => isSafetyOfAnother(part, staffId));
}

/** Whether the part is somebody else's, and takes access away. */
export function isSafetyOfAnother(part: ChangePart, staffId: string): boolean {
  return part.author.id !== staffId && takesAccessAway(part);
}

/** Disabling, resetting, unticking a service, ending codes that wait to be used, marking a check as entered in error. */
function takesAccessAway({ before, after }: ChangePart): boolean {
  if (before === undefined) return false;
  // A change never makes one kind of record into another.
  switch (after.kind) {
    case 'account':
      return (
        'enabled' in before &&
        ((before.enabled && !after.body.enabled) || isReset(before, after.body))
      );
    case 'registration':
      return (
        'expiresOn' in before &&
        before.state === RegistrationState.pending &&
        after.body.state === RegistrationState.withdrawn
      );
    case 'services': {
      const was = 'services' in before ? before.services : undefined;
      const { services } = after.body;
      return Object.values(ServiceName).some(
        (name) => was?.[name]?.enabled === true && services[name]?.enabled !== true,
      );
    }
    case 'identity-check':
      return after.body.enteredInError !== undefined && !('enteredInError' in before);
    case 'letter':
    case 'audit':
      return false;
  }
}

/** The reason as it is kept, or what is wrong with it. */
export function checkDiscardReason(typed: string): Result<string> {
  const reason = typed.trim();
  if (reason === '') {
    return refuse(FailureKind.invalid, { code: 'discard-reason-missing' }, 'reason');
  }
  const tooLong = whyTooLong('discardReason', reason);
  return tooLong === undefined ? ok(reason) : refuse(FailureKind.invalid, tooLong, 'reason');
}
