const PACE = ['test/services/sync/look-pace.test.ts'];
const WINDOW = ['test/services/sync/look-window.test.ts'];
const LEASE = ['test/services/sync/web-lock-lease.test.ts'];
const ENGINE = ['test/services/sync/sync-engine.test.ts'];

/** When and from where a workstation looks, and how it compares everything. */
export const LOOKS = {
  'looks-never-slow-down': {
    promise: 'Embedding: looks come less often while nothing happens',
    file: 'services/sync/look-pace.ts',
    find: '      if (!isStill) return period;\n',
    put: '      if (!isStill || isSeen()) return period;\n',
    tests: PACE,
  },
  'hidden-pages-look-as-often': {
    promise: 'Embedding: a page that nobody sees looks once a minute',
    file: 'services/sync/look-pace.ts',
    find: 'isSeen() ? Math.min(SLOWER * period, SLOWEST_MS) : SLOWEST_MS',
    put: 'Math.min(SLOWER * period, SLOWEST_MS)',
    tests: PACE,
  },
  'what-happens-quickens-nothing': {
    promise: 'Embedding: looks quicken when a change came or staff did something',
    file: 'services/sync/look-pace.ts',
    find: 'follow(sources.came$, () => (stirredAt = elapsed()));',
    put: 'follow(sources.came$, () => undefined);',
    tests: PACE,
  },
  'workstations-march-in-step': {
    promise: 'Embedding: workstations do not look all at once',
    file: 'services/sync/look-pace.ts',
    find: ' * (1 + JITTER * random())',
    put: '',
    tests: PACE,
  },
  'seen-tab-waits-for-a-hidden-one': {
    promise: 'ADR 20: a hidden tab that leads looks for one that somebody sees',
    file: 'services/sync/look-pace.ts',
    find: 'sources.isVisible() || elapsed() < seenUntil;',
    put: 'sources.isVisible() || seenUntil === 0;',
    tests: ENGINE,
  },
  'seen-tab-says-nothing': {
    promise: 'ADR 20: a tab that waits says that it is seen',
    file: 'services/sync/web-lock-lease.ts',
    find: 'this.channel.postMessage(SEEN);',
    put: 'return;',
    tests: LEASE,
  },
  'hidden-tab-says-it-is-seen': {
    promise: 'Embedding: looks come once a minute while nobody sees a tab of the workstation',
    file: 'services/sync/web-lock-lease.ts',
    find: "if (document.visibilityState === 'visible') this",
    put: 'this',
    tests: LEASE,
  },
  'openings-quicken-nothing': {
    promise: 'ADR 20: an opening elsewhere makes looks quicken before the change comes',
    file: 'services/sync/pull.ts',
    find: '    if (first.value.isWorkedAt) this.work.came();\n',
    put: '',
    tests: WINDOW,
  },
  'openings-quicken-for-ever': {
    promise: 'ADR 20: what was noted since the look before is counted',
    file: 'services/sync/pull.ts',
    find: 'const outcome = await this.look(begins, before);',
    put: "const outcome = await this.look(begins, before && '2000');",
    tests: WINDOW,
  },
  'no-look-is-wide-again': {
    promise: 'ADR 20: one look in each overlap is wide',
    file: 'services/sync/look-window.ts',
    find: 'this.mayBeNear = this.begunAt - this.wideAt < this.work.timing.overlapMs;',
    put: 'this.mayBeNear = true;',
    tests: WINDOW,
  },
  'cursor-moved-from-near': {
    promise: 'ADR 20: what a look from near finds does not move the saved cursor',
    file: 'services/sync/pull.ts',
    find: '    if (isNear) return cursor;\n',
    put: '',
    tests: WINDOW,
  },
  'cursor-moved-by-one-look': {
    promise: 'ADR 20: two quiet wide looks an overlap apart move the saved cursor',
    file: 'services/sync/look-window.ts',
    find: '    if (first !== undefined && !isApart(first, look, overlapMs)) return undefined;\n',
    put: '',
    tests: WINDOW,
  },
  'cursor-moved-into-the-overlap': {
    promise: 'ADR 20: the saved cursor stays an overlap before what was quiet',
    file: 'services/sync/look-window.ts',
    find: 'return first && after(first.stamp, -overlapMs);',
    put: 'return first && first.stamp;',
    tests: WINDOW,
  },
  'window-never-closes': {
    promise: 'ADR 20: what came at once is fetched five times at most',
    file: 'services/sync/look-window.ts',
    find: 'return first && after(first.stamp, -overlapMs);',
    put: 'return undefined;',
    tests: WINDOW,
  },
  'window-stays-closed': {
    promise: 'ADR 20: what is new opens the window',
    file: 'services/sync/look-window.ts',
    find: "if (outcome === 'news') this.open();",
    put: "if (outcome === 'news') return undefined;",
    tests: WINDOW,
  },
  'window-of-a-clock-set-back': {
    promise: 'ADR 20: a server’s clock that goes back opens the window',
    file: 'services/sync/look-window.ts',
    find: 'if (wentBack || !environment.isTimeTrusted()) {',
    put: 'if (!environment.isTimeTrusted()) {',
    tests: WINDOW,
  },
  'near-by-the-gateways-clock': {
    promise: 'ADR 20: near is told by the clock that stamps',
    file: 'services/sync/pull.ts',
    find: 'askedAt !== undefined) this.window.saw(past);',
    put: 'askedAt !== undefined) this.window.saw(askedAt);',
    tests: WINDOW,
  },
};
