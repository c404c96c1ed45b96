import { isPrimitiveType, tryGetDataType } from '@medplum/core';
import type { OperationOutcomeIssue } from '@medplum/fhirtypes';
import { isPlainObject } from './json.ts';

const ID = /^[A-Za-z0-9\-.]{1,64}$/;
const HELD_RESOURCE = 'Resource';

/**
 * Rules of FHIR JSON (https://hl7.org/fhir/R4/json.html) that `validateResource` does not check:
 * nothing is empty, a complex element is an object, an id of a resource has 1 to 64 letters,
 * digits, hyphens and points.
 */
export function structureIssues(value: object, typeName: string): OperationOutcomeIssue[] {
  const issues: OperationOutcomeIssue[] = [];
  checkObject(value, typeName, typeName, issues);
  return issues;
}

/** An issue for something that is not as the specification says it must be. */
export function structureIssue(text: string, path: string): OperationOutcomeIssue {
  return { severity: 'error', code: 'structure', details: { text }, expression: [path] };
}

function checkObject(
  object: object,
  typeName: string | undefined,
  path: string,
  issues: OperationOutcomeIssue[],
): void {
  const schema = typeName === undefined ? undefined : tryGetDataType(typeName);
  for (const [key, value] of Object.entries(object) as [string, unknown][]) {
    const types = schema?.elements[key]?.type ?? [];
    const type = types.length === 1 ? types[0]?.code : undefined;
    checkValue(value, type, `${path}.${key}`, issues);
  }
  if (schema?.kind === 'resource' && 'id' in object) checkId(object.id, path, issues);
}

function checkId(id: unknown, path: string, issues: OperationOutcomeIssue[]): void {
  if (typeof id === 'string' && !ID.test(id)) {
    issues.push(
      structureIssue(`"${id}" is no FHIR id (letters, digits, - and . only)`, `${path}.id`),
    );
  }
}

function checkValue(
  value: unknown,
  typeName: string | undefined,
  path: string,
  issues: OperationOutcomeIssue[],
): void {
  if (Array.isArray(value)) {
    if (value.length === 0) issues.push(structureIssue('Empty array', path));
    value.forEach((item, index) => {
      checkValue(item, typeName, `${path}[${index}]`, issues);
    });
  } else if (isPlainObject(value)) {
    if (Object.keys(value).length === 0) issues.push(structureIssue('Empty object', path));
    checkObject(value, heldType(value, typeName), path, issues);
  } else if (value === '') {
    issues.push(structureIssue('Empty text', path));
  } else if (value !== null && typeName !== undefined && !isSimple(typeName)) {
    issues.push(structureIssue(`Expected ${typeName}, but got ${typeof value}`, path));
  }
}

/** A contained resource says itself what it is. */
function heldType(
  value: Record<string, unknown>,
  typeName: string | undefined,
): string | undefined {
  if (typeName !== HELD_RESOURCE) return typeName;
  return typeof value.resourceType === 'string' ? value.resourceType : undefined;
}

function isSimple(typeName: string): boolean {
  return isPrimitiveType(typeName) || typeName.startsWith('http://hl7.org/fhirpath/');
}
