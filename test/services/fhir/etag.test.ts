import { expect } from '@open-wc/testing';
import { etagOfVersion, versionOfEtag } from '../../../services/fhir/etag.ts';

describe('An ETag', () => {
  it('names the same version weak, strong or without quotes', () => {
    for (const etag of ['W/"3"', '"3"', '3', 'w/"3"', ' W/3 ']) {
      expect(versionOfEtag(etag), etag).to.equal('3');
    }
  });

  it('that is missing or empty names none', () => {
    for (const etag of [null, '', 'W/', '""']) expect(versionOfEtag(etag)).to.equal(undefined);
  });

  it('is written the way FHIR has it', () => {
    expect(etagOfVersion('3')).to.equal('W/"3"');
    expect(versionOfEtag(etagOfVersion('a-b.c'))).to.equal('a-b.c');
  });
});
