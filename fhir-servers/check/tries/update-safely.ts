import type { Person } from 'fhir/r4';
import { versionIn } from '../changing.ts';
import type { Answer } from '../checked-server.ts';
import { found, type Finding } from '../findings.ts';
import { object, text } from '../../../services/fhir/mapping/reading.ts';
import { placeOf } from '../made.ts';
import { times } from '../together.ts';
import type { Trial, Try } from '../try.ts';

const AT_ONCE = 16;
const CONFLICT = [409, 412];

/** Updates of one version and of no other, and how versions are told. */
export const updateSafely: Try = {
  name: 'updating one version and no other',
  subject: 'updating',
  writes: true,
  isNeeded: true,
  async run(trial) {
    const account = await AccountToChange.make(trial);
    if (typeof account === 'number') {
      return [found('unexpected-answer', { name: updateSafely.name, status: account })];
    }
    const first = account.version;
    if (first === undefined) return [found('version-missing')];
    const current = await account.put(first);
    if (current.status !== 200) return [found('current-refused', { status: current.status })];
    const stale = await account.put(first);
    return [
      versionFinding(account.made, first),
      found(object(current.body).id === undefined ? 'no-representation' : 'representation'),
      staleFinding(stale.status),
      ...(isTaken(stale.status) ? [] : [await race(account)]),
      await unguarded(account),
    ];
  },
};

/** One account, and its version as it was last read. */
class AccountToChange {
  private constructor(
    private readonly trial: Trial,
    readonly made: Answer,
    private readonly person: Person,
  ) {}

  /** The status, where it is not made. */
  static async make(trial: Trial): Promise<AccountToChange | number> {
    const person = trial.samples.person('changed');
    const made = await trial.server.send({ method: 'POST', path: 'Person', body: person });
    const id = text(object(made.body).id) ?? trial.server.made.lastFirst()[0]?.split('/')[1];
    if (made.status !== 201 || id === undefined) return made.status;
    return new AccountToChange(trial, made, { ...person, id });
  }

  get version(): string | undefined {
    return versionIn(this.made);
  }

  get place(): string {
    return placeOf({ ...this.person }) ?? '';
  }

  put(version?: string): Promise<Answer> {
    return this.trial.server.send({
      method: 'PUT',
      path: this.place,
      body: this.trial.samples.changed(this.person),
      headers: version === undefined ? {} : { 'If-Match': `W/"${version}"` },
    });
  }

  async currentVersion(): Promise<string> {
    const read = await this.trial.server.send({ method: 'GET', path: this.place });
    return versionIn(read) ?? '';
  }
}

function versionFinding(made: Answer, version: string): Finding {
  return found('version-told', { numeric: /^\d+$/.test(version), etag: made.headers.has('ETag') });
}

function isTaken(status: number): boolean {
  return status >= 200 && status < 300;
}

function staleFinding(status: number): Finding {
  if (isTaken(status)) return found('stale-taken');
  return CONFLICT.includes(status)
    ? found('stale-refused', { status })
    : found('stale-refused-otherwise', { status });
}

async function race(account: AccountToChange): Promise<Finding> {
  const version = await account.currentVersion();
  const answers = await times(AT_ONCE, () => account.put(version));
  const won = answers.filter(({ status }) => isTaken(status)).length;
  if (won > 1) return found('update-race-several', { atOnce: AT_ONCE, won });
  return found(won === 1 ? 'update-race-one' : 'update-race-none', { atOnce: AT_ONCE });
}

async function unguarded(account: AccountToChange): Promise<Finding> {
  const { status } = await account.put();
  return isTaken(status) ? found('unguarded-taken') : found('unguarded-refused', { status });
}
