import { isResourceType, OperationOutcomeError, validateResource } from '@medplum/core';
import type { OperationOutcomeIssue, Resource } from '@medplum/fhirtypes';
import { isPlainObject } from './json.ts';
import { refused } from './outcomes.ts';
import { patientIssues } from './patient-rules.ts';
import { structureIssues } from './structure-rules.ts';

/**
 * Says that a JSON value is a FHIR R4 resource, or throws an outcome that names what is wrong and
 * where: 404 for a type that R4 does not have, else 400. Beside `validateResource` of
 * `@medplum/core` it finds what that lets through (see structure-rules and patient-rules) and
 * forgives what that refuses without cause. Extensions nobody knows are welcome; profiles and value
 * sets are not looked at.
 */
export function assertResource(value: unknown): asserts value is Resource {
  if (!claimsToBeResource(value)) {
    throw refused(400, 'structure', 'Not a FHIR resource: a JSON object with resourceType.');
  }
  assertResourceType(value.resourceType);
  const issues = [
    ...structureIssues(value, value.resourceType),
    ...(value.resourceType === 'Patient' ? patientIssues(value) : []),
    ...schemaIssues(value),
  ];
  if (issues.length > 0) {
    throw new OperationOutcomeError({ resourceType: 'OperationOutcome', issue: issues });
  }
}

/** @throws an outcome of status 404 for a resource type that FHIR R4 does not have. */
export function assertResourceType(type: string): asserts type is Resource['resourceType'] {
  if (!isResourceType(type)) {
    throw refused(404, 'not-supported', `FHIR R4 has no resource type ${type}.`);
  }
}

function claimsToBeResource(value: unknown): value is Resource {
  return isPlainObject(value) && typeof value.resourceType === 'string';
}

function schemaIssues(resource: Resource): OperationOutcomeIssue[] {
  try {
    return validateResource(resource).filter(isConflictingChoice).map(asError);
  } catch (error) {
    if (!(error instanceof OperationOutcomeError)) throw error;
    return error.outcome.issue.filter(
      (issue) =>
        isConflictingChoice(issue) ||
        (issue.severity === 'error' && !isSpacedBase64(issue, resource)),
    );
  }
}

/** Two values for one `[x]` element: a mere warning to the library, invalid to FHIR. */
function isConflictingChoice(issue: OperationOutcomeIssue): boolean {
  return issue.details?.text?.startsWith('Conflicting choice of type') === true;
}

function asError(issue: OperationOutcomeIssue): OperationOutcomeIssue {
  return { ...issue, severity: 'error' };
}

/** FHIR R4 allows white space within base64; the library does not. */
function isSpacedBase64(issue: OperationOutcomeIssue, resource: Resource): boolean {
  if (issue.details?.text !== 'Invalid base64Binary format') return false;
  const value = valueAt(resource, issue.expression?.[0] ?? '');
  return typeof value === 'string' && /^[A-Za-z0-9+/]+={0,2}$/.test(value.replace(/\s/g, ''));
}

/** The value at a path such as `Patient.photo[0].data`. */
function valueAt(resource: Resource, path: string): unknown {
  const steps = path.split(/[.[\]]+/).filter((step) => step !== '');
  return steps.slice(1).reduce<unknown>((value, step) => {
    if (Array.isArray(value)) return value[Number(step)] as unknown;
    return isPlainObject(value) ? value[step] : undefined;
  }, resource);
}
