import { createHash } from 'node:crypto';
import { OperationOutcomeError } from '@medplum/core';
import type { Patient } from 'fhir/r4';
import { loadDefinitions } from './definitions.ts';
import { isPlainObject } from './json.ts';
import { readPatientFiles, type PatientRefusal, type SourcedJson } from './patient-files.ts';
import { assertResource } from './validation.ts';

export interface LoadedPatients {
  readonly patients: Patient[];
  readonly refusals: PatientRefusal[];
}

/**
 * Reads FHIR R4 Patients that others made: a `.json` or `.ndjson` file, or all of those within a
 * folder, each a Patient or a Bundle of any type. Every Patient is loaded, or refused by itself with
 * the reason; what else a Bundle holds is counted in one refusal a Bundle. A Patient without an id
 * is given one; one without a name is loaded, as a newborn may have none. Never throws on account
 * of what the files hold, or of there being none.
 */
export async function loadPatients(path: string): Promise<LoadedPatients> {
  loadDefinitions();
  const loaded: LoadedPatients = { patients: [], refusals: [] };
  const sources = new Map<string, string>();
  for await (const found of readPatientFiles(path)) {
    if ('reason' in found) loaded.refusals.push(found);
    else take(found, loaded, sources);
  }
  if (loaded.patients.length === 0 && loaded.refusals.length === 0) {
    loaded.refusals.push({ source: path, reason: 'There is no .json or .ndjson file in it.' });
  }
  return loaded;
}

function take(found: SourcedJson, loaded: LoadedPatients, sources: Map<string, string>): void {
  const { value, source } = found;
  if (isPlainObject(value) && value.resourceType === 'Bundle') {
    takeBundle(value, source, loaded, sources);
  } else if (isPlainObject(value) && value.resourceType === 'Patient') {
    takePatient(value, source, loaded, sources);
  } else {
    loaded.refusals.push({ source, reason: whyNoPatient(value) });
  }
}

function whyNoPatient(value: unknown): string {
  const type = isPlainObject(value) ? value.resourceType : undefined;
  if (typeof type === 'string') return `Not a Patient: its resourceType is ${type}.`;
  return isPlainObject(value)
    ? 'Not a FHIR resource: it has no resourceType.'
    : `Not a FHIR resource: ${Array.isArray(value) ? 'an array' : 'no JSON object'}.`;
}

function takeBundle(
  bundle: Record<string, unknown>,
  source: string,
  loaded: LoadedPatients,
  sources: Map<string, string>,
): void {
  const entries: unknown = bundle.entry ?? [];
  if (!Array.isArray(entries)) {
    loaded.refusals.push({ source, reason: 'Bundle.entry is no array.' });
    return;
  }
  const skipped = new Map<string, number>();
  entries.forEach((entry: unknown, index) => {
    const resource = isPlainObject(entry) ? entry.resource : undefined;
    const type = isPlainObject(resource) ? resource.resourceType : undefined;
    if (type === 'Patient' || type === 'Bundle') {
      take({ value: resource, source: `${source}, entry ${index + 1}` }, loaded, sources);
    } else {
      const kind = typeof type === 'string' ? type : 'entry without a resource';
      skipped.set(kind, (skipped.get(kind) ?? 0) + 1);
    }
  });
  if (entries.length === 0) loaded.refusals.push({ source, reason: 'The Bundle is empty.' });
  if (skipped.size > 0) loaded.refusals.push({ source, reason: whatWasSkipped(skipped) });
}

function whatWasSkipped(skipped: ReadonlyMap<string, number>): string {
  const counts = [...skipped].sort().map(([kind, count]) => `${count} ${kind}`);
  return `Skipped what is no Patient: ${counts.join(', ')}.`;
}

function takePatient(
  value: Record<string, unknown>,
  source: string,
  loaded: LoadedPatients,
  sources: Map<string, string>,
): void {
  const reason = whatIsInvalid(value);
  if (reason !== undefined) {
    loaded.refusals.push({ source, reason });
    return;
  }
  const id = typeof value.id === 'string' ? value.id : idFromContent(value);
  const first = sources.get(id);
  if (first !== undefined) {
    loaded.refusals.push({ source, reason: `Patient ${id} was loaded already, from ${first}.` });
    return;
  }
  sources.set(id, source);
  loaded.patients.push({ ...value, resourceType: 'Patient', id });
}

/** The same at every start, so that kept data does not hold the patient twice. */
function idFromContent(value: object): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32);
}

function whatIsInvalid(value: unknown): string | undefined {
  try {
    assertResource(value);
    return undefined;
  } catch (error) {
    if (error instanceof OperationOutcomeError) return describe(error);
    // The validation library trips over some shapes it never expected; those are invalid too.
    return `Not a valid Patient: ${error instanceof Error ? error.message : 'cannot be read'}.`;
  }
}

const MOST_ISSUES = 5;

function describe({ outcome }: OperationOutcomeError): string {
  const issues = [
    ...new Set(
      outcome.issue.map(({ details, expression }) =>
        [expression?.[0], details?.text].filter((part) => part !== undefined).join(': '),
      ),
    ),
  ];
  const more = issues.length > MOST_ISSUES ? ` (and ${issues.length - MOST_ISSUES} more)` : '';
  return `Not a valid Patient: ${issues.slice(0, MOST_ISSUES).join('; ')}${more}.`;
}
