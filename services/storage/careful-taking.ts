/** Taking in what may meet unsent work, with all there is of its patients. Loaded when there is such. */
import type { Tables } from './database-tables.ts';
import { firstOfEach } from './index-lookups.ts';
import type { KeptRemoteRecord, LeftOut } from './kept-remote.ts';
import { loadWorkingSet, saveWorkingSet } from './patient-working-set.ts';
import type { QueuedEntry } from './queued-entry.ts';
import { takeRemote, type Taking } from './remote-changes.ts';
import type { VersionSource } from './server-version-order.ts';

/** Takes in records through the working set of their patients. Inside a transaction only. */
export async function takeCarefully(
  tables: Tables,
  remotes: readonly KeptRemoteRecord[],
  source: VersionSource,
): Promise<LeftOut> {
  const made = remotes.flatMap(({ operationId }) => operationId ?? []);
  const ours = await firstOfEach<QueuedEntry>(tables.outbox, 'id', made);
  const entries = ours.filter((entry) => entry !== undefined);
  const patients = [
    ...remotes.map(({ body }) => body.patientRef),
    ...entries.flatMap(({ patientRef }) => patientRef ?? []),
  ];
  const set = await loadWorkingSet(tables, patients, entries);
  const takings = remotes.map((remote) => ({ remote, taking: takeRemote(set, remote, source) }));
  await saveWorkingSet(tables, set);
  const left = (why: Taking): readonly KeptRemoteRecord[] =>
    takings.filter(({ taking }) => taking === why).map(({ remote }) => remote);
  return { olderLooking: left('older-looking'), moved: left('moved') };
}
