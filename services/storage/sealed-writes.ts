/** Sealing of what is written to storage. Loaded where the host has a key. */
import { isSealedText } from '../domain/sealed-text.ts';
import type { RecordChange, RecordWrite } from '../ports/record-store.ts';
import type { RemoteRecord, ServerVersion } from '../ports/remote-records.ts';
import type { TextSeal } from '../ports/text-seals.ts';
import { RESOURCE, withTexts, type TextChange } from './record-texts.ts';
import type { TextsToWrite } from './stored-texts.ts';

export function sealedWrites(seal: TextSeal): TextsToWrite {
  // What could not be opened is given back as it was; typed by somebody it would only make itself unreadable.
  const sealing: TextChange = async (text, place) =>
    isSealedText(text) ? text : seal.seal(text, place);
  return {
    seal,
    change: (change) => sealedChange(change, sealing),
    audit: (audit) => withTexts(audit, sealing),
    decision: async (decision) => {
      const audit = await withTexts(decision.audit, sealing);
      // The reason stands in the audit row too, and is sealed for that place.
      return { ...decision, audit, ...(audit.reason !== undefined && { reason: audit.reason }) };
    },
    remote: (remote) => sealedRemote(remote, seal),
  };
}

async function sealedChange(change: RecordChange, sealing: TextChange): Promise<RecordChange> {
  const { patientRef, patientName, description } = change;
  const [name, said, writes, audit] = await Promise.all([
    patientName === '' ? '' : sealing(patientName, [patientRef, 'name']),
    sealing(description, [patientRef, 'description']),
    Promise.all(change.writes.map((write) => sealedWrite(write, sealing))),
    Promise.all(change.audit.map((row) => withTexts(row, sealing))),
  ]);
  return { ...change, patientName: name, description: said, writes, audit };
}

async function sealedWrite(
  { before, after }: RecordWrite,
  sealing: TextChange,
): Promise<RecordWrite> {
  const [was, body] = await Promise.all([
    before && withTexts(before, sealing),
    withTexts(after.body, sealing),
  ]);
  // The same record with other texts: still of its kind.
  return { ...(was && { before: was }), after: { ...after, body } as RecordWrite['after'] };
}

async function sealedRemote<R extends RemoteRecord>(remote: R, seal: TextSeal): Promise<R> {
  const [body, version] = await Promise.all([
    withTexts(remote.body, (text, place) => seal.seal(text, place)),
    sealedVersion(remote.body.id, remote.version, seal),
  ]);
  return { ...remote, body, version };
}

async function sealedVersion(
  recordId: string,
  version: ServerVersion,
  seal: TextSeal,
): Promise<ServerVersion> {
  if (version.resource === undefined) return version;
  const resource = await seal.seal(JSON.stringify(version.resource), [recordId, RESOURCE]);
  return { ...version, resource };
}
