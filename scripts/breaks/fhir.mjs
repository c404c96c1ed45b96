const REMOTE = ['test/services/fhir/fhir-remote-records.test.ts'];
const HTTP = ['test/services/fhir/fhir-http.test.ts'];
const PERSONAL = ['test/services/fhir/nothing-personal.test.ts'];
const WRITES = ['test/services/fhir/page-writes.test.ts'];
const APART = ['test/services/sync/practices-apart.test.ts'];
const HABITS = ['test/services/fhir/server-habits.test.ts'];

const HOSTILE = ['test/services/sync/hostile-record.test.ts'];
const BATCH = ['test/services/fhir/batch-search.test.ts'];
const MUTATED = ['test/services/sync/mutated-record.test.ts'];

/** HTTP and the mapping to FHIR. */
export const FHIR = {
  'openings-fetched': {
    promise: 'ADR 20: openings are counted, and nothing more of them is asked for',
    file: 'services/fhir/resource-search.ts',
    find: "count === 0 ? { _summary: 'count' }",
    put: 'count === 0 ? {}',
    tests: BATCH,
  },
  'whole-resources-listed': {
    promise: 'ADR 22: ids and versions are listed by meta and identifier alone',
    file: 'services/fhir/version-listing.ts',
    find: "'meta,identifier'",
    put: "'meta,identifier,link'",
    tests: ['test/services/fhir/version-listing.test.ts'],
  },
  'others-listed-as-ours': {
    promise: 'ADR 22: what is filed under the practice and no record of ours is told apart',
    file: 'services/fhir/version-listing.ts',
    find: '!isOurs && {',
    put: '!stored && {',
    tests: ['test/services/fhir/version-listing.test.ts'],
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
    file: 'services/fhir/first-found.ts',
    find: '.filter(({ resource }) => isMet(resource))',
    put: '.filter(({ resource }) => isMet(resource) || resource !== undefined)',
    tests: APART,
  },
  'unknown-patient-not-told': {
    promise:
      'embedding: what is refused because the server does not have the patient is told as that',
    file: 'services/fhir/unknown-patient.ts',
    find: 'new Set([400, 409, 412, 422]);',
    put: 'new Set([404]);',
    tests: HABITS,
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
    find: 'const inVain = { ...answer, failure: busy(answer.status ?? 409) };',
    put: 'const inVain = answer;',
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
