import { expect } from '@open-wc/testing';
import {
  REGISTRATION_CODE_ALPHABET,
  hasValidAccountId,
} from '../../services/domain/codes/registration-code.ts';
import type { Result } from '../../services/domain/result.ts';
import type {
  RegistrationCodeIssuer,
  SealContext,
} from '../../services/ports/registration-codes.ts';

const PLACE: SealContext = {
  practiceId: 'A99901',
  accountKey: '3e8d21b4-55a1-4d8c-9a5f-0f7a0d6d2c11',
  registrationId: '9b1d6c1e-0c38-4f0b-8f43-6a52b1f8f0aa',
};

const CODE = new RegExp(`^[${REGISTRATION_CODE_ALPHABET}]{16}$`);

/** What every issuer of registration codes promises. */
export function registrationCodeIssuerContract(
  name: string,
  makeIssuer: () => Promise<RegistrationCodeIssuer>,
): void {
  describe(`${name} as a registration code issuer`, () => {
    let issuer: RegistrationCodeIssuer;

    beforeEach(async () => {
      issuer = await makeIssuer();
    });

    it('opens what it sealed, the same each time, so that a reprint shows the same codes', async () => {
      const { sealedCodes } = value(await issuer.issue(PLACE));
      const first = value(await issuer.open(sealedCodes, PLACE));
      const again = value(await issuer.open(sealedCodes, PLACE));
      expect(first.token).to.match(CODE);
      expect(first.linkageKey).to.match(CODE);
      expect(first.token).not.to.equal(first.linkageKey);
      expect(again).to.deep.equal(first);
    });

    it('issues other codes each time', async () => {
      const sets = await Promise.all(
        Array.from({ length: 5 }, async () => {
          const { sealedCodes } = value(await issuer.issue(PLACE));
          return value(await issuer.open(sealedCodes, PLACE));
        }),
      );
      const codes = sets.flatMap(({ token, linkageKey }) => [token, linkageKey]);
      expect(new Set(codes).size).to.equal(codes.length);
    });

    it('gives out neither code in the clear', async () => {
      const issued = value(await issuer.issue(PLACE));
      const { token, linkageKey } = value(await issuer.open(issued.sealedCodes, PLACE));
      expect(JSON.stringify(issued)).not.to.contain(token).and.not.to.contain(linkageKey);
    });

    for (const other of ['practiceId', 'accountKey', 'registrationId'] as const) {
      it(`refuses sealed codes moved to another ${other}`, async () => {
        const { sealedCodes } = value(await issuer.issue(PLACE));
        const opened = await issuer.open(sealedCodes, { ...PLACE, [other]: 'elsewhere' });
        expect(opened).to.have.nested.property('failure.kind', 'letter-impossible');
      });
    }

    it('refuses a text that it never sealed', async () => {
      for (const text of ['', 'nonsense', 'a.b.c.d.e']) {
        const opened = await issuer.open(text, PLACE);
        expect(opened).to.have.nested.property('failure.kind', 'letter-impossible');
      }
    });

    it('makes Account IDs of twelve digits that check', () => {
      const ids = Array.from({ length: 20 }, () => issuer.newAccountId());
      expect(ids.every(hasValidAccountId), ids.join()).to.equal(true);
      expect(new Set(ids).size).to.equal(ids.length);
    });
  });
}

/** The value of a success; a refusal fails the test with its sentence. */
function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.failure.reason.code);
  return result.value;
}
