import type { Permission } from '../../../domain/practice/permission.ts';
import type { Instant } from '../../../domain/records.ts';
import type { DecisionReason } from '../../../domain/unsent-work/reasons.ts';
import type { Sentences } from '../../sentences.ts';
import { dates } from '../dates.ts';

/** What a permission lets somebody do; one of a newer version has no words here. */
const RIGHTS: Readonly<Partial<Record<string, string>>> = {
  'onlineServices.view': 'see the tab',
  'onlineServices.recordIdentity': 'record identity checks',
  'onlineServices.manageAccounts': 'create and unlock accounts and issue codes',
  'onlineServices.changeServices': 'switch services on and off',
  'onlineServices.printLetters': 'print letters',
  'onlineServices.editContacts': 'change contact details',
  'onlineServices.viewHistory': 'see the history',
  'onlineServices.exportHistory': 'export the history',
  'onlineServices.splitPractice': 'hand accounts over to another practice and take them in',
  'onlineServices.administer': 'set up Online Services',
} satisfies Readonly<Record<Permission, string>>;

export const reasons: Sentences<DecisionReason> = {
  'work-takes-permission': ({ permissions }) => {
    const rights = permissions.flatMap((permission) => RIGHTS[permission] ?? []);
    const named = rights.length === 0 ? '' : `: to ${rights.join(', and to ')}`;
    return `Deciding about this takes the right that doing it took${named}. Your role does not have it.`;
  },
};

export const actions = {
  retry: 'Try again',
  discard: 'Discard…',
  ours: 'Keep the one made here',
  theirs: 'Take the one made elsewhere',
  acknowledge: 'Acknowledge',
};

export const list = 'Changes not on the shared record yet';
export const working = 'Working…';

export const states = {
  waiting: 'Waiting',
  parked: 'Refused',
  conflict: 'Changed elsewhere too',
  superseded: 'Made elsewhere first',
};

export const doneBy = (work: { readonly authorName: string; readonly at: Instant }): string =>
  `${work.authorName}, ${dates.instant(work.at)}`;
export const actionOn = (action: keyof typeof actions, work: string): string =>
  `${actions[action]} ${work}`;
export const done = {
  retry: 'It is sent again.',
  discard: 'It was discarded.',
  ours: 'The one made here was kept.',
  theirs: 'The one made elsewhere was taken.',
  acknowledge: 'Acknowledged.',
};

/** To who did something that somebody else has discarded; patient, person and reason as they are kept. */
export const notice = {
  title: 'Something you did was discarded',
  told: (notice: {
    readonly description: string;
    readonly patientName: string;
    readonly doneAt: Instant;
    readonly byName: string;
    readonly at: Instant;
    readonly reason: string;
  }): string =>
    `“${notice.description}” for ${notice.patientName}, which you did on ${dates.instant(notice.doneAt)}, had not reached the shared record. ${notice.byName} discarded it on ${dates.instant(notice.at)}. Reason: “${notice.reason}” If access must be taken away all the same, do it again.`,
  acknowledge: 'Acknowledge',
  acknowledged: 'Acknowledged.',
};

export const differs = 'What differs';
export const ours = { column: 'Made here (this computer)', cell: 'Made here' };

export const theirs = { column: 'Made elsewhere (shared record)', cell: 'Made elsewhere' };

export const explanation = {
  parked: (why: string | undefined): string =>
    why === undefined ? 'The shared record refused it.' : `The shared record refused it: ${why}`,
  conflict: 'Somebody else changed the same thing. Compare, then choose which to keep.',
  /** By another system, where it says its name. */
  superseded: (by: string | undefined): string =>
    `This patient’s online account had already been created elsewhere${by === undefined ? '' : `, by ${by}`}. That account stands, and the one made here was ` +
    'dropped. Any letter printed here for the dropped account holds codes that will not work and must be replaced: ' +
    'destroy it and print a new letter. What was switched off on the dropped account is not off on this one: look at its services.',
  /** Nobody is named where the shared record does not say who it was. */
  resetElsewhere: (by: string | undefined): string =>
    `${by ?? 'Somebody else'} had already reset this patient’s account elsewhere. That reset stands, and the one made here ` +
    'was dropped. Any letter printed here holds codes that will not work: destroy it, and print the letter as it is now.',
  waitsForAuthor: (author: string): string =>
    `Waits until ${author} signs in here again. If that will not happen, discard it and do it anew.`,
  waitsForNetwork: 'Waits for the network.',
  waitsForTurn: 'Waits for its turn.',
};
/** What differs between two versions. */
export const fields = {
  resetAt: 'Reset',
  resetBy: 'Reset by',
  status: 'Status',
  enabled: 'Enabled',
  enabledNotes: 'Notes',
  disabling: 'Why it is off',
  notes: 'Notes',
  state: 'Codes',
  expiresOn: 'Codes expire on',
  lockedAt: 'Locked',
  lockedUntil: 'Locked until',
  registeredAt: 'Registered',
  activatedAt: 'Activated',
  reason: 'Reason',
};

export const values = { nothing: 'nothing', yes: 'yes', no: 'no' };
