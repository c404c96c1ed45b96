import { expect } from '@open-wc/testing';
import { failureOf } from '../../../services/fhir/http-failure.ts';
import { registrationToTask } from '../../../services/fhir/mapping/registration.ts';
import { sampleAccount, sampleRegistration } from '../../fakes/sample-shared-records.ts';
import { sentenceOf } from '../../words-at-hand.ts';

describe('what a server says of a refusal', () => {
  it('reaches the screen only as codes and places, never as text that may repeat what was sent', () => {
    const body = {
      resourceType: 'OperationOutcome',
      issue: [
        {
          code: 'Siân Morgan, born 1984',
          diagnostics: 'CDFH-JKMN-PQRT-WXY2 is not acceptable',
          details: { text: 'for 999 000 0018' },
          expression: ['Person.link[0].target', 'of Siân Morgan'],
        },
      ],
    };
    const failure = failureOf(422, body, { text: null, from: 0 });
    expect(JSON.stringify(failure)).not.to.match(/Siân|1984|CDFH|999/);
    expect('reason' in failure && sentenceOf(failure.reason)).to.equal(
      'The shared record refused it (422, no reason given Person.link[0].target).',
    );
  });
});

describe('registration codes that no longer wait to be used', () => {
  it('never reach the server, not even sealed, whatever the record still holds', () => {
    const pending = sampleRegistration(sampleAccount());
    expect(registrationToTask(pending, 'operation').input).to.have.length(3);
    for (const state of ['used', 'expired', 'withdrawn'] as const) {
      const task = registrationToTask({ ...pending, state }, 'operation');
      expect(task.input, state).to.equal(undefined);
    }
  });
});
