import { expect } from '@open-wc/testing';
import type { Commands, Refusal } from '../../../../services/application/views.ts';
import { FailureKind, refuse, type Result } from '../../../../services/domain/result.ts';
import { SYSTEM_ADMINISTRATOR, TOMASZ } from '../../../fakes/fake-host.ts';
import {
  auditTrail,
  checkIdentity,
  createAccount,
  makeProduct,
  type Product,
} from '../../../fakes/product.ts';

const MEANWHILE: Readonly<Record<string, (product: Product) => void>> = {
  'the person signed out': ({ host }) => {
    host.session.set(null);
  },
  'somebody else signed in': ({ host }) => {
    host.session.set(SYSTEM_ADMINISTRATOR);
  },
  'another patient was opened': ({ host }) => {
    host.currentPatient.set(TOMASZ);
  },
};

function ask(
  { services }: Product,
  name: keyof Commands,
  more: object,
): Promise<Result<unknown, Refusal>> {
  const input = { patientRef: 'patient-sian', operationId: services.newOperationId(), ...more };
  return services[name](input as never);
}

/** Lets something happen while codes are being made, which takes a moment. */
function whileCodesAreMade({ issuer }: Product, happens: () => void): void {
  const issue = issuer.issue.bind(issuer);
  issuer.issue = async (context) => {
    happens();
    return issue(context);
  };
}

async function recordsOf({ storage }: Product) {
  const stored = await storage.records.read('patient-sian');
  if (!stored.ok) throw new Error(stored.failure.reason.code);
  return stored.value;
}

describe('nothing is stored, and the refusal is audited, when meanwhile', () => {
  for (const [what, happens] of Object.entries(MEANWHILE)) {
    it(`${what}: a new account`, async () => {
      const product = makeProduct();
      await checkIdentity(product);
      whileCodesAreMade(product, () => {
        happens(product);
      });
      const refused = await ask(product, 'createAccount', {
        services: [],
        answered: ['no-preferred-email'],
      });
      expect(!refused.ok && refused.failure.kind).to.equal('not-allowed');
      expect((await recordsOf(product)).account).to.equal(undefined);
      expect((await auditTrail(product)).at(-1)).to.match(/^create-account refused/);
    });

    it(`${what}: new codes`, async () => {
      const product = makeProduct();
      await createAccount(product);
      const before = await recordsOf(product);
      whileCodesAreMade(product, () => {
        happens(product);
      });
      const refused = await ask(product, 'issueNewCodes', { reasonCode: 'cannot-be-printed' });
      expect(!refused.ok && refused.failure.kind).to.equal('not-allowed');
      expect(await recordsOf(product)).to.deep.equal(before);
      expect((await auditTrail(product)).at(-1)).to.match(/^issue-new-codes refused/);
    });
  }
});

describe('a letter whose audit cannot be written', () => {
  for (const name of ['printLetter', 'saveLetter', 'previewLetter'] as const) {
    it(`does not leave the house: ${name}`, async () => {
      const product = makeProduct();
      await createAccount(product);
      product.storage.records.recordAudit = () =>
        Promise.resolve(refuse(FailureKind.storageUnavailable, { code: 'storage-full' }));
      const refused = await ask(product, name, { answered: ['codes-not-shared'] });
      expect(!refused.ok && refused.failure.message).to.contain('no room left');
      expect(product.host.printed).to.deep.equal([]);
      expect(product.host.saved).to.deep.equal([]);
      expect((await recordsOf(product)).letters).to.deep.equal([]);
    });
  }
});
