export { createFhirHandler, type FhirHandler, type TokenHolder } from './fhir-handler.ts';
export {
  createFhirServer,
  type FhirServer,
  type FhirServerOptions,
  type FhirUpgrade,
  type SeedResource,
} from './fhir-server.ts';
export type { Faults } from './faults.ts';
export { type LoadedPatients, loadPatients } from './load-patients.ts';
export type { AnyResource, RecordRights, RecordWrite } from './record-rights.ts';
export type { PatientRefusal } from './patient-files.ts';
// For the gateway, which reads requests and refuses them in the same way.
export { acceptsJson, bodyOf, type ReceivedRequest, receiveRequest } from './http-request.ts';
export { outcomeOf, refusal, refused, statusOf } from './outcomes.ts';
