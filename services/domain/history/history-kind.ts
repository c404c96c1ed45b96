import type { HistoryRow } from './history-row.ts';

/** What an entry of the history is about, as staff look for it. */
export const HistoryKind = {
  account: 'account',
  codes: 'codes',
  services: 'services',
  identity: 'identity',
  contacts: 'contacts',
  openings: 'openings',
  refusals: 'refusals',
} as const;
export type HistoryKind = (typeof HistoryKind)[keyof typeof HistoryKind];

/** What a website does, by the codes it writes (docs/fhir-mapping.md, "Audit"). */
export const WebsiteAction = {
  register: 'register-with-codes',
  activate: 'activate-account',
  firstSignIn: 'sign-in-first',
  refusePassword: 'refuse-password',
  lock: 'lock-account',
  endLock: 'end-lock',
  changeContacts: 'change-contact-details',
} as const;
export type WebsiteAction = (typeof WebsiteAction)[keyof typeof WebsiteAction];

/** Codes of earlier versions that only a rule ever wrote, before rows said so. */
const ALWAYS_BY_RULE: ReadonlySet<string> = new Set([
  'end-access',
  'expire-codes',
  'withdraw-surplus-codes',
]);

/** Actions by what they are about; whatever is not here is about the account. */
const KINDS: Readonly<Record<string, HistoryKind>> = {
  'create-account': HistoryKind.account,
  'unlock-account': HistoryKind.account,
  'withdraw-access': HistoryKind.account,
  'reset-account': HistoryKind.account,
  'end-access': HistoryKind.account,
  'turn-sixteen': HistoryKind.account,
  'match-application': HistoryKind.account,
  'reject-application': HistoryKind.account,
  'upgrade-account': HistoryKind.account,
  'reject-basic-account': HistoryKind.account,
  'note-first-seen': HistoryKind.account,
  'hand-over-account': HistoryKind.account,
  'take-in-account': HistoryKind.account,
  'take-back-account': HistoryKind.account,
  'give-back-account': HistoryKind.account,
  'resolve-conflict': HistoryKind.account,
  'acknowledge-notice': HistoryKind.account,
  [WebsiteAction.register]: HistoryKind.account,
  [WebsiteAction.activate]: HistoryKind.account,
  [WebsiteAction.firstSignIn]: HistoryKind.account,
  [WebsiteAction.lock]: HistoryKind.account,
  [WebsiteAction.endLock]: HistoryKind.account,
  'send-reminder': HistoryKind.account,
  'issue-new-codes': HistoryKind.codes,
  'withdraw-codes': HistoryKind.codes,
  'expire-codes': HistoryKind.codes,
  'withdraw-surplus-codes': HistoryKind.codes,
  'preview-letter': HistoryKind.codes,
  'print-letter': HistoryKind.codes,
  'save-letter': HistoryKind.codes,
  'change-services': HistoryKind.services,
  'count-missed-appointments': HistoryKind.services,

  'record-identity-check': HistoryKind.identity,
  'mark-identity-check-entered-in-error': HistoryKind.identity,
  'add-coded-entry': HistoryKind.identity,
  'save-contact': HistoryKind.contacts,
  'send-verification-code': HistoryKind.contacts,
  'verify-contact': HistoryKind.contacts,
  'take-over-contact': HistoryKind.contacts,
  'leave-offered-contact': HistoryKind.contacts,
  [WebsiteAction.changeContacts]: HistoryKind.contacts,
  'open-tab': HistoryKind.openings,
  'open-history': HistoryKind.openings,
  'review-record-access': HistoryKind.openings,
  'open-applications': HistoryKind.openings,
  'open-accounts': HistoryKind.openings,
  'open-worklist': HistoryKind.openings,
  'open-jobs': HistoryKind.openings,
  'open-split': HistoryKind.openings,
  'open-uptake': HistoryKind.openings,
  'export-uptake': HistoryKind.openings,
  'export-history': HistoryKind.openings,
};

/** Whether it is said of an action what it is about. */
export function hasKind(action: string): boolean {
  return Object.hasOwn(KINDS, action);
}

/** What a row is about: of what was refused, that it was. */
export function kindOf({ action, outcome }: Pick<HistoryRow, 'action' | 'outcome'>): HistoryKind {
  if (outcome === 'refused') return HistoryKind.refusals;
  return (hasKind(action) ? KINDS[action] : undefined) ?? HistoryKind.account;
}

/** Whether a rule did it, also where a row of an earlier version does not say so. */
export function isByRule(action: string, byRule: boolean): boolean {
  return byRule || ALWAYS_BY_RULE.has(action);
}
