import type { Task } from 'fhir/r4';
import { inject, injectable } from 'tsyringe';
import type { Transfer, TransferState } from '../domain/split/transfer.ts';
import { CLOCK, type Clock } from '../ports/clock.ts';
import { REMOTE_ACCESS, type RemoteAccess } from '../ports/remote-access.ts';
import type { RemoteResult } from '../ports/remote-records.ts';
import type { FoundTransfers, HeldTransfer, Transfers, TransferSide } from '../ports/transfers.ts';
import { write } from './conditional-write.ts';
import { etagOfVersion } from './etag.ts';
import { failed, FhirHttp, type FhirRequest } from './fhir-http.ts';
import { rejected } from './http-failure.ts';
import { isManageable } from './manageable.ts';
import { hasTag, operationOf, type Json } from './mapping/reading.ts';
import { isTransferTask, statusesOf, taskToTransfer, transferToTask } from './mapping/transfer.ts';
import type { RecordServer } from './record-server.ts';
import { representation } from './representation.ts';
import { ResourceSearch } from './resource-search.ts';
import type { SearchEntry } from './search-page.ts';
import { TRANSFER_FROM_TAG, TRANSFER_ID, TRANSFER_TAG } from './transfer-vocabulary.ts';

/** Read at a time. */
const AT_ONCE = 200;
const PRACTICES_MIXED = rejected({ code: 'practices-mixed' });
const NOT_OURS = rejected({ code: 'something-else-held' });
const TAG_OF_SIDE = { out: TRANSFER_FROM_TAG, in: TRANSFER_TAG } as const;

/** What a Task that was found is. */
type Reading = HeldTransfer | 'unreadable' | 'no-transfer';

/** {@link Transfers} on any FHIR R4 server: Tasks found by tags of their own. */
@injectable()
export class FhirTransfers implements Transfers {
  private readonly server: RecordServer;

  constructor(@inject(REMOTE_ACCESS) access: RemoteAccess, @inject(CLOCK) clock: Clock) {
    const http = new FhirHttp(access, clock);
    this.server = { access, clock, http, search: new ResourceSearch(http) };
  }

  handOver(transfer: Transfer): Promise<RemoteResult<HeldTransfer>> {
    const request = {
      method: 'POST',
      path: 'Task',
      ifNoneExist: `identifier=${encodeURIComponent(`${TRANSFER_ID}|${transfer.id}`)}`,
      body: transferToTask(transfer, transfer.id),
    } as const;
    return this.written(request, transfer.id);
  }

  async read(id: string): Promise<RemoteResult<HeldTransfer | undefined>> {
    const query = new URLSearchParams({ identifier: `${TRANSFER_ID}|${id}` });
    const page = await this.server.search.page('Task', query, undefined);
    if (!page.ok) return page;
    const { entries } = page.value;
    if (!entries.every(({ resource }) => this.isOurs(resource))) {
      return { ok: false, failure: PRACTICES_MIXED };
    }
    const [held] = entries.flatMap((entry) => this.held(entry) ?? []);
    const isUnread = held === undefined && entries.length > 0;
    return isUnread ? { ok: false, failure: NOT_OURS } : { ok: true, value: held };
  }

  update(
    { version }: HeldTransfer,
    body: Transfer,
    operationId: string,
  ): Promise<RemoteResult<HeldTransfer>> {
    // A Task of the server's, read as a transfer before.
    const base = version.resource as Task;
    const request = {
      method: 'PUT',
      path: `Task/${encodeURIComponent(version.id)}`,
      ifMatch: etagOfVersion(version.versionId),
      body: { ...transferToTask(body, operationId, base), id: version.id },
    } as const;
    return this.written(request, body.id);
  }

  async list(
    side: TransferSide,
    states: readonly TransferState[],
  ): Promise<RemoteResult<FoundTransfers>> {
    const found = new Map<string, Reading>();
    let from: string | undefined;
    for (;;) {
      const query = new URLSearchParams({
        _tag: `${TAG_OF_SIDE[side]}|${this.server.access.practiceId}`,
        status: statusesOf(states),
        _sort: '_lastUpdated',
        _count: String(AT_ONCE),
        ...(from !== undefined && { _lastUpdated: `ge${from}` }),
      });
      const page = await this.server.search.page('Task', query, undefined);
      if (!page.ok) return page;
      const { entries, hasMore } = page.value;
      if (!entries.every(({ resource }) => this.isOf(side, resource))) {
        return { ok: false, failure: PRACTICES_MIXED };
      }
      const known = found.size;
      // Page by page, as they come: thousands at once would keep the screen waiting.
      for (const entry of entries) found.set(entry.id, this.reading(entry));
      from = entries.at(-1)?.lastUpdated;
      // A page of what is known: the server cannot get past one time stamp.
      if (!hasMore || found.size === known) {
        return { ok: true, value: { ...readings([...found.values()]), isWhole: !hasMore } };
      }
    }
  }

  private reading(entry: SearchEntry): Reading {
    if (!isTransferTask(entry.resource)) return 'no-transfer';
    return this.held(entry) ?? 'unreadable';
  }

  /** What a write gave; read where the server does not give it back. */
  private async written(request: FhirRequest, id: string): Promise<RemoteResult<HeldTransfer>> {
    const answer = await write(this.server, request, undefined);
    if (!answer.ok) return failed(answer);
    const entry = representation(answer.value);
    if (entry === undefined) {
      const read = await this.read(id);
      if (!read.ok) return read;
      return read.value === undefined
        ? { ok: false, failure: NOT_OURS }
        : { ok: true, value: read.value };
    }
    const held = this.isOurs(entry.resource) ? this.held(entry) : undefined;
    return held?.body.id === id ? { ok: true, value: held } : { ok: false, failure: NOT_OURS };
  }

  private isOurs(resource: Json): boolean {
    return this.isOf('in', resource) || this.isOf('out', resource);
  }

  private isOf(side: TransferSide, resource: Json): boolean {
    return hasTag(resource, TAG_OF_SIDE[side], this.server.access.practiceId);
  }

  private held({ resource, lacks, ...version }: SearchEntry): HeldTransfer | undefined {
    if (lacks !== undefined || !isTransferTask(resource) || !isManageable(resource)) {
      return undefined;
    }
    const body = taskToTransfer(resource);
    const operationId = operationOf(resource);
    return (
      body && {
        body,
        version: { ...version, resource },
        ...(operationId !== undefined && { operationId }),
      }
    );
  }
}

function readings(all: readonly Reading[]): Omit<FoundTransfers, 'isWhole'> {
  return {
    transfers: all.filter((each) => typeof each !== 'string'),
    unreadable: all.filter((each) => each === 'unreadable').length,
  };
}
