const PUSH = ['test/services/sync/push.test.ts'];
const STUCK = ['test/services/sync/stuck-work.test.ts'];
const ENGINE = ['test/services/sync/sync-engine.test.ts'];
const SIDE_BY_SIDE = ['test/services/sync/side-by-side.test.ts'];
const CLOCKS = ['test/services/sync/clocks.test.ts'];

const HOSTILE = ['test/services/sync/hostile-record.test.ts'];

const PACE = ['test/services/sync/look-pace.test.ts'];
const LISTENING = ['test/services/sync/listening.test.ts'];
const TOLD = ['test/services/sync/told-changes.test.ts'];

/** The exchange with the shared record. */
export const SYNC = {
  'server-looked-at-all-day': {
    promise: 'ADR 23: the server itself is looked at once a day at most',
    file: 'services/sync/server-watch.ts',
    find: 'if (known?.lookedOn === lookedOn) return true;',
    put: '',
    tests: ['test/services/sync/server-watch.test.ts'],
  },
  'other-server-passed-over': {
    promise: 'ADR 23: a server that has become another is looked at again',
    file: 'services/sync/server-watch.ts',
    find: 'known?.isWhole === true && samePlainData(known.identity, identity.value)',
    put: 'known?.isWhole === true',
    tests: ['test/services/sync/server-watch.test.ts'],
  },
  'findings-read-for-ever': {
    promise: 'ADR 23: what was read stays read only while the same is found',
    file: 'services/sync/server-watch.ts',
    find: '...(isSame && known.acknowledged && { acknowledged: true })',
    put: '...(known?.acknowledged && { acknowledged: true })',
    tests: ['test/services/sync/server-watch.test.ts'],
  },
  'looks-as-often-though-told': {
    promise: 'ADR 21: looks are a minute apart while the server tells of changes',
    file: 'services/sync/look-pace.ts',
    find: 'isTold = isReliable;',
    put: 'isTold = false;',
    tests: PACE,
  },
  'hints-bring-no-look': {
    promise: 'ADR 21: a hint is a look',
    file: 'services/sync/sync-engine.ts',
    find: 'told$.pipe(filter(({ isNews }) => isNews))',
    put: 'told$.pipe(filter(() => false))',
    tests: TOLD,
  },
  'hints-heard-in-step': {
    promise: 'ADR 21: workstations that hear the same do not look all at once',
    file: 'services/sync/listening.ts',
    find: ' + SPREAD_MS * random()',
    put: '',
    tests: LISTENING,
  },
  'every-hint-a-look': {
    promise: 'ADR 21: hints that bring nothing are heeded less often',
    file: 'services/sync/listening.ts',
    find: 'Math.max(0, this.lookedAt + apart - elapsed())',
    put: '0',
    tests: LISTENING,
  },
  'hints-relied-on-unproved': {
    promise: 'ADR 21: a server is relied on once a change that came was told',
    file: 'services/sync/listening.ts',
    find: '    if (now - this.openedAt <= TOLD_BEFORE_MS || this.openedAt === Infinity) return;\n',
    put: '    this.set(true);\n    return;\n',
    tests: LISTENING,
  },
  'untold-changes-forgiven': {
    promise: 'ADR 21: a server that tells late or not at all is not relied on',
    file: 'services/sync/listening.ts',
    find: '      this.isLate = true;\n',
    put: '',
    tests: LISTENING,
  },
  'lost-connection-relied-on': {
    promise: 'ADR 21: without a connection looks come at their own pace',
    file: 'services/sync/listening.ts',
    find: '        reliance.lost();\n',
    put: '',
    tests: LISTENING,
  },
  'refused-hints-asked-for-ever': {
    promise: 'ADR 21: a server that tells nothing is asked once a session',
    file: 'services/sync/listening.ts',
    find: "      subscriber.next('lost');\n      subscriber.complete();",
    put: "      subscriber.next('lost');\n      waiting = timer(1000).subscribe(connect);",
    tests: LISTENING,
  },
  'pauses-that-do-not-grow': {
    promise: 'ADR 21: connections are tried again after pauses that grow',
    file: 'services/sync/listening.ts',
    find: 'elapsed() - openedAt > STOOD_MS ? 1 : failures + 1',
    put: '1',
    tests: LISTENING,
  },
  'stamp-of-2999-moves-the-cursor': {
    promise: 'ADR 14: a stamp ahead of the server’s time moves no cursor',
    file: 'services/sync/pull.ts',
    find: 'page.stamps.filter(isPast)',
    put: 'page.stamps.filter((stamp) => isPast(stamp) || stamp !== "")',
    tests: HOSTILE,
  },
  'list-without-end': {
    promise: 'FHIR mapping: a list without end leaves the other kinds their turn',
    file: 'services/sync/pull.ts',
    find: 'pages < this.work.timing.pagesInARow || ',
    put: 'pages > 0 || ',
    tests: HOSTILE,
  },
  'work-follows-a-moved-record': {
    promise: 'SECURITY, wrong patient: work on a record moved to another patient is refused',
    file: 'services/sync/send-entry.ts',
    find: '  if (isOfAnother(entry, current)) return notDone(entry, MOVED, work);\n',
    put: '',
    tests: HOSTILE,
  },
  'unreadable-found-out-later': {
    promise: 'README: nothing is called up to date that cannot be read',
    file: 'services/sync/session-run.ts',
    find: '      ...(unreadable > 0 && { unreadable }),\n',
    put: '',
    tests: HOSTILE,
  },
  'rebases-without-end': {
    promise: 'README: one restless record does not keep others from being sent',
    file: 'services/sync/push.ts',
    find: '      if (rebases < REBASES_IN_A_PASS) this.over.delete(entry.id);',
    put: '      this.over.delete(entry.id);',
    tests: ['test/services/sync/restless-record.test.ts'],
  },
  'audit-before-what-it-tells-of': {
    promise: 'ADR 4: audit entries go when everything else has been answered',
    file: 'services/sync/push.ts',
    find: "return kind !== 'audit' || ",
    put: 'return true || ',
    tests: SIDE_BY_SIDE,
  },
  'server-idle-while-answers-are-stored': {
    promise: 'ADR 11: the server has the next entries while answers are being stored',
    file: 'services/sync/send-entry.ts',
    find: '  work.answered();\n',
    put: '',
    tests: SIDE_BY_SIDE,
  },
  'answers-without-end-to-be-stored': {
    promise:
      'ADR 11: three times as many entries are under way as are with the server, at the most',
    file: 'services/sync/push.ts',
    find: 'Math.min(most - withServer.size, UNDER_WAY * most - underWay.size)',
    put: 'most - withServer.size',
    tests: SIDE_BY_SIDE,
  },
  'lease-lost-with-work-under-way': {
    promise: 'README: one sender among tabs; a frozen one is replaced',
    file: 'services/sync/push.ts',
    find: '    await Promise.allSettled(underWay.values());\n',
    put: '',
    tests: SIDE_BY_SIDE,
  },
  'time-of-asking-by-a-wrong-clock': {
    promise: 'ADR 14: nothing is dated by a clock that is not known to be right',
    file: 'services/sync/change-pages.ts',
    find: 'environment.isTimeTrusted() ? { askedAt: environment.now() } : {}',
    put: '{ askedAt: environment.now() }',
    tests: CLOCKS,
  },
  'sent-in-another-name': {
    promise: 'ADR 6: work is sent as its author or not at all',
    file: 'services/sync/sync-engine.ts',
    find: '        over.abort();\n',
    put: '',
    tests: PUSH,
  },
  'lost-answer-sent-again': {
    promise: 'ADR 4: an answer that was lost is settled by looking for the UUID',
    file: 'services/sync/send-entry.ts',
    find: 'return entry.attempts > 0 ? look(entry, base, work) : update(entry, base, work);',
    put: 'return update(entry, base, work);',
    tests: PUSH,
  },
  'own-change-not-known-again': {
    promise: 'ADR 4: an answer that was lost is settled by looking for the UUID',
    file: 'services/sync/send-entry.ts',
    find: "if (arrived.value === 'yes' || current.operationId === id) return confirm(entry, current, work);",
    put: 'if (current.operationId === id) return confirm(entry, current, work);',
    tests: PUSH,
  },
  'fetched-before-practices-are-told-apart': {
    promise: 'threat model: a new database asks for what nobody has before it fetches anything',
    file: 'services/sync/new-database.ts',
    find: "if (failure.kind === 'unauthorised' || failure.reason.code === 'practices-mixed') return false;",
    put: "if (failure.kind === 'unauthorised') return false;",
    tests: ['test/services/sync/practices-apart.test.ts'],
  },
  'stuck-work-hides-the-news': {
    promise:
      'README: work that does not get through keeps nobody from seeing what others have changed',
    file: 'services/sync/sync-pass.ts',
    find: "  if (failure?.kind === 'busy') return failure.retryAfterMs !== undefined;\n",
    put: "  if (failure?.kind === 'busy') return true;\n",
    tests: STUCK,
  },
  'stuck-work-called-up-to-date': {
    promise: 'README: nothing is called up to date while work does not get through',
    file: 'services/sync/sync-pass.ts',
    find: 'return stopsAll(ofPull) ? ofPull : (ofPush ?? ofPull);',
    put: 'return ofPull;',
    tests: STUCK,
  },
  'missing-part-called-an-outage': {
    promise: 'ADR 13: what cannot be loaded is told as that, and not as a network that is cut',
    file: 'services/sync/outage.ts',
    find: ' &&\n    !isPartMissing(failure)',
    put: '',
    tests: STUCK,
  },
  'outage-called-a-missing-part': {
    promise: 'ADR 13: where the network is cut, that is told, whatever else cannot be loaded then',
    file: 'services/sync/sync-pass.ts',
    find: 'const mustFetch = isWanted || isPartMissing(this.refusedPush);',
    put: 'const mustFetch = isWanted;',
    tests: STUCK,
  },
  'asked-on-though-told-to-wait': {
    promise: 'a busy server is left alone as long as it asks for, by looks too',
    file: 'services/sync/sync-pass.ts',
    find: "  if (failure?.kind === 'busy') return failure.retryAfterMs !== undefined;\n",
    put: "  if (failure?.kind === 'busy') return false;\n",
    tests: STUCK,
  },
  'sent-again-where-nobody-knows': {
    promise:
      'ADR 4: what may have arrived is not sent again where the server does not tell: a person decides',
    file: 'services/sync/send-entry.ts',
    find: 'return isAbsent ? rebase(entry, current, base, work) : ask(entry, current, work);',
    put: 'return rebase(entry, current, base, work);',
    tests: PUSH,
  },
  'pulled-version-taken-for-the-one-sent-on': {
    promise:
      'ADR 4: what may have arrived is not sent again where the server does not tell: a person decides',
    file: 'services/sync/send-entry.ts',
    find: 'isAbsent ? base.versionId : (sentOn ?? base.versionId);',
    put: 'base.versionId;',
    tests: PUSH,
  },
  'refused-work-thrown-away': {
    promise: 'SECURITY, lost change: what the server refuses for good stays, with the reason',
    file: 'services/sync/send-entry.ts',
    find: 'else await outbox.park(entry.id, failure.reason, epoch);',
    put: "else await outbox.postpone(entry.id, failure.reason, '2099-01-01T00:00:00.000Z', epoch);",
    tests: PUSH,
  },
  'hot-loop-of-a-busy-server': {
    promise: 'ADR 14: a server that asks for no pause is asked less and less all the same',
    file: 'services/sync/retry-policy.ts',
    find: 'Math.max(own, retryAfterMs ?? 0)',
    put: 'Math.max(0, retryAfterMs ?? own)',
    tests: ['test/services/sync/retry-policy.test.ts'],
  },
  'limited-server-asked-on': {
    promise:
      'FHIR servers: one that limits requests, and says not for how long, is asked less and less',
    file: 'services/sync/retry-policy.ts',
    find: 'backoff.baseMs * 2 ** Math.min(failures - 1, 30)',
    put: 'backoff.baseMs',
    tests: ['test/services/sync/limited-server.test.ts'],
  },
  'frozen-tab-for-ever': {
    promise: 'README: one sender among tabs; a frozen one is replaced',
    file: 'services/sync/web-lock-lease.ts',
    find: '      (await this.request({ steal: true }));',
    put: '      false;',
    tests: ['test/services/sync/web-lock-lease.test.ts'],
  },
  'clock-set-back-hides-news': {
    promise: 'ADR 14: a cursor ahead of the server’s time makes everything be compared anew',
    file: 'services/sync/pull.ts',
    find: '    await this.hooks.clockWentBack();\n',
    put: '',
    tests: CLOCKS,
  },
  'fault-ends-the-exchange': {
    promise: 'SECURITY, lost change: after a fault the exchange goes on',
    file: 'services/sync/sync-engine.ts',
    find: 'const pause$ = timer(this.timing.restartMs).pipe(switchMap(() => again$));',
    put: 'const pause$ = timer(this.timing.restartMs).pipe(switchMap(() => of(lost ? OTHER_TAB : FAULT)));',
    tests: ENGINE,
  },
  'runs-on-when-stopped': {
    promise: 'README, embed: deactivate() releases everything',
    file: 'services/sync/sync-engine.ts',
    find: '      if (this.starts === 0) this.stop();\n',
    put: '',
    tests: ENGINE,
  },
  'given-up-and-sent': {
    promise: 'SECURITY, lost change: what staff give up before it goes does not go',
    file: 'services/sync/send-entry.ts',
    find: 'if (!(await work.outbox.attempt(entry.id, work.epoch, base.versionId))) return SETTLED;',
    put: 'await work.outbox.attempt(entry.id, work.epoch, base.versionId);',
    tests: ['test/services/sync/push.test.ts'],
  },
  'asked-pause-thrown-away': {
    promise: 'a busy server is left alone as long as it asks for, whichever answer asks',
    file: 'services/sync/push.ts',
    find: 'this.failure = graver(this.failure, step.failure)',
    put: 'this.failure ??= step.failure',
    tests: ['test/services/sync/push.test.ts'],
  },
  'sealed-text-sent': {
    promise:
      'ADR 17, lost change: a text that cannot be opened never takes the place of what somebody wrote',
    file: 'services/sync/send-entry.ts',
    find: '  if (holdsSealedText(entry.after.body)) return notDone(entry, UNREADABLE, work);\n',
    put: '',
    tests: PUSH,
  },
};
