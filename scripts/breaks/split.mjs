const OUT = ['test/services/application/split/transfer-out.test.ts'];
const IN = ['test/services/application/split/transfer-in.test.ts'];
const FINISHING = ['test/services/application/split/finishing.test.ts'];
const ON_THE_WAY = ['test/services/application/split/on-the-way.test.ts'];
const AGREEMENT = ['test/services/application/split/agreement.test.ts'];
const PAGE = ['test/components/practice/practice-split.test.ts'];
const KILLED = ['test/services/application/split/killed-transfers.test.ts'];
const EVERY = ['test/services/application/split/every-exception.test.ts'];
const RULES = ['test/services/domain/split/split-rules.test.ts'];
const RIGHTS = ['test/node/demo/record-rights.test.ts'];

/** Accounts on their way between practices. */
export const SPLITS = {
  'codes-die-before-the-transfer': {
    promise: 'guide: written for the new practice first, and only then closed here',
    file: 'services/application/split/hand-over.ts',
    find: 'if (!held.ok) return held;\n  const { body } = held.value;',
    put: 'const body = held.ok ? held.value.body : transfer.value;',
    tests: OUT,
  },
  'disabled-becomes-enabled': {
    promise: 'guide: what was disabled stays disabled and gets no codes',
    file: 'services/domain/split/taken-in.ts',
    find: 'if (enabled) return {};',
    put: 'if (enabled || !enabled) return {};',
    tests: IN,
  },
  'codes-for-disabled': {
    promise: 'guide: what was disabled stays disabled and gets no codes',
    file: 'services/application/split/take-in.ts',
    find: 'const codes = content.enabled ? await codesFor(accountKey, ports) : undefined;',
    put: 'const codes = await codesFor(accountKey, ports);',
    tests: IN,
  },
  'second-account': {
    promise: 'guide: a patient who has an account here gets no second one',
    file: 'services/application/split/take-in.ts',
    find: 'if (account === undefined) return make(',
    put: 'if (account?.id !== input.transferId) return make(',
    tests: EVERY,
  },
  'taken-back-is-taken-in': {
    promise: 'guide: take back undoes it, as long as the new practice has not taken it up',
    file: 'services/application/split/take-back.ts',
    find: 'const back = await transferWritten(held.value, takenBack(body), operationId, transfers.value);\n    if (!back.ok) return back;',
    put: 'void [transferWritten, takenBack];',
    tests: ON_THE_WAY,
  },
  'taken-in-before-it-is-shared': {
    promise: 'ADR 26: taken in only once the account is on the shared record',
    file: 'services/application/split/finishing.ts',
    find: 'const isShared = unsent.length === 0 && (await outbox.serverVersion(place)) !== undefined;',
    put: 'const isShared = unsent.length === 0 || place.recordId !== "";',
    tests: FINISHING,
  },
  'matched-by-number-alone': {
    promise: 'guide: a patient fits where number, date of birth and surname agree',
    file: 'services/domain/split/matching.ts',
    find: "if (!same.birthDate) return { code: 'birth-date-differs' };",
    put: '',
    tests: RULES,
  },
  'account-by-chance': {
    promise: 'ADR 26: the transfer names the key that the account will have',
    file: 'services/application/split/finishing.ts',
    find: "if (records.account?.id !== accountKey) return 'had-one';",
    put: "if (records.account?.id === accountKey) return 'had-one';",
    tests: KILLED,
  },
  'split-page-outlives-session': {
    promise:
      'the page of splits and merges begins anew when the session of who opened it has ended',
    file: 'components/practice/split/os-practice-split.ts',
    find: 'new TransferJobs(desk, isOver, signedOut)',
    put: 'new TransferJobs(desk, isOver, () => void signedOut)',
    tests: PAGE,
  },
  'split-told-to-the-next': {
    promise: 'what was still under way is not told to whoever sits there next',
    file: 'components/practice/split/split-desk.ts',
    find: 'return this.#isOpen ? result : undefined;',
    put: 'return result;',
    tests: PAGE,
  },
  'disabled-before-it-moved': {
    promise: 'ADR 26: whoever comes back is identified again before the account is enabled',
    file: 'services/domain/account/coming-back.ts',
    find: 'return movedTo === undefined || resetAt === undefined',
    put: "return movedTo === undefined || resetAt === undefined || disabling?.reason !== 'moved'",
    tests: RULES,
  },
  'moved-after-coming-back': {
    promise:
      'docs/fhir-mapping.md: whoever has come back has not moved, whatever comes of the account later',
    file: 'services/domain/services/change-services.ts',
    find: 'if (!account.enabled || account.movedTo === undefined) return account;',
    put: 'if (account.cameBackAt === undefined) return account;',
    tests: RULES,
  },
  'take-back-is-not-told-of': {
    promise:
      'guide: beside the tick of an account that has moved the tab says that taking back is the right way',
    file: 'services/application/tab/tab-view.ts',
    find: '...(account?.movedToName && !account.enabled',
    put: '...(account?.movedToName === "" && !account.enabled',
    tests: ON_THE_WAY,
  },
  'tick-says-nothing-of-the-move': {
    promise:
      'guide: beside the tick of an account that has moved the tab says that taking back is the right way',
    file: 'components/services/os-services-section.ts',
    find: "['moved', row.movedTo &&",
    put: "['moved', row.movedTo === '' &&",
    tests: ['test/components/services/services.test.ts'],
  },
  'goes-as-it-was-before': {
    promise: 'ADR 26: nobody is taken in as they were before something was killed',
    file: 'services/application/split/hand-over.ts',
    find: 'if (samePlainData(body.content, content)) return ok(held);',
    put: 'return ok(held);',
    tests: KILLED,
  },
  'open-at-both-practices': {
    promise: 'ADR 26: whoever is left out has the transfer that was written before taken back',
    file: 'services/application/jobs/patient-steps.ts',
    find: "if (work.kind !== 'transfer-out' || 'held' in came) return came;",
    put: "if (work.kind !== 'disable' || 'held' in came) return came;",
    tests: KILLED,
  },
  'failed-and-still-handed-over': {
    promise:
      'ADR 26: whoever a job failed on has the transfer that was written before taken back, too',
    file: 'services/application/jobs/patient-steps.ts',
    find: "if ('failed' in whom) return undone({ what: 'failed', reason: whom.failed });",
    put: "if ('failed' in whom) return { what: 'failed', reason: whom.failed };",
    tests: KILLED,
  },
  'ends-on-a-closed-account': {
    promise:
      'ADR 26: a transfer does not end by itself on an account that was closed here meanwhile',
    file: 'services/application/split/finishing.ts',
    find: 'if (why !== undefined) return why;',
    put: "if (why !== undefined && !why.code.startsWith('moved-away')) return why;",
    tests: FINISHING,
  },
  'agrees-unread': {
    promise: 'ADR 26: where not all transfers could be read nothing is said to agree',
    file: 'services/application/split/agreement.ts',
    find: "if (!isWhole || unreadable > 0) return no({ code: 'not-all-transfers-read' });",
    put: "if (!isWhole && unreadable > 0) return no({ code: 'not-all-transfers-read' });",
    tests: AGREEMENT,
  },
  'second-account-left-open': {
    promise: 'ADR 26: left out is who has two accounts, as closing one leaves the other open',
    file: 'services/domain/split/split-rules.ts',
    find: "if (records.isDoubled === true) return no({ code: 'two-accounts' });",
    put: '',
    tests: EVERY,
  },
  'made-otherwise-is-not-told': {
    promise: 'guide: whoever came disabled, or enabled, and the look had said otherwise is named',
    file: 'services/application/split/transfer-job.ts',
    find: "...(isShut ? (['disabled'] as const) : []),",
    put: "...foreseen.filter((each) => each !== 'has-account'),",
    tests: EVERY,
  },
  'difference-not-named': {
    promise: 'guide: whoever was done and is not as they were at the look is named',
    file: 'services/application/split/agreement.ts',
    find: "(outcome?.what !== 'done' || outcome.reason !== undefined)",
    put: "outcome?.what !== 'done'",
    tests: EVERY,
  },
  'let-in-by-the-other-transfer': {
    promise: 'ADR 26: a transfer of somebody shut out is not ended before a person has decided',
    file: 'services/application/split/finishing.ts',
    find: 'const why = whyForAPerson(records, content);',
    put: 'const why = whyForAPerson({ account: undefined }, content);',
    tests: FINISHING,
  },
  'taken-up-as-before-is-closed': {
    promise: 'ADR 26: nobody is closed in silence whom the new practice took up as they were',
    file: 'services/application/split/hand-over.ts',
    find: 'if (input.transferId === undefined && isTakenUpAsBefore(body, transfer.value, action)) {',
    put: 'if (Boolean(0)) {',
    tests: KILLED,
  },
  'open-at-both-is-not-told': {
    promise:
      'guide: what the new practice has taken up and is still open here comes first in the list',
    file: 'services/application/split/out-office.ts',
    find: "return wasNeverClosed(account, transfer) ? 'open-at-both' : undefined;",
    put: 'return wasNeverClosed(undefined, transfer) ? "open-at-both" : undefined;',
    tests: ON_THE_WAY,
  },
  'waits-for-a-person-and-is-not-listed': {
    promise:
      'guide: an account that was taken in and waits for somebody is counted apart and listed',
    file: 'services/application/split/finishing.ts',
    find: "return needsAPerson ? { code: 'work-needs-a-person' } : undefined;",
    put: 'return needsAPerson && content.enabled === undefined ? { code: "work-needs-a-person" } : undefined;',
    tests: FINISHING,
  },
  'storage-that-does-not-tell-decides': {
    promise:
      'ADR 26: where storage does not tell what waits for a person, nothing is ended, and it is said',
    file: 'services/application/split/finishing.ts',
    find: '  if (!entries.ok) return entries;',
    put: '  if (!entries.ok) return ok({ outcome: "made" });',
    tests: FINISHING,
  },
  'half-made-is-listed-nowhere': {
    promise:
      'guide: an account that another computer began to make, and did not go on with, is listed',
    file: 'services/application/split/finishing.ts',
    find: "undecided: undecided ?? (isStuck ? { code: 'made-in-part', since } : undefined),",
    put: 'undecided: isStuck && since === "" ? { code: "made-in-part", since } : undecided,',
    tests: FINISHING,
  },
  'half-made-is-made-once-more': {
    promise: 'ADR 26: what is finished elsewhere has the ids that whoever began it gave to it',
    file: 'services/domain/split/taken-in.ts',
    find: 'return `${closing}.services`;',
    put: 'return `${closing}.services.${performance.now()}`;',
    tests: FINISHING,
  },
  'taken-in-in-part': {
    promise: 'ADR 26: taken in only once account, services and codes are on the shared record',
    file: 'services/application/split/finishing.ts',
    find: "return isWhole(records, content) ? 'made' : undefined;",
    put: "return isWhole(records, content) || content?.enabled ? 'made' : undefined;",
    tests: FINISHING,
  },
  'third-practice-reads-transfers': {
    promise: 'docs/fhir-mapping.md: nobody else sees transfers',
    file: 'demo/reference-host/server/record-rights.ts',
    find: 'return held?.from === practiceId || held?.to === practiceId;',
    put: 'return held !== undefined || practiceId === "";',
    tests: RIGHTS,
  },
};
