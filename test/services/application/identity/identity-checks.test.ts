import { expect } from '@open-wc/testing';
import { dateTyped } from '../../../../services/application/identity/identity-form.ts';
import type { IdentityCheckInput } from '../../../../services/application/views.ts';
import { FakeHost, SYSTEM_ADMINISTRATOR } from '../../../fakes/fake-host.ts';
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

  it('takes the date as people here write it', async () => {
    const product = makeProduct();
    expect(dateTyped('1.3.79', TODAY)).to.equal('1979-03-01');
    expect(dateTyped('1.3.', TODAY)).to.equal(undefined);
    await product.services.recordIdentityCheck({ ...INPUT, date: '19 April 26' });
    expect((await product.tab()).identityChecks[0]?.date).to.equal('2026-04-19');
    expect(product.host.codedEntries[0]?.entry.date).to.equal('2026-04-19');
  });

  it('refuses a date before the patient was born, beside its field', async () => {
    const product = makeProduct();
    const refused = await product.services.recordIdentityCheck({ ...INPUT, date: '28/02/1984' });
    expect(!refused.ok && refused.failure).to.include({ kind: 'invalid', field: 'date' });
    expect(!refused.ok && refused.failure.message).to.contain('29 Feb 1984');
  });

  it('may have been made by a colleague, by the name that the host knows', async () => {
    const product = makeProduct();
    const { staffChoices } = await product.tab();
    expect(staffChoices.map(({ name }) => name)).to.deep.equal(['Dilys Probert', 'Owen Sykes']);
    await product.services.recordIdentityCheck({ ...INPUT, staffId: 'staff-owen' });
    const [check] = (await product.tab()).identityChecks;
    expect(check).to.include({ staffName: 'Owen Sykes', recordedByName: 'Dilys Probert' });
  });

  it('refuses somebody whom the host does not know, beside the field', async () => {
    const product = makeProduct();
    const refused = await product.services.recordIdentityCheck({ ...INPUT, staffId: 'name:Eve' });
    expect(!refused.ok && refused.failure).to.include({ kind: 'invalid', field: 'staff' });
    expect((await product.tab()).identityChecks).to.have.length(0);
  });

  it('goes on with the person signed in and earlier checks where a host names no colleagues', async () => {
    const product = makeProduct(new FakeHost(undefined, undefined, 0));
    await checkIdentity(product);
    product.host.session.set(SYSTEM_ADMINISTRATOR);
    const { staffChoices } = await product.tab();
    expect(staffChoices.map(({ id }) => id)).to.deep.equal(['staff-owen', 'staff-dilys']);
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
