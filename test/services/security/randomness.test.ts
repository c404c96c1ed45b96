import { expect } from '@open-wc/testing';
import sinon from 'sinon';
import { randomCharacters } from '../../../services/security/random-characters.ts';
import { SealedRegistrationCodes } from '../../../services/security/sealed-registration-codes.ts';

const PLACE = { practiceId: 'A99901', accountKey: 'account', registrationId: 'issue' };

describe('random characters', () => {
  afterEach(() => {
    sinon.restore();
  });

  it('use no byte that would favour the first characters of the alphabet', () => {
    // Of 256 bytes, 252 are a whole multiple of 21 characters: those from 252 on are thrown away.
    const bytes = [255, 252, 251, 254, 20, 253, 0, 21];
    let at = 0;
    sinon.stub(crypto, 'getRandomValues').callsFake((array) => {
      const given = array as unknown as Uint8Array;
      given.forEach((_, index) => (given[index] = bytes[at++ % bytes.length] ?? 0));
      return array;
    });
    expect(randomCharacters('ABCDEFGHIJKLMNOPQRSTU', 4)).to.equal('UUAA');
  });
});

describe('a practice key that cannot be had', () => {
  it('is asked for again, so that codes can be issued once it is there', async () => {
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
      'encrypt',
      'decrypt',
    ]);
    let asked = 0;
    const issuer = new SealedRegistrationCodes({
      practiceKey: () => {
        asked += 1;
        return asked === 1 ? Promise.reject(new Error('Locked.')) : Promise.resolve(key);
      },
    });
    const refused = await issuer.issue(PLACE);
    expect(!refused.ok && refused.failure.kind).to.equal('host-refused');
    expect((await issuer.issue(PLACE)).ok).to.equal(true);
  });
});
