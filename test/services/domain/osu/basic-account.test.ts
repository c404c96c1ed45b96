import { expect } from '@open-wc/testing';
import { nextStep } from '../../../../services/domain/account/next-step.ts';
import { whyNotReset, whyNotUnlock } from '../../../../services/domain/account/account-rules.ts';
import { whyNotIssueNewCodes } from '../../../../services/domain/codes/codes-rules.ts';
import { whyNotPrintLetter } from '../../../../services/domain/letter/letter-rules.ts';
import {
  accountFrom,
  rejectBasicAccount,
  servicesFrom,
  upgradeAccount,
} from '../../../../services/domain/osu/basic-account.ts';
import { whyNotUpgrade } from '../../../../services/domain/osu/basic-account-rules.ts';
import type { PatientRecords, ServiceName } from '../../../../services/domain/records.ts';
import { changeServices } from '../../../../services/domain/services/change-services.ts';
import { ANY_PROOF } from '../sample-patient.ts';
import { sampleApplication } from '../../../fakes/sample-applications.ts';
import { sampleAccount, sampleIdentityCheck } from '../../../fakes/sample-shared-records.ts';

const AT = '2026-04-20T09:00:00.000Z';
const PATIENT = { patientRef: 'patient-sian', accountId: '123456789015', at: AT };
const APPLICATION = sampleApplication({ usernameVerifier: { salt: 'c2FsdA', hash: 'aGFzaA' } });
const BASIC: PatientRecords = {
  account: accountFrom(APPLICATION, PATIENT),
  services: servicesFrom(APPLICATION, 'patient-sian', 'england'),
  registrations: [],
  identityChecks: [],
  letters: [],
};
const CHECKED: PatientRecords = {
  ...BASIC,
  identityChecks: [sampleIdentityCheck(sampleAccount())],
};
const OFFERED = {
  ...{ appointments: true, repeats: true, acutes: true, messaging: false },
  ...{ 'summary-data': true, 'detailed-coded-record': true },
  ...{ 'pharmacy-nomination-view': true, 'pharmacy-nomination-update': true },
};
const UPGRADE = {
  minimum: ANY_PROOF,
  at: AT,
  nation: 'england',
  offered: OFFERED,
  servicesId: 'services-1',
} as const;

function on({ services }: PatientRecords): readonly string[] {
  const all = Object.entries(services?.services ?? {});
  return all.filter(([, { enabled }]) => enabled).map(([name]) => name);
}

describe('a basic account', () => {
  it('has appointments and nothing else, and no letter, codes or reset', () => {
    expect(on(BASIC)).to.deep.equal(['appointments']);
    const bounds = { today: '2026-04-20', needsIdentityCheck: false, minimum: ANY_PROOF };
    for (const why of [
      whyNotPrintLetter(CHECKED, '2026-04-20'),
      whyNotIssueNewCodes(CHECKED, AT),
      whyNotReset(CHECKED, bounds),
    ]) {
      expect(why?.code).to.equal('basic-account');
    }
  });

  it('is unlocked without a check of identity, as it was made without one', () => {
    const locked = { ...BASIC, account: { ...BASIC.account, status: 'locked' } } as PatientRecords;
    expect(whyNotUnlock(locked)).to.equal(undefined);
  });

  it('never gets another service by a tick', () => {
    const choice = { global: { enabled: true }, services: { repeats: { enabled: true } } };
    const changed = changeServices(CHECKED, choice, { id: 'act', at: AT });
    expect(changed.ok ? '' : changed.failure.reason.code).to.equal('basic-account');
  });

  it('is upgraded after identification, as creating one takes it; that comes next then', () => {
    expect(whyNotUpgrade(BASIC, ANY_PROOF)?.code).to.equal('identity-not-checked');
    expect(nextStep(BASIC, AT)).to.equal(undefined);
    expect(whyNotUpgrade(CHECKED, ANY_PROOF)).to.equal(undefined);
    expect(nextStep(CHECKED, AT)).to.equal('upgradeAccount');
  });

  it('keeps its account, status and owner when upgraded, with services as on a new account', () => {
    const upgraded = upgradeAccount(CHECKED, UPGRADE);
    if (!upgraded.ok) throw new Error(upgraded.failure.reason.code);
    const { account } = upgraded.value;
    expect(account).to.include({ id: BASIC.account?.id, status: 'active', upgradedAt: AT });
    expect(account?.kind).to.equal(undefined);
    expect(account?.usernameVerifier).to.equal(undefined);
    // Views of the record are for somebody to decide on, and what is not offered is not ticked.
    expect(on(upgraded.value)).to.have.members([
      ...['appointments', 'repeats', 'acutes'],
      ...['pharmacy-nomination-view', 'pharmacy-nomination-update'],
    ]);
  });

  it('leaves off what somebody had switched off', () => {
    const disabling = { id: 'act', reason: 'missed-appointments', at: AT };
    const off: ServiceName = 'appointments';
    const services = BASIC.services && {
      ...BASIC.services,
      services: { ...BASIC.services.services, [off]: { enabled: false, disabling } },
    };
    const upgraded = upgradeAccount({ ...CHECKED, ...(services && { services }) }, UPGRADE);
    expect(upgraded.ok && on(upgraded.value)).not.to.include('appointments');
  });

  it('is not upgraded while the practice has disabled it', () => {
    const account = CHECKED.account && { ...CHECKED.account, enabled: false };
    expect(whyNotUpgrade({ ...CHECKED, ...(account && { account }) }, ANY_PROOF)?.code).to.equal(
      'basic-account-disabled',
    );
  });

  it('is disabled and unlinked when rejected, and a full account leads on by a letter', () => {
    const rejected = rejectBasicAccount(CHECKED, {
      ...{ id: 'act', at: AT, resetId: 'reset-1', by: { id: 'staff', name: 'Staff' } },
      why: { code: 'suspected-misuse' },
    });
    if (!rejected.ok) throw new Error(rejected.failure.reason.code);
    const { account } = rejected.value;
    expect(account).to.include({ status: 'created', enabled: false, resetId: 'reset-1' });
    expect(account?.disabling?.reason).to.equal('misuse');
    expect(account?.kind).to.equal(undefined);
    expect(whyNotIssueNewCodes(rejected.value, AT)).to.equal(undefined);
  });
});
