import { refused } from '../fhir-server/index.ts';
import { DEMONSTRATION_PATIENT } from '../reference-host/record/demonstration-patient.ts';
import type { StaffRequest } from './staff-request.ts';

/** They bring along other resources, or ask for what nobody here can read in them. */
const NOT_FOR_STAFF = /^_(include|revinclude|contained|containedType|query|graph|list|type)(:|$)/;
/** They leave out whose a patient is, which stands in the body. */
const IN_PART = /^_(elements|summary)(:|$)/;
const DEMONSTRATIONS = `${DEMONSTRATION_PATIENT}|`;

/**
 * The parameters of a search by staff, from its address and its form. Of patients it finds the demonstration's only: a
 * server of others may hold a million more.
 * @throws an outcome of status 400 that names a parameter which is not for staff.
 */
export function searchOf(type: string, { search, body, method }: StaffRequest): URLSearchParams {
  const parameters = new URLSearchParams(search);
  if (method === 'POST') {
    for (const [key, values] of Object.entries(body as Record<string, readonly string[]>)) {
      for (const value of values) parameters.append(key, value);
    }
  }
  // The answer is JSON whatever this says.
  parameters.delete('_format');
  const isOfPatients = type === 'Patient';
  refuseIf(parameters, (key) => NOT_FOR_STAFF.test(key) || (isOfPatients && IN_PART.test(key)));
  if (isOfPatients && !parameters.getAll('identifier').includes(DEMONSTRATIONS)) {
    parameters.append('identifier', DEMONSTRATIONS);
  }
  return parameters;
}

/**
 * Some servers keep what was found and give its pages at their own address, by a number: `?_getpages=…`.
 * @throws an outcome of status 400 when something else is asked for there.
 */
export function checkPage(search: string): void {
  const parameters = new URLSearchParams(search);
  if (!parameters.has('_getpages')) {
    throw refused(400, 'not-supported', 'Staff search one type of resource at a time.');
  }
  refuseIf(parameters, (key) => NOT_FOR_STAFF.test(key) || IN_PART.test(key));
}

function refuseIf(parameters: URLSearchParams, isRefused: (key: string) => boolean): void {
  const key = [...parameters.keys()].find(isRefused);
  if (key !== undefined) {
    throw refused(400, 'not-supported', `Staff cannot search by "${key}" here.`, key);
  }
}
