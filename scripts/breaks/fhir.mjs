const REMOTE = ['test/services/fhir/fhir-remote-records.test.ts'];
const HTTP = ['test/services/fhir/fhir-http.test.ts'];
const PERSONAL = ['test/services/fhir/nothing-personal.test.ts'];
const WRITES = ['test/services/fhir/page-writes.test.ts'];
const APART = ['test/services/sync/practices-apart.test.ts'];
const HABITS = ['test/services/fhir/server-habits.test.ts'];

const HOSTILE = ['test/services/sync/hostile-record.test.ts'];
const BATCH = ['test/services/fhir/batch-search.test.ts'];
const HINTS = ['test/services/fhir/subscriptions/fhir-change-hints.test.ts'];
const NOTICES = ['test/services/fhir/subscriptions/notification.test.ts'];
const MUTATED = ['test/services/sync/mutated-record.test.ts'];

/** HTTP and the mapping to FHIR. */
export const FHIR = {
  'told-of-every-practice': {
    promise: 'threat model: a workstation asks to be told of its own practice alone',
    file: 'services/fhir/subscriptions/subscription.ts',
    find: '`${type}?${new URLSearchParams({ _tag: `${PRACTICE_TAG}|${practiceId}` }).toString()}`',
    put: '`${type}?_tag:not=${practiceId}`',
    tests: HINTS,
  },
  'others-subscriptions-touched': {
    promise: 'ADR 23: a workstation changes and deletes its own Subscriptions alone',
    file: 'services/fhir/subscriptions/subscription.ts',
    find: ' &&\n    hasTag(resource, WORKSTATION_TAG, addressee.workstation)',
    put: '',
    tests: HINTS,
  },
  'subscriptions-left-behind': {
    promise: 'ADR 23: Subscriptions are deleted at sign-out where the host still gives a token',
    file: 'services/fhir/subscriptions/fhir-change-hints.ts',
    find: 'if (this.sessions.current() !== null) return;',
    put: 'if (this.sessions.current() !== undefined) return;',
    tests: HINTS,
  },
  'silent-connection-trusted': {
    promise: 'ADR 23: a connection that is silent for too long is over',
    file: 'services/fhir/subscriptions/line.ts',
    find: 'if (isFlood || watched.isSilent(performance.now())) end();',
    put: 'if (isFlood) end();',
    tests: HINTS,
  },
  'gap-in-counter-overlooked': {
    promise: 'ADR 23: a gap in the counter is a look',
    file: 'services/fhir/subscriptions/line.ts',
    find: "says === 'changed' || isGap",
    put: "says === 'changed'",
    tests: HINTS,
  },
  'hints-of-others-heeded': {
    promise: 'threat model: what is told of others’ Subscriptions is not heeded',
    file: 'services/fhir/subscriptions/line.ts',
    find: 'all.filter(({ id }) => this.heardAt.has(id))',
    put: 'all.filter(({ id }) => id !== undefined)',
    tests: HINTS,
  },
  'hints-in-the-clear': {
    promise: 'threat model: hints come as well encrypted as the record itself',
    file: 'services/fhir/subscriptions/socket-address.ts',
    find: "(scheme === 'ws:' && base.protocol === 'http:')",
    put: "scheme === 'ws:'",
    tests: NOTICES,
  },
  'longest-notification-read': {
    promise: 'threat model: a message longer than any notification is not read',
    file: 'services/fhir/subscriptions/notification.ts',
    find: '  if (message.length > LONGEST) return [];\n',
    put: '',
    tests: NOTICES,
  },
  'mixed-batch-let-in': {
    promise: 'threat model: a page that holds another practice’s record is refused, in a batch too',
    file: 'services/fhir/resource-search.ts',
    find: ' else if (!isOfPractice(practiceId, page)) return { ok: false, failure: PRACTICES_MIXED };',
    put: '',
    tests: APART,
  },
  'entries-of-a-batch-on-trust': {
    promise: 'FHIR mapping: each entry of a batch counts by its own status',
    file: 'services/fhir/batch-search.ts',
    find: "const isDone = statusOf(response).startsWith('2');",
    put: "const isDone = statusOf(response) !== '';",
    tests: BATCH,
  },
  'answers-of-a-batch-mixed-up': {
    promise: 'FHIR mapping: an answer that cannot be matched with what was asked is not used',
    file: 'services/fhir/batch-search.ts',
    find: '  if (!isInOrder) return [];\n',
    put: '',
    tests: BATCH,
  },
  'refused-batches-tried-for-ever': {
    promise: 'FHIR mapping: a server that refuses batches is asked singly',
    file: 'services/fhir/batch-search.ts',
    find: 'const isLeft = this.clock.elapsed() < this.leftUntil;',
    put: 'const isLeft = this.clock.elapsed() < 0;',
    tests: BATCH,
  },
  'batches-that-get-no-answer': {
    promise: 'FHIR mapping: what drops batches does not keep a workstation from looking',
    file: 'services/fhir/batch-search.ts',
    find: "if (this.doubt === 'singles-answered') this.leave();",
    put: "if (this.doubt === 'singles-answered') this.doubt = 'none';",
    tests: BATCH,
  },
  'resource-of-any-depth': {
    promise: 'FHIR mapping: what is nested too deep or too long is kept apart',
    file: 'services/fhir/change-page.ts',
    find: "  if (!isManageable(entry.resource)) return { ok: false, fields: ['content'] };\n",
    put: '',
    tests: HOSTILE,
  },
  'history-without-end': {
    promise: 'FHIR mapping: a history without end is given up',
    file: 'services/fhir/instance-history.ts',
    find: 'pages <= MOST_PAGES;',
    put: 'pages <= MOST_PAGES * 40;',
    tests: HOSTILE,
  },
  'history-cut-off-taken-for-whole': {
    promise: 'FHIR mapping: a history that does not go back far enough proves nothing',
    file: 'services/fhir/instance-history.ts',
    find: "return { ok: true, value: isWhole ? 'no' : 'unknown' };",
    put: "return { ok: true, value: isWhole || versions.length > 0 ? 'no' : 'unknown' };",
    tests: HABITS,
  },
  'page-link-followed-anywhere': {
    promise:
      'FHIR mapping: links are followed at the own base address alone, below what it stands for',
    file: 'services/fhir/page-link.ts',
    find: 'bases.find((each) => `${pathname}/`.startsWith(`${each}/`));',
    put: "bases.find((each) => `${pathname}/`.startsWith(`${each}/`)) ?? '';",
    tests: HABITS,
  },
  'one-bad-resource-blinds-its-page': {
    promise: 'FHIR mapping: the resources of a page that cannot be read are read one by one',
    file: 'services/fhir/resource-search.ts',
    find: 'if (page.ok || !isOfOneResource(page.failure)) return page;',
    put: 'if (page.ok || query.size >= 0) return page;',
    tests: HOSTILE,
  },
  'others-records-let-in': {
    promise: 'threat model: nothing is kept of a page that holds other practices’ records',
    file: 'services/fhir/resource-search.ts',
    find: 'return entries.every(({ resource }) => hasTag(resource, PRACTICE_TAG, practiceId));',
    put: 'return practiceId !== NOBODYS_PRACTICE || entries.length === 0;',
    tests: APART,
  },
  'anything-answers-a-create': {
    promise: 'threat model: what a server gives in place of what was created is checked',
    file: 'services/fhir/record-sending.ts',
    find: 'return isNew || isMet(given.resource)',
    put: 'return isNew || given.id !== ""',
    tests: APART,
  },
  'anything-found-stands': {
    promise: 'threat model: what a server finds in place of what was created is checked',
    file: 'services/fhir/resource-search.ts',
    find: '.filter(({ resource }) => isMet(resource))',
    put: '.filter(({ resource }) => isMet(resource) || resource !== undefined)',
    tests: APART,
  },
  'unknown-patient-not-told': {
    promise: 'embedding: that the server does not have the patient is told beside why it refused',
    file: 'services/fhir/why-refused.ts',
    find: 'new Set([400, 422]);',
    put: 'new Set([404]);',
    tests: ['test/services/fhir/why-refused.test.ts'],
  },
  'own-reason-of-a-refusal-lost': {
    promise: 'embedding: why a server refused is told, whether it has the patient or not',
    file: 'services/fhir/why-refused.ts',
    find: '{ ...failure.reason, code:',
    put: '{ ...failure.reason, issues: [], code:',
    tests: ['test/services/fhir/why-refused.test.ts'],
  },
  'passing-trouble-parks-work': {
    promise:
      'FHIR servers: what a server refuses over trouble of its own is sent again, not parked',
    file: 'services/fhir/why-refused.ts',
    find: 'return issues.length > 0 && issues.every(',
    put: 'return issues.length > 9 && issues.every(',
    tests: ['test/services/fhir/why-refused.test.ts'],
  },
  'missing-database-parks-work': {
    promise:
      'FHIR servers: what a server refuses as it refuses everything is sent again, not parked',
    file: 'services/fhir/why-refused.ts',
    find: 'isSame(found.failure, failure) ? recordBusy(status) : failure',
    put: 'isSame(found.failure, failure) ? failure : failure',
    tests: ['test/services/fhir/why-refused.test.ts'],
  },
  'practice-by-its-tag-alone': {
    promise: 'FHIR mapping: a resource that names another practice inside is kept apart',
    file: 'services/fhir/change-page.ts',
    find: "  if (reading.body.practiceId !== practiceId) return { ok: false, fields: ['practice'] };\n",
    put: '',
    tests: HOSTILE,
  },
  'lists-taken-on-trust': {
    promise: 'FHIR mapping: a change goes on top of whatever the server has kept',
    file: 'services/fhir/mapping/reading.ts',
    find: 'return Array.isArray(given) ? given.filter((each: unknown): each is T => isJson(each)) : [];',
    put: 'return given ?? [];',
    tests: [...HOSTILE, ...MUTATED],
  },
  'one-lost-answer-blamed-on-the-server': {
    promise:
      'embedding: a server is said not to let this page write after a read was answered between two writes',
    file: 'services/fhir/page-writes.ts',
    find: "    if (silence === 'writes-alone') return { ok: false, failure: NOT_LET };\n    await this.gotNoAnswer(signal);\n    return outcome;",
    put: "    await this.gotNoAnswer(signal);\n    return this.silence === 'writes-alone' ? { ok: false, failure: NOT_LET } : outcome;",
    tests: WRITES,
  },
  'writes-refused-look-like-an-outage': {
    promise: 'embedding: a server that does not let this page write is told of as that',
    file: 'services/fhir/page-writes.ts',
    find: "if (silence === 'writes-alone') return { ok: false, failure: NOT_LET };",
    put: "if (silence === 'everything') return { ok: false, failure: NOT_LET };",
    tests: WRITES,
  },
  'busy-create-called-a-conflict': {
    promise: 'README: nobody else is said to have changed what nobody has',
    file: 'services/fhir/record-sending.ts',
    find: 'return { ok: false, failure: recordBusy(answer.status ?? 409) };',
    put: 'return failed(answer);',
    tests: HABITS,
  },
  'create-without-condition': {
    promise: 'ADR 3: the create is conditional on practice and patient',
    file: 'services/fhir/record-sending.ts',
    find: 'ifNoneExist: condition, body: resource }',
    put: 'body: resource }',
    tests: REMOTE,
  },
  'update-of-any-version': {
    promise: 'SECURITY, lost change: an update is of the version it was built on',
    file: 'services/fhir/record-sending.ts',
    find: '      ifMatch: etagOfVersion(base.versionId),\n',
    put: '',
    tests: REMOTE,
  },
  'operation-not-stamped': {
    promise: 'ADR 4: a UUID fixed before the first send is stamped into the resource',
    file: 'services/fhir/mapping/writing.ts',
    find: '    [OPERATION_EXTENSION]: { valueString: operationId },\n',
    put: "    [OPERATION_EXTENSION]: operationId === '' ? { valueString: operationId } : undefined,\n",
    tests: REMOTE,
  },
  'not-understood-is-dropped': {
    promise: 'FHIR mapping: what is not ours stays as it was',
    file: 'services/fhir/mapping/account.ts',
    find: "    ...base,\n    resourceType: 'Person',",
    put: "    resourceType: 'Person',",
    tests: HABITS,
  },
  'used-codes-stay-on-the-server': {
    promise: 'ADR 5: used and withdrawn codes are wiped at once, also sealed',
    file: 'services/fhir/mapping/registration.ts',
    find: 'if (registration.state !== RegistrationState.pending) return others;',
    put: "if (registration.id === '') return others;",
    tests: PERSONAL,
  },
  'other-practice-let-in': {
    promise: 'SECURITY, wrong patient: another practice’s records are not mixed in',
    file: 'services/fhir/mapping/writing.ts',
    find: 'return { ...kept, tag: [practiceTag(practiceId), ...otherTags(existing)] };',
    put: "return { ...kept, tag: [practiceTag(practiceId === '' ? practiceId : 'A99968'), ...otherTags(existing)] };",
    tests: REMOTE,
  },
  'stale-token-again': {
    promise: 'ADR 6: tokens come from the host for each request',
    file: 'services/fhir/fhir-http.ts',
    find: 'this.attempt(request, true, signal) : first;',
    put: 'this.attempt(request, false, signal) : first;',
    tests: HTTP,
  },
  'server-text-on-screen': {
    promise: 'SECURITY, leaked code: nothing secret in error messages',
    file: 'services/fhir/http-failure.ts',
    find: 'return issue !== undefined && /^[a-z-]{1,40}$/.test(issue) ? { issue } : {};',
    put: 'return issue !== undefined ? { issue } : {};',
    tests: PERSONAL,
  },
  'log-in-page-believed': {
    promise: 'SECURITY, lost change: nothing is shared before the server confirmed it',
    file: 'services/fhir/fhir-http.ts',
    find: 'if (parsed === undefined) return { ok: false, failure: NOT_FHIR };',
    put: 'if (parsed === undefined) return { ok: true, value: { body: undefined, etag: null, location: null } };',
    tests: HTTP,
  },
  'page-read-in-one-go': {
    promise: 'ADR 11: the tab can be used while a page of changes is read',
    file: 'services/fhir/change-page.ts',
    find: 'place % READ_AT_A_TIME === 0',
    put: 'place === 0',
    tests: ['test/services/fhir/change-page.test.ts'],
  },
};
