export { createFhirHandler, type FhirHandler, type TokenHolder } from './fhir-handler.ts';
export {
  createFhirServer,
  type FhirServer,
  type FhirServerOptions,
  type SeedResource,
} from './fhir-server.ts';
export type { Faults } from './faults.ts';
export { type LoadedPatients, loadPatients, type PatientRefusal } from './load-patients.ts';
