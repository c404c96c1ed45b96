import { FhirRemoteRecords } from '../../services/fhir/fhir-remote-records.ts';
import { BROWSER_TIME, TrustedClock } from '../../services/host/trusted-clock.ts';
import { remoteRecordsContract } from '../contracts/remote-records-contract.ts';

/** The server of others, by way of the test runner: its sign-in is no business of a page. */
const BASE = `${location.origin}/outside-fhir`;

remoteRecordsContract('The FHIR server', () => {
  const clock = new TrustedClock(BROWSER_TIME);
  const [practiceId, otherPracticeId] = [practiceOfTest(), practiceOfTest()];
  const records = (practice: string): FhirRemoteRecords =>
    new FhirRemoteRecords(
      {
        baseUrl: BASE,
        practiceId: practice,
        workstation: 'desk-1',
        accessToken: () => Promise.resolve('of-no-use'),
      },
      clock,
    );
  return Promise.resolve({
    remote: records(practiceId),
    practiceId,
    otherPractice: records(otherPracticeId),
    otherPracticeId,
    newPatient,
  });
});

/** Nobody has it, so there is nothing of it on the server. */
function practiceOfTest(): string {
  return `contract-${crypto.randomUUID()}`;
}

async function newPatient(): Promise<string> {
  const response = await fetch(`${BASE}/$new-patient`, { method: 'POST' });
  const { id } = (await response.json()) as { readonly id?: string };
  if (id === undefined) throw new Error(`The server made no Patient (status ${response.status}).`);
  return id;
}
