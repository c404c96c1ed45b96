import { FhirRemoteRecords } from '../../../services/fhir/fhir-remote-records.ts';
import { remoteRecordsContract } from '../../contracts/remote-records-contract.ts';
import { InMemoryServer } from '../../fakes/in-memory-remote-records.ts';
import { PRACTICE_ID } from '../../fakes/sample-shared-records.ts';
import { testServer } from './test-server.ts';

const OTHER_PRACTICE = 'Y99902';

/** Neither checks references: anybody is there. */
const PRACTICES = {
  practiceId: PRACTICE_ID,
  otherPracticeId: OTHER_PRACTICE,
  newPatient: () => Promise.resolve(crypto.randomUUID()),
};

remoteRecordsContract('A FHIR server', () => {
  const server = testServer();
  return Promise.resolve({
    remote: new FhirRemoteRecords(server.access, server.clock),
    otherPractice: new FhirRemoteRecords(server.accessOf(OTHER_PRACTICE), server.clock),
    ...PRACTICES,
  });
});

remoteRecordsContract('The fake', () => {
  const server = new InMemoryServer();
  return Promise.resolve({
    remote: server.remote(PRACTICE_ID),
    otherPractice: server.remote(OTHER_PRACTICE),
    ...PRACTICES,
  });
});
