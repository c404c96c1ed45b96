import { expect } from '@open-wc/testing';
import {
  isRemoteOnly,
  missingProofs,
  whyIncompleteOn,
  type IdentityMinimum,
} from '../../../../services/domain/identity/identity-minimum.ts';
import {
  vouchedAs,
  whyNotVouch,
  type Vouch,
} from '../../../../services/domain/identity/vouching.ts';
import { whyNotCreate, whyNotReset } from '../../../../services/domain/account/account-rules.ts';
import type { IdentityCheckRecord, IdentityMethod } from '../../../../services/domain/records.ts';
import { AT, BY, CHECKED, withStatus } from '../sample-patient.ts';

const TWO: IdentityMinimum = { identityDocuments: 'photo-and-address', identityVouching: 'nobody' };
const VOUCHES: IdentityMinimum = { ...TWO, identityVouching: 'recorders' };
const MANAGERS: IdentityMinimum = { ...TWO, identityVouching: 'account-managers' };

function check(
  method: IdentityMethod,
  change: Partial<IdentityCheckRecord> = {},
): IdentityCheckRecord {
  const [sample] = CHECKED.identityChecks;
  if (sample === undefined) throw new Error('There is no check to start from.');
  return { ...sample, id: method, method, ...change };
}

const STRUCK = { enteredInError: { at: AT, by: BY, reason: 'Wrong patient' } };

describe('how much identification is enough', () => {
  it('is a photo and the address, by two documents of any day, and says which is missing', () => {
    expect(missingProofs([], TWO)).to.deep.equal(['photo', 'address']);
    expect(missingProofs([check('passport')], TWO)).to.deep.equal(['address']);
    expect(missingProofs([check('council-tax-bill')], TWO)).to.deep.equal(['photo']);
    const both = [check('passport'), check('utility-bill', { date: '2025-01-02' })];
    expect(missingProofs(both, TWO)).to.deep.equal([]);
  });

  it('is no certificate where a photo is asked for, and no bill where any document would do', () => {
    const photo: IdentityMinimum = { ...TWO, identityDocuments: 'photo' };
    expect(missingProofs([check('birth-certificate')], photo)).to.deep.equal(['photo']);
    expect(missingProofs([check('pass-card')], photo)).to.deep.equal([]);
    const any: IdentityMinimum = { ...TWO, identityDocuments: 'any' };
    expect(missingProofs([check('birth-certificate')], any)).to.deep.equal([]);
    expect(missingProofs([check('personal-vouch')], any)).to.deep.equal(['document']);
  });

  it('counts nothing that was entered in error', () => {
    const checks = [check('passport'), check('utility-bill', STRUCK)];
    expect(missingProofs(checks, TWO)).to.deep.equal(['address']);
  });

  it('is NHS login at its high level, whatever the practice asks for', () => {
    expect(missingProofs([check('nhs-login')], TWO)).to.deep.equal([]);
    expect(missingProofs([check('nhs-login', STRUCK)], TWO)).to.have.length(2);
  });

  it('is vouching, by whom the practice lets: as it was known when it was recorded', () => {
    const byAnybody = [check('personal-vouch')];
    const byManager = [check('information-confirmation', { vouchedAs: 'account-manager' })];
    expect(missingProofs(byManager, TWO)).to.have.length(2);
    expect(missingProofs(byAnybody, VOUCHES)).to.deep.equal([]);
    expect(missingProofs(byAnybody, MANAGERS)).to.have.length(2);
    expect(missingProofs(byManager, MANAGERS)).to.deep.equal([]);
  });

  it('is told apart where it was vouched for from afar alone', () => {
    const remote = check('remote-vouch');
    expect(isRemoteOnly([remote], VOUCHES)).to.equal(true);
    expect(isRemoteOnly([remote, check('personal-vouch')], VOUCHES)).to.equal(false);
    expect(isRemoteOnly([remote, check('passport')], VOUCHES)).to.equal(true);
    expect(isRemoteOnly([], VOUCHES), 'nobody is known at all').to.equal(false);
  });
});

describe('access goes by it', () => {
  it('when an account is made', () => {
    expect(whyNotCreate(CHECKED, TWO)).to.deep.equal({
      code: 'identity-incomplete',
      missing: ['address'],
      vouching: 'nobody',
    });
    const both = { ...CHECKED, identityChecks: [check('passport'), check('bank-statement')] };
    expect(whyNotCreate(both, TWO)).to.equal(undefined);
  });

  it('when one is reset: by the checks of the day, where the practice asks for one then', () => {
    const today = '2026-04-20';
    const state = withStatus('active');
    const bounds = { today, needsIdentityCheck: true, minimum: TWO };
    const old = check('bank-statement', { date: '2026-04-01' });
    const withOld = { ...state, identityChecks: [check('passport'), old] };
    expect(whyNotReset(withOld, bounds)?.code).to.equal('identity-incomplete-today');
    expect(whyNotReset(withOld, { ...bounds, needsIdentityCheck: false })).to.equal(undefined);
    const withNew = { ...state, identityChecks: [check('passport'), check('bank-statement')] };
    expect(whyNotReset(withNew, bounds)).to.equal(undefined);
    expect(whyIncompleteOn('2026-04-21', withNew.identityChecks, TWO)?.missing).to.have.length(2);
  });
});

describe('who may vouch', () => {
  const OTHER = { id: 'staff-2', name: 'Owen Sykes' };
  const OWN: Vouch = { method: 'personal-vouch', staff: BY, recordedBy: BY, managesAccounts: true };

  it('is who may record identity, who may manage accounts, or nobody', () => {
    const clerk = { ...OWN, managesAccounts: false };
    expect(whyNotVouch(clerk, 'recorders')).to.equal(undefined);
    expect(whyNotVouch(clerk, 'account-managers')?.code).to.equal('vouching-by-managers');
    expect(whyNotVouch(OWN, 'account-managers')).to.equal(undefined);
    expect(whyNotVouch(OWN, 'nobody')?.code).to.equal('vouching-not-taken');
    expect(whyNotVouch({ ...OWN, method: 'passport' }, 'nobody')).to.equal(undefined);
  });

  it('is nobody in a colleague’s name: of their rights nothing is known here', () => {
    const theirs = { ...OWN, staff: OTHER };
    expect(whyNotVouch(theirs, 'account-managers')?.code).to.equal('vouching-by-managers');
    expect(vouchedAs(theirs)).to.equal(undefined);
    expect(vouchedAs(OWN)).to.equal('account-manager');
    expect(vouchedAs({ ...OWN, method: 'passport' })).to.equal(undefined);
  });
});
