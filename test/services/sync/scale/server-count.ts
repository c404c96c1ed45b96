import type { RecordKind, SharedRecords } from '../../../../services/domain/records.ts';
import { object, objects, operationOf, text } from '../../../../services/fhir/mapping/reading.ts';
import {
  STORED,
  type StoredKind,
  type StoredMapping,
} from '../../../../services/fhir/resource-mapping.ts';
import { OPERATION_TAG } from '../../../../services/fhir/audit-vocabulary.ts';
import { PRACTICE_TAG } from '../../../../services/fhir/vocabulary.ts';
import type { HeldRecords } from '../practice/promises.ts';
import type { FhirAccess, Stored } from './fhir-access.ts';

/** What the server keeps of one type. */
export interface TypeCount {
  readonly resources: number;
  /** Current and older ones; `undefined` where the server tells no history. */
  readonly versions: number | undefined;
  /** Of the current versions, as JSON. */
  readonly bytes: number;
}

/** A practice as it is on the server itself. */
export interface PracticeCount {
  readonly held: HeldRecords;
  readonly types: Readonly<Record<string, TypeCount>>;
  /** What of it the product cannot read. */
  readonly unreadable: readonly string[];
}

/** Of a kind: id on the server to version. */
export type ServerVersions = ReadonlyMap<RecordKind, ReadonlyMap<string, string>>;

const KINDS = Object.keys(STORED) as StoredKind[];
const AUDIT_TYPES = ['Provenance', 'AuditEvent'];
/** Histories are read one by one, so many at a time. */
const AT_A_TIME = 8;

/** What the server has now of each kind, by version: quick. */
export async function serverVersions(
  access: FhirAccess,
  practiceId: string,
): Promise<ServerVersions> {
  const versions = new Map<RecordKind, ReadonlyMap<string, string>>();
  for (const kind of KINDS) {
    const found = await resources(access, STORED[kind].resourceType, practiceId);
    versions.set(kind, new Map(found.map(({ id, meta }) => [id, meta?.versionId ?? ''])));
  }
  return versions;
}

/** Reads everything that the server has of a practice, with every version. */
export async function countPractice(
  access: FhirAccess,
  practiceId: string,
): Promise<PracticeCount> {
  const types: Record<string, TypeCount> = {};
  const records = new Map<StoredKind, readonly object[]>();
  const unreadable: string[] = [];
  const operations: string[] = [];
  for (const kind of KINDS) {
    const { resourceType } = STORED[kind];
    const found = await resources(access, resourceType, practiceId);
    const versions = await allVersions(access, found);
    operations.push(...(versions ?? found).flatMap((each) => operationOf({ ...each }) ?? []));
    types[resourceType] = countOf(found, versions?.length);
    records.set(
      kind,
      found.flatMap((each) => readable(kind, each, unreadable)),
    );
  }
  const audits: string[] = [];
  for (const type of AUDIT_TYPES) {
    const found = await resources(access, type, practiceId);
    types[type] = countOf(found, found.length);
    audits.push(...found.map(madeBy));
  }
  const held: HeldRecords = {
    all: <K extends StoredKind>(kind: K) => (records.get(kind) ?? []) as SharedRecords[K][],
    auditRows: () => audits,
    operations: () => [...operations, ...audits],
  };
  return { held, types, unreadable };
}

function resources(
  access: FhirAccess,
  type: string,
  practiceId: string,
): Promise<readonly Stored[]> {
  const tag = encodeURIComponent(`${PRACTICE_TAG}|${practiceId}`);
  return access.all(`${type}?_tag=${tag}&_count=500`);
}

/** Each version of each; `undefined` where the server tells no history. */
async function allVersions(
  access: FhirAccess,
  found: readonly Stored[],
): Promise<readonly Stored[] | undefined> {
  const versions: Stored[] = [];
  const left = [...found];
  while (left.length > 0) {
    const some = left.splice(0, AT_A_TIME).map(async (each) =>
      // The first version is all there is of it.
      each.meta?.versionId === '1'
        ? [each]
        : access.all(`${each.resourceType}/${each.id}/_history?_count=100`),
    );
    // A server that tells no history is counted without it.
    const read = await Promise.all(some).catch(() => undefined);
    if (read === undefined) return undefined;
    versions.push(...read.flat());
  }
  return versions;
}

function countOf(found: readonly Stored[], versions: number | undefined): TypeCount {
  const bytes = found.reduce((sum, each) => sum + Buffer.byteLength(JSON.stringify(each)), 0);
  return { resources: found.length, versions, bytes };
}

function readable<K extends StoredKind>(
  kind: K,
  resource: Stored,
  unreadable: string[],
): readonly SharedRecords[K][] {
  const mapping: StoredMapping<K> = STORED[kind];
  const reading = mapping.toRecord({ ...resource });
  if (reading.ok) return [reading.body];
  unreadable.push(`${resource.resourceType}/${resource.id} cannot be read.`);
  return [];
}

/** The operation that made an audit row, by its tag. */
function madeBy(row: Stored): string {
  const tags = objects(object({ ...row }.meta).tag);
  return text(tags.find(({ system }) => system === OPERATION_TAG)?.code) ?? row.id;
}
