import { expect } from '@open-wc/testing';
import { base64url, decodeProtectedHeader } from 'jose';
import fc from 'fast-check';
import { normaliseCode } from '../../../services/domain/codes/registration-code.ts';
import type { Verifier } from '../../../services/domain/records.ts';
import { SealedRegistrationCodes } from '../../../services/security/sealed-registration-codes.ts';
import { registrationCodeIssuerContract } from '../../contracts/registration-code-issuer-contract.ts';
import { FakeRegistrationCodeIssuer } from '../../fakes/fake-registration-code-issuer.ts';
import { sentenceOf } from '../../words-at-hand.ts';

const PLACE = { practiceId: 'A99901', accountKey: 'account', registrationId: 'issue' };

registrationCodeIssuerContract('SealedRegistrationCodes', async () => issuerWith(await newKey()));
registrationCodeIssuerContract('FakeRegistrationCodeIssuer', () =>
  Promise.resolve(new FakeRegistrationCodeIssuer()),
);

describe('SealedRegistrationCodes', () => {
  it('lets any workstation with the practice key open the codes', async () => {
    const key = await newKey();
    const sealed = await sealedBy(issuerWith(key));
    expect(await issuerWith(key).open(sealed, PLACE)).to.have.property('ok', true);
  });

  it('asks the host for the key at each act, which may say no each time, and keeps none', async () => {
    const key = await newKey();
    let asked = 0;
    let mayHave = true;
    const issuer = new SealedRegistrationCodes({
      practiceKey: () => {
        asked += 1;
        return mayHave ? Promise.resolve(key) : Promise.reject(new Error('no longer signed in'));
      },
    });
    await issuer.prepare();
    expect(asked, 'before anything is done').to.equal(0);
    const sealed = await sealedBy(issuer);
    await opened(issuer, sealed);
    expect(asked, 'by two acts').to.equal(2);
    mayHave = false;
    expect(await issuer.open(sealed, PLACE)).to.have.property('ok', false);
    expect(await issuer.issue(PLACE)).to.have.property('ok', false);
  });

  it('refuses with the key of another practice, in a sentence without a code', async () => {
    const issuer = issuerWith(await newKey());
    const sealed = await sealedBy(issuer);
    const codes = await opened(issuer, sealed);
    const refused = await issuerWith(await newKey()).open(sealed, PLACE);
    if (refused.ok) throw new Error('It opened.');
    expect(refused.failure.kind).to.equal('letter-impossible');
    expect(sentenceOf(refused.failure.reason))
      .to.contain('Make a new letter')
      .and.not.to.contain(codes.token)
      .and.not.to.contain(codes.linkageKey);
  });

  it('refuses a sealed text of which any one character was changed', async () => {
    const issuer = issuerWith(await newKey());
    const sealed = await sealedBy(issuer);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(sealed.length - 1),
        fc.constantFrom('A', '7', '.'),
        async (at, to) => {
          const changed = sealed.slice(0, at) + to + sealed.slice(at + 1);
          fc.pre(!sameBytes(changed, sealed));
          return !(await issuer.open(changed, PLACE)).ok;
        },
      ),
      { numRuns: 60 },
    );
  });

  it('names its place in the protected header and nothing of the codes', async () => {
    const sealed = await sealedBy(issuerWith(await newKey()));
    expect(decodeProtectedHeader(sealed)).to.deep.equal({
      alg: 'dir',
      enc: 'A256GCM',
      typ: 'online-registration-codes',
      aud: 'A99901',
      sub: 'account',
      jti: 'issue',
    });
  });

  it('gives verifiers that know the code as a patient types it, and no other', async () => {
    const issuer = issuerWith(await newKey());
    const issued = await issuer.issue(PLACE);
    if (!issued.ok) throw new Error(issued.failure.reason.code);
    const { token, linkageKey } = await opened(issuer, issued.value.sealedCodes);
    const { verifiers } = issued.value;
    expect(await hashFor(verifiers.token, ` ${token.toLowerCase()} `)).to.equal(
      verifiers.token.hash,
    );
    expect(await hashFor(verifiers.linkageKey, linkageKey)).to.equal(verifiers.linkageKey.hash);
    expect(await hashFor(verifiers.token, linkageKey)).not.to.equal(verifiers.token.hash);
    expect(base64url.decode(verifiers.token.salt)).to.have.lengthOf(16);
    expect(verifiers.token.salt).not.to.equal(verifiers.linkageKey.salt);
  });

  it('draws every character equally often', async () => {
    const issuer = issuerWith(await newKey());
    const counts = new Map<string, number>();
    for (let issue = 0; issue < 150; issue += 1) {
      const { token, linkageKey } = await opened(issuer, await sealedBy(issuer));
      for (const character of token + linkageKey) {
        counts.set(character, (counts.get(character) ?? 0) + 1);
      }
    }
    const expected = (150 * 32) / 22;
    const chiSquared = [...counts.values()].reduce(
      (sum, count) => sum + (count - expected) ** 2 / expected,
      0,
    );
    expect(counts.size).to.equal(22);
    // 21 degrees of freedom: beyond 70 by chance once in some four million runs.
    expect(chiSquared).to.be.below(70);
  });

  it('says so when the host has no key', async () => {
    const issuer = new SealedRegistrationCodes({
      practiceKey: () => Promise.reject(new Error('no key')),
    });
    expect(await issuer.issue(PLACE)).to.have.nested.property('failure.kind', 'host-refused');
    expect(await issuer.open('a.b.c.d.e', PLACE)).to.have.nested.property(
      'failure.kind',
      'letter-impossible',
    );
  });
});

function newKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

function issuerWith(key: CryptoKey): SealedRegistrationCodes {
  return new SealedRegistrationCodes({ practiceKey: () => Promise.resolve(key) });
}

async function sealedBy(issuer: SealedRegistrationCodes): Promise<string> {
  const issued = await issuer.issue(PLACE);
  if (!issued.ok) throw new Error(issued.failure.reason.code);
  return issued.value.sealedCodes;
}

async function opened(
  issuer: SealedRegistrationCodes,
  sealed: string,
): Promise<{ token: string; linkageKey: string }> {
  const codes = await issuer.open(sealed, PLACE);
  if (!codes.ok) throw new Error(codes.failure.reason.code);
  return codes.value;
}

/** The website's half of the check, written from docs/fhir-mapping.md alone. */
async function hashFor({ salt }: Verifier, typed: string): Promise<string> {
  const salted = [...base64url.decode(salt), ...new TextEncoder().encode(normaliseCode(typed))];
  return base64url.encode(
    new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(salted))),
  );
}

/** The last character of base64url can carry bits that no byte needs: such a change changes nothing. */
function sameBytes(one: string, other: string): boolean {
  const parts = one.split('.');
  const others = other.split('.');
  return (
    parts.length === others.length &&
    parts.every((part, index) => {
      const bytes = base64url.decode(part);
      return bytes.join() === base64url.decode(others[index] ?? '').join();
    })
  );
}
