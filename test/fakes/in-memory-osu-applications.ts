import type { OsuApplication } from '../../services/domain/osu/application.ts';
import { ApplicationState } from '../../services/domain/osu/application.ts';
import type {
  HeldApplication,
  OpenApplications,
  OsuApplications,
} from '../../services/ports/osu-applications.ts';
import type { RemoteFailure, RemoteResult } from '../../services/ports/remote-records.ts';

const CONFLICT: RemoteFailure = { kind: 'conflict', reason: { code: 'changed-on-record' } };
const LOST: RemoteFailure = { kind: 'unreachable', reason: { code: 'record-unreachable' } };

/** Applications on a server in memory, which any number of workstations share. */
export class InMemoryOsuApplications implements OsuApplications {
  /** Instead of an answer. */
  failure: RemoteFailure | undefined;
  /** The next change is made, and nobody hears of it. */
  losesAnswer = false;
  /** Called before each change, e.g. for somebody who is quicker. */
  before: () => void = () => undefined;
  readonly all = new Map<string, HeldApplication>();

  add(...applications: readonly OsuApplication[]): void {
    for (const body of applications) {
      const version = { id: body.id, versionId: '1', lastUpdated: body.appliedAt };
      this.all.set(body.id, { body, version });
    }
  }

  stateOf(id: string): string | undefined {
    return this.all.get(id)?.body.state;
  }

  async open(): Promise<RemoteResult<OpenApplications>> {
    await Promise.resolve();
    if (this.failure !== undefined) return { ok: false, failure: this.failure };
    const open: readonly string[] = [ApplicationState.waiting, ApplicationState.claimed];
    const applications = [...this.all.values()].filter(({ body }) => open.includes(body.state));
    return { ok: true, value: { applications, hasMore: false, unreadable: 0 } };
  }

  async read({ version }: HeldApplication): Promise<RemoteResult<HeldApplication>> {
    await Promise.resolve();
    const held = this.all.get(version.id);
    return held === undefined ? { ok: false, failure: LOST } : { ok: true, value: held };
  }

  async update(
    { version }: HeldApplication,
    body: OsuApplication,
    operationId: string,
  ): Promise<RemoteResult<HeldApplication>> {
    await Promise.resolve();
    this.before();
    if (this.failure !== undefined) return { ok: false, failure: this.failure };
    const current = this.all.get(version.id);
    if (current?.version.versionId !== version.versionId) return { ok: false, failure: CONFLICT };
    const versionId = String(Number(version.versionId) + 1);
    const next = { body, version: { ...version, versionId }, operationId };
    this.all.set(version.id, next);
    const isLost = this.losesAnswer;
    this.losesAnswer = false;
    return isLost ? { ok: false, failure: LOST } : { ok: true, value: next };
  }
}
