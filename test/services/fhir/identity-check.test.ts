import { expect } from '@open-wc/testing';
import type { QuestionnaireResponse } from 'fhir/r4';
import {
  identityCheckToResponse,
  responseToIdentityCheck,
} from '../../../services/fhir/mapping/identity-check.ts';
import { sampleAccount, sampleIdentityCheck } from '../../fakes/sample-shared-records.ts';

const CHECK = sampleIdentityCheck(sampleAccount(), {
  method: 'personal-vouch',
  vouchedAs: 'account-manager',
});

function readAgain(response: QuestionnaireResponse): unknown {
  const reading = responseToIdentityCheck({ ...response });
  return reading.ok ? reading.body : reading.fields;
}

describe('as whom somebody vouched, on the shared record', () => {
  it('is read as it was written, and absent of checks from before it was kept', () => {
    expect(readAgain(identityCheckToResponse(CHECK, 'operation-1'))).to.deep.equal(CHECK);
    const { vouchedAs: _unknown, ...before } = CHECK;
    const response = identityCheckToResponse(before, 'operation-1');
    expect(JSON.stringify(response)).not.to.contain('vouched-as');
    expect(readAgain(response)).to.deep.equal(before);
  });

  it('counts for nothing where it says something else, and is kept', () => {
    const { vouchedAs: _unknown, ...plain } = CHECK;
    const response = identityCheckToResponse(CHECK, 'operation-1');
    const later: QuestionnaireResponse = {
      ...response,
      item: (response.item ?? []).map((item) =>
        item.linkId === 'vouched-as'
          ? { ...item, answer: [{ valueString: 'clinical-lead' }] }
          : item,
      ),
    };
    expect(readAgain(later)).to.deep.equal(plain);
    const struck = identityCheckToResponse(plain, 'operation-2', later);
    expect(JSON.stringify(struck)).to.contain('clinical-lead');
  });
});
