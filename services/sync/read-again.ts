/** Reading one resource by itself. Loaded with the first that has to be: most workstations never meet one. */
import type { RecordKind } from '../domain/records.ts';
import type { RecordField } from '../domain/unsent-work/reasons.ts';
import type { RemoteFailure } from '../ports/remote-records.ts';
import type { SyncWork } from './sync-work.ts';

/** What the server has of one resource now. */
export type ReadAgain =
  | { readonly kind: 'stored' | 'unreadable' | 'gone' }
  | { readonly kind: 'failed'; readonly failure: RemoteFailure };

/** Reads one resource by itself and stores it, or keeps apart what makes no sense of it. */
export async function readAgain(
  kind: RecordKind,
  serverId: string,
  { journal, remote, epoch, signal }: SyncWork,
): Promise<ReadAgain> {
  const nothing = { kind, records: [], quarantined: [] };
  const answer = await remote.read(kind, serverId, signal);
  if (answer.ok) {
    await journal.applyPage({ ...nothing, records: [answer.value], isCurrent: true }, epoch);
    return { kind: 'stored' };
  }
  const { failure } = answer;
  const fields = unreadableIn(failure);
  if (fields !== undefined) {
    // Which version it is was not told, so that it is read again when everything is compared.
    const quarantined = [{ serverId, versionId: '', fields }];
    await journal.applyPage({ ...nothing, quarantined }, epoch);
    return { kind: 'unreadable' };
  }
  if (failure.kind !== 'rejected') return { kind: 'failed', failure };
  await journal.applyPage({ ...nothing, gone: [serverId] }, epoch);
  return { kind: 'gone' };
}

function unreadableIn(failure: RemoteFailure): readonly RecordField[] | undefined {
  if (failure.kind === 'unauthorised') return undefined;
  const { reason } = failure;
  if (reason.code === 'version-unreadable') return reason.fields;
  return reason.code === 'answer-without-end' ? ['content'] : undefined;
}
