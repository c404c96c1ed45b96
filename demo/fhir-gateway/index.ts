export { createFhirGateway } from './fhir-gateway.ts';
export { OutsideFailure, OutsideRecord } from './outside-record.ts';
export { placePatients } from './patients-there.ts';
export { removeEarlier } from './remove-earlier.ts';
