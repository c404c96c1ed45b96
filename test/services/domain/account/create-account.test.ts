import { expect } from '@open-wc/testing';
import { whyNotCreate } from '../../../../services/domain/account/account-rules.ts';
import { createAccount } from '../../../../services/domain/account/create-account.ts';
import { writesOf } from '../../../../services/domain/record-writes.ts';
import { AccountStatus } from '../../../../services/domain/records.ts';
import {
  ANY_PROOF,
  AT,
  BY,
  CHECKED,
  created,
  CREATION,
  NOTHING,
  refusal,
} from '../sample-patient.ts';

describe('creating an online account', () => {
  it('needs an identity check', () => {
    expect(refusal(createAccount(NOTHING, CREATION, ANY_PROOF))).to.contain('identity');
  });

  it('does not count a check that was entered in error', () => {
    const wrong = CHECKED.identityChecks.map((check) => ({
      ...check,
      enteredInError: { at: AT, by: BY, reason: 'Wrong patient' },
    }));
    expect(whyNotCreate({ ...CHECKED, identityChecks: wrong }, ANY_PROOF)).to.deep.equal({
      code: 'identity-withdrawn',
    });
  });

  it('makes the account Created, its services, and codes that work for the days set', () => {
    const { account, services, registrations } = created();
    expect(account?.status).to.equal(AccountStatus.created);
    expect(account?.enabled).to.equal(true);
    expect(services?.services.repeats).to.deep.equal({ enabled: false });
    expect(registrations[0]?.expiresOn).to.equal('2026-05-04');
  });

  it('happens once a patient', () => {
    expect(refusal(createAccount(created(), CREATION, ANY_PROOF))).to.equal(
      'This patient already has an online account.',
    );
  });

  it('writes the account before what belongs to it', () => {
    const kinds = writesOf(CHECKED, created()).map((write) => write.after.kind);
    expect(kinds).to.deep.equal(['account', 'registration', 'services']);
  });
});
