import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import {
  pendingRegistration,
  whyNotCreate,
  hasWorkingCodes,
  whyNotPrintLetter,
} from '../../../../services/domain/account/account-rules.ts';
import {
  apply,
  decide,
  writesOf,
  type AccountCommand,
} from '../../../../services/domain/account/online-account.ts';
import { AccountStatus, type PatientRecords } from '../../../../services/domain/records.ts';

const AT = '2026-04-20T09:30:00.000Z';
const BY = { id: 'staff-1', name: 'Dilys Probert' };
const NOTHING: PatientRecords = { registrations: [], identityChecks: [], letters: [] };
const CHECKED: PatientRecords = {
  ...NOTHING,
  identityChecks: [
    {
      id: 'check-1',
      practiceId: 'A99968',
      patientRef: 'patient-1',
      date: '2026-04-20',
      method: 'passport',
      staff: BY,
      freetext: '',
      recordedAt: AT,
      recordedBy: BY,
    },
  ],
};

const VERIFIER = { salt: 'c2FsdA', hash: 'aGFzaA' };
const CODES = {
  registrationId: 'registration-1',
  sealedCodes: 'sealed',
  verifiers: { token: VERIFIER, linkageKey: VERIFIER },
  expiryDays: 14,
  activationDays: 14,
};
const CREATE: AccountCommand = {
  type: 'create-account',
  at: AT,
  accountKey: 'account-1',
  servicesId: 'services-1',
  practiceId: 'A99968',
  patientRef: 'patient-1',
  accountId: '000000000018',
  codes: CODES,
  global: { enabled: true },
  services: { appointments: { enabled: true }, repeats: { enabled: false } },
};

/** The records after a command, or the sentence that refused it. */
function after(state: PatientRecords, command: AccountCommand): PatientRecords | string {
  const events = decide(state, command);
  return events.ok ? events.value.reduce(apply, state) : events.failure.message;
}

function created(): PatientRecords {
  return after(CHECKED, CREATE) as PatientRecords;
}

function withStatus(status: AccountStatus): PatientRecords {
  const state = created();
  return state.account ? { ...state, account: { ...state.account, status } } : state;
}

describe('creating an online account', () => {
  it('needs an identity check', () => {
    expect(after(NOTHING, CREATE)).to.contain('identity');
  });

  it('does not count a check that was entered in error', () => {
    const wrong = CHECKED.identityChecks.map((check) => ({
      ...check,
      enteredInError: { at: AT, by: BY, reason: 'Wrong patient' },
    }));
    expect(whyNotCreate({ ...CHECKED, identityChecks: wrong })).to.contain('identity');
  });

  it('makes the account Created, its services, and codes that work for the days set', () => {
    const { account, services, registrations } = created();
    expect(account?.status).to.equal(AccountStatus.created);
    expect(account?.enabled).to.equal(true);
    expect(services?.services.repeats).to.deep.equal({ enabled: false });
    expect(registrations[0]?.expiresOn).to.equal('2026-05-04');
    expect(account?.assurance).to.equal('level3');
  });

  it('happens once a patient', () => {
    expect(after(created(), CREATE)).to.equal('This patient already has an online account.');
  });

  it('writes the account before what belongs to it', () => {
    const kinds = writesOf(CHECKED, created()).map((write) => write.after.kind);
    expect(kinds).to.deep.equal(['account', 'registration', 'services']);
  });
});

describe('the letter', () => {
  const today = '2026-04-21';

  it('can be printed until the last day of its codes, that day included', () => {
    expect(whyNotPrintLetter(created(), '2026-05-04')).to.equal(undefined);
    expect(whyNotPrintLetter(created(), '2026-05-05')).to.contain('expired');
  });

  it('cannot be printed once the patient used the codes', () => {
    const state = withStatus(AccountStatus.registered);
    const used = state.registrations.map((registration) => ({
      ...registration,
      state: 'used' as const,
    }));
    expect(whyNotPrintLetter({ ...state, registrations: used }, today)).to.contain(
      'used the codes',
    );
  });

  it('cannot be printed for an account disabled by the practice', () => {
    const state = after(created(), {
      type: 'change-services',
      global: { enabled: false, notes: 'Misuse' },
      services: { appointments: { enabled: true }, repeats: { enabled: false } },
    }) as PatientRecords;
    expect(whyNotPrintLetter(state, today)).to.contain('disabled by the practice');
  });
});

