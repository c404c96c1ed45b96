import { expect } from '@open-wc/testing';
import { documentToLetter, letterToDocument } from '../../../services/fhir/mapping/letter.ts';
import { sampleAccount, sampleLetter } from '../../fakes/sample-shared-records.ts';

const LETTER = sampleLetter(sampleAccount(), { madeFor: 'salt.1a.2b.3c' });

function readAgain(document: object): unknown {
  const reading = documentToLetter({ ...document });
  return reading.ok ? reading.body : reading.fields;
}

describe('the mark of what a letter says of its patient, on the shared record', () => {
  it('is read as it was written, and absent of letters from before it was kept', () => {
    expect(readAgain(letterToDocument(LETTER, 'operation-1'))).to.deep.equal(LETTER);
    const { madeFor: _mark, ...before } = LETTER;
    const document = letterToDocument(before, 'operation-1');
    expect(JSON.stringify(document)).not.to.contain('madeFor');
    expect(readAgain(document)).to.deep.equal(before);
  });

  it('stays where a version that knows nothing of it writes the letter again', () => {
    const { madeFor: _mark, ...before } = LETTER;
    const document = letterToDocument(LETTER, 'operation-1');
    expect(readAgain(letterToDocument(before, 'operation-2', document))).to.deep.equal(LETTER);
  });
});
