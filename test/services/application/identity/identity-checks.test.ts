import { expect } from '@open-wc/testing';
import type { IdentityCheckInput } from '../../../../services/application/views.ts';
import {
  auditTrail,
  checkIdentity,
  createAccount,
  makeProduct,
  TODAY,
} from '../../../fakes/product.ts';

const INPUT: IdentityCheckInput = {
  operationId: 'operation-1',
  patientRef: 'patient-sian',
  date: TODAY,
  method: 'passport',
  staffId: 'staff-dilys',
  staffName: 'Dilys Probert',
  freetext: ' seen at the desk ',
  addCodedEntry: true,
};

describe('Identification', () => {
  it('keeps who checked how and when, and adds the entry to the clinical record', async () => {
    const product = makeProduct();
    const recorded = await product.services.recordIdentityCheck(INPUT);
    expect(recorded.ok && recorded.value).to.deep.equal({});
    const { identityChecks, can } = await product.tab();
    expect(identityChecks[0]).to.include({
      methodLabel: 'Passport',
      staffName: 'Dilys Probert',
      freetext: 'seen at the desk',
      date: TODAY,
    });
    expect(can.createAccount?.allowed).to.equal(true);
    expect(product.host.codedEntries).to.deep.equal([
      {
        patientId: 'patient-sian',
        entry: {
          system: 'http://read.info/readv2',
          code: '91B..00',
          display: 'Patient registration data verified',
          date: TODAY,
          freetext: 'seen at the desk',
        },
      },
    ]);
  });

  it('keeps the check, and says so, when the clinical record refuses the entry', async () => {
    const product = makeProduct();
    product.host.refusal = 'The record is locked by another user.';
    const recorded = await product.services.recordIdentityCheck(INPUT);
    expect(recorded.ok && recorded.value.codedEntryFailure).to.equal(
      'The record is locked by another user.',
    );
    expect((await product.tab()).identityChecks).to.have.length(1);
  });

  it('marks a wrong check as entered in error, with the reason, and keeps it readable', async () => {
    const product = makeProduct();
    await checkIdentity(product);
    const checkId = (await product.tab()).identityChecks[0]?.id ?? '';
    const mark = (reason: string) =>
      product.services.markIdentityCheckEnteredInError({
        operationId: crypto.randomUUID(),
        patientRef: 'patient-sian',
        checkId,
        reason,
      });
    const unexplained = await mark(' ');
    expect(!unexplained.ok && unexplained.failure.field).to.equal('reason');
    expect((await mark('Wrong patient')).ok).to.equal(true);
    const { identityChecks, can } = await product.tab();
    expect(identityChecks[0]?.enteredInError).to.include({
      reason: 'Wrong patient',
      byName: 'Dilys Probert',
    });
    expect(can.createAccount?.allowed).to.equal(false);
    expect((await mark('again')).ok).to.equal(false);
    expect((await auditTrail(product)).at(-1)).to.contain('entered in error');
  });

  it('changes nothing but the check: how sure the practice is follows from the checks that stand', async () => {
    const product = makeProduct();
    await createAccount(product);
    const before = await product.storage.entries();
    await product.services.recordIdentityCheck({
      ...INPUT,
      operationId: crypto.randomUUID(),
      method: 'bank-statement',
    });
    const after = await product.storage.entries();
    const added = after.slice(before.length);
    expect(added.map(({ kind }) => kind).filter((kind) => kind !== 'audit')).to.deep.equal([
      'identity-check',
    ]);
  });

  it('gives what was mistyped back beside its field, and audits no slip of typing', async () => {
    const product = makeProduct();
    const refused = await product.services.recordIdentityCheck({ ...INPUT, date: '2027-01-01' });
    expect(!refused.ok && refused.failure).to.include({ kind: 'invalid', field: 'date' });
    expect(await auditTrail(product)).to.deep.equal([]);
  });
});