describe('new codes', () => {
  const issue: AccountCommand = {
    type: 'issue-new-codes',
    at: '2026-05-10T09:00:00.000Z',
    codes: { ...CODES, registrationId: 'registration-2' },
  };

  it('are known to replace codes that still work, until the last day', () => {
    expect(hasWorkingCodes(created(), '2026-05-04T09:00:00.000Z')).to.equal(true);
    expect(hasWorkingCodes(created(), '2026-05-05T09:00:00.000Z')).to.equal(false);
  });

  it('are refused once the patient registered', () => {
    expect(after(withStatus(AccountStatus.active), issue)).to.contain('used their codes');
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
    expect(after(state, issue)).to.contain('can still activate');
    const late = after(state, { ...issue, at: '2026-05-11T09:00:00.000Z' }) as PatientRecords;
    expect(late.account?.status).to.equal(AccountStatus.created);
    expect(late.account).not.to.have.any.keys('registeredAt', 'activateBy');
    expect(pendingRegistration(late)?.id).to.equal('registration-2');
  });

  it('are written after the old ones have ended, so that they are sent in that order', () => {
    const before = created();
    const state = after(before, issue) as PatientRecords;
    const states = writesOf(before, state).map(
      ({ after: { body } }) => 'state' in body && body.state,
    );
    expect(states).to.deep.equal(['withdrawn', 'pending']);
  });

  it('replace expired ones, which are wiped', () => {
    const state = after(created(), issue) as PatientRecords;
    expect(pendingRegistration(state)?.id).to.equal('registration-2');
    expect(state.registrations[1]).to.include({ state: 'withdrawn' });
    expect(state.registrations[1]).not.to.have.any.keys('sealedCodes', 'verifiers');
  });
});

describe('codes past their last day', () => {
  it('are wiped, not before', () => {
    const early = after(created(), { type: 'expire-codes', today: '2026-05-04' }) as PatientRecords;
    expect(pendingRegistration(early)?.sealedCodes).to.equal('sealed');
    const late = after(created(), { type: 'expire-codes', today: '2026-05-05' }) as PatientRecords;
    expect(late.registrations[0]).to.include({ state: 'expired' });
    expect(late.registrations[0]).not.to.have.any.keys('sealedCodes', 'verifiers');
  });
});

describe('a locked account', () => {
  it('becomes Active when staff unlock it, and nothing else can be unlocked', () => {
    expect(
      (after(withStatus('locked'), { type: 'unlock-account' }) as PatientRecords).account,
    ).to.include({
      status: 'active',
    });
    expect(after(created(), { type: 'unlock-account' })).to.equal('The account is not locked.');
  });

  it('stays locked when its services change: disabled is another thing', () => {
    const state = after(withStatus('locked'), {
      type: 'change-services',
      global: { enabled: false },
      services: {},
    }) as PatientRecords;
    expect(state.account).to.include({ status: 'locked', enabled: false });
  });
});

describe('changing services', () => {
  const services = fc.record({
    appointments: fc.record({ enabled: fc.boolean() }),
    repeats: fc.record({ enabled: fc.boolean(), notes: fc.string({ minLength: 1 }) }),
  });

  it('keeps exactly what was ticked, and writes nothing when nothing changed', () => {
    fc.assert(
      fc.property(services, fc.boolean(), (set, enabled) => {
        const command: AccountCommand = {
          type: 'change-services',
          global: { enabled },
          services: set,
        };
        const once = after(created(), command) as PatientRecords;
        const again = decide(once, command);
        expect(once.services?.services).to.deep.equal(set);
        expect(once.account?.enabled).to.equal(enabled);
        expect(again.ok && again.value).to.deep.equal([]);
      }),
    );
  });
});
