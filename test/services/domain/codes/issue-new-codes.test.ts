import { expect } from '@open-wc/testing';
import { hasWorkingCodes } from '../../../../services/domain/codes/codes-rules.ts';
import { expireCodes } from '../../../../services/domain/codes/ending-codes.ts';
import { issueNewCodes } from '../../../../services/domain/codes/issue-new-codes.ts';
import { pendingRegistration } from '../../../../services/domain/codes/pending-codes.ts';
import { writesOf } from '../../../../services/domain/record-writes.ts';
import { AccountStatus, type PatientRecords } from '../../../../services/domain/records.ts';
import { CODES, created, granted, refusal, withStatus } from '../sample-patient.ts';

const ISSUE = {
  at: '2026-05-10T09:00:00.000Z',
  codes: { ...CODES, registrationId: 'registration-2' },
};

/** As when two workstations issued codes before either had heard of the other. */
function withTwoPendingSets(): PatientRecords {
  const state = created();
  const others = state.registrations.map((registration) => ({
    ...registration,
    id: 'registration-elsewhere',
    issuedAt: '2026-04-19T09:00:00.000Z',
    expiresOn: '2026-05-03',
  }));
  return { ...state, registrations: [...state.registrations, ...others] };
}

function statesOf({ registrations }: PatientRecords): readonly string[] {
  return registrations.map(({ state }) => state);
}

describe('new codes', () => {
  it('are known to replace codes that still work, until the last day', () => {
    expect(hasWorkingCodes(created(), '2026-05-04T09:00:00.000Z')).to.equal(true);
    expect(hasWorkingCodes(created(), '2026-05-05T09:00:00.000Z')).to.equal(false);
  });

  it('are refused once the patient registered', () => {
    expect(refusal(issueNewCodes(withStatus(AccountStatus.active), ISSUE))).to.contain(
      'reset the account',
    );
  });

  it('let a patient start again who registered but did not activate in time', () => {
    const registered = withStatus(AccountStatus.registered);
    const state: PatientRecords = registered.account
      ? {
          ...registered,
          account: {
            ...registered.account,
            registeredAt: '2026-04-26T09:00:00.000Z',
            activateBy: '2026-05-10T09:00:00.000Z',
          },
        }
      : registered;
    expect(refusal(issueNewCodes(state, ISSUE))).to.contain('can still activate');
    const late = granted(issueNewCodes(state, { ...ISSUE, at: '2026-05-11T09:00:00.000Z' }));
    expect(late.account?.status).to.equal(AccountStatus.created);
    expect(late.account).not.to.have.any.keys('registeredAt', 'activateBy');
    expect(pendingRegistration(late)?.id).to.equal('registration-2');
  });

  it('are written after the old ones have ended, so that they are sent in that order', () => {
    const before = created();
    const after = granted(issueNewCodes(before, ISSUE));
    const states = writesOf(before, after).map(
      ({ after: { body } }) => 'state' in body && body.state,
    );
    expect(states).to.deep.equal(['withdrawn', 'pending']);
  });

  it('replace expired ones, which are wiped', () => {
    const state = granted(issueNewCodes(created(), ISSUE));
    expect(pendingRegistration(state)?.id).to.equal('registration-2');
    expect(state.registrations[1]).to.include({ state: 'withdrawn' });
    expect(state.registrations[1]).not.to.have.any.keys('sealedCodes', 'verifiers');
  });

  it('end every earlier set, also one that another workstation had issued meanwhile', () => {
    const state = granted(issueNewCodes(withTwoPendingSets(), ISSUE));
    expect(statesOf(state)).to.deep.equal(['pending', 'withdrawn', 'withdrawn']);
    expect(
      state.registrations.filter(({ sealedCodes }) => sealedCodes !== undefined),
    ).to.have.length(1);
  });
});

describe('codes past their last day', () => {
  it('are wiped, not before', () => {
    expect(pendingRegistration(expireCodes(created(), '2026-05-04'))?.sealedCodes).to.equal(
      'sealed',
    );
    const late = expireCodes(created(), '2026-05-05');
    expect(late.registrations[0]).to.include({ state: 'expired' });
    expect(late.registrations[0]).not.to.have.any.keys('sealedCodes', 'verifiers');
  });

  it('are wiped in every set, each on its own day', () => {
    expect(statesOf(expireCodes(withTwoPendingSets(), '2026-05-04'))).to.deep.equal([
      'pending',
      'expired',
    ]);
    expect(statesOf(expireCodes(withTwoPendingSets(), '2026-05-05'))).to.deep.equal([
      'expired',
      'expired',
    ]);
  });
});
