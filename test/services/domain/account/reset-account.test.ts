import { whyNotUpgrade } from '../../../../services/domain/osu/basic-account-rules.ts';
import { expect } from '@open-wc/testing';
import {
  whyNotCreate,
  whyNotReset,
  whyNotUnlock,
} from '../../../../services/domain/account/account-rules.ts';
import { checkReason, RESET_REASONS } from '../../../../services/domain/account/given-reason.ts';
import { nextStep } from '../../../../services/domain/account/next-step.ts';
import { resetAccount, type Reset } from '../../../../services/domain/account/reset-account.ts';
import { whyNotIssueNewCodes } from '../../../../services/domain/codes/codes-rules.ts';
import { pendingRegistration } from '../../../../services/domain/codes/pending-codes.ts';
import { whyNotPrintLetter } from '../../../../services/domain/letter/letter-rules.ts';
import type { AccountRecord, PatientRecords } from '../../../../services/domain/records.ts';
import {
  ANY_PROOF,
  BY,
  CHECKED,
  CODES,
  created,
  granted,
  NOTHING,
  refusal,
} from '../sample-patient.ts';

const AT = '2026-04-28T10:00:00.000Z';
const ON_THE_DAY = { today: '2026-04-20', needsIdentityCheck: true, minimum: ANY_PROOF };
const RESET: Reset = {
  at: AT,
  resetId: 'reset-1',
  by: BY,
  codes: { ...CODES, registrationId: 'registration-2' },
};

function having(change: Partial<AccountRecord>, state = created()): PatientRecords {
  return state.account ? { ...state, account: { ...state.account, ...change } } : state;
}

function withoutCodes(state: PatientRecords): PatientRecords {
  const registrations = state.registrations.map(
    ({ sealedCodes: _sealed, verifiers: _verifiers, ...rest }) =>
      ({ ...rest, state: 'used' }) as const,
  );
  return { ...state, registrations };
}

const ACTIVE = withoutCodes(
  having({
    status: 'active',
    registeredAt: '2026-04-21T09:00:00.000Z',
    activateBy: '2026-05-05T09:00:00.000Z',
    activatedAt: '2026-04-21T10:00:00.000Z',
  }),
);
const LOCKED = having(
  {
    status: 'locked',
    lockedAt: '2026-04-28T09:00:00.000Z',
    lockedUntil: '2026-04-28T13:00:00.000Z',
  },
  ACTIVE,
);
const REGISTERED = withoutCodes(
  having({
    status: 'registered',
    registeredAt: '2026-04-21T09:00:00.000Z',
    activateBy: '2026-05-05T09:00:00.000Z',
  }),
);
const LAPSED = having({ activateBy: '2026-04-27T09:00:00.000Z' }, REGISTERED);

function struck(state: PatientRecords): PatientRecords {
  const enteredInError = { at: AT, by: BY, reason: 'Wrong patient' };
  return {
    ...state,
    identityChecks: state.identityChecks.map((check) => ({ ...check, enteredInError })),
  };
}

describe('resetting an account', () => {
  it('unlinks who registered with it and keeps everything else, with new codes in the same change', () => {
    const state = having({ enabled: false, enabledNotes: 'Phone first' }, LOCKED);
    const after = granted(resetAccount(state, RESET, ON_THE_DAY));
    expect(after.account).to.deep.equal({
      ...created().account,
      ...{ enabled: false, enabledNotes: 'Phone first' },
      ...{ status: 'created', resetAt: AT, resetId: 'reset-1', resetBy: BY },
    });
    expect(after.services).to.equal(state.services);
    expect(after.identityChecks).to.equal(state.identityChecks);
    expect(pendingRegistration(after)).to.include({ id: 'registration-2', issuedAt: AT });
  });

  it('ends every set of codes that waits', () => {
    const after = granted(resetAccount(having({ status: 'active' }), RESET, ON_THE_DAY));
    expect(after.registrations.map(({ id, state }) => [id, state])).to.deep.equal([
      ['registration-2', 'pending'],
      ['registration-1', 'withdrawn'],
    ]);
    expect(after.registrations[1]).not.to.have.any.keys('sealedCodes', 'verifiers');
  });

  it('wants an identity check of the day, unless the practice does not', () => {
    const tomorrow = { ...ON_THE_DAY, today: '2026-04-21' };
    expect(refusal(resetAccount(ACTIVE, RESET, tomorrow))).to.contain('identity again first');
    const lenient = { ...tomorrow, needsIdentityCheck: false };
    expect(resetAccount(ACTIVE, RESET, lenient).ok).to.equal(true);
  });

  it('is not content with a check that was entered in error', () => {
    expect(refusal(resetAccount(struck(ACTIVE), RESET, ON_THE_DAY))).to.contain('error');
  });

  it('wants a reason of the list, and words where the reason says nothing', () => {
    expect(checkReason(RESET_REASONS, { reasonCode: 'bored' })).to.deep.include({ ok: false });
    expect(refusal(checkReason(RESET_REASONS, { reasonCode: 'other', reason: ' ' }))).to.equal(
      'Say in a few words what the reason is.',
    );
    expect(
      checkReason(RESET_REASONS, { reasonCode: 'details-seen', reason: ' Letter in bin ' }),
    ).to.deep.equal({ ok: true, value: { code: 'details-seen', text: 'Letter in bin' } });
  });
});

type Row = readonly [
  next: ReturnType<typeof nextStep>,
  print: string,
  newLetter: string,
  reset: string,
];
const YES = 'yes';
const NO_CHECK = 'identity-not-checked';
const STRUCK = 'identity-withdrawn';

/** Every state of an account: what comes next, and of letter, new letter and reset whether it is offered or why not. */
const STATES: Readonly<Record<string, readonly [PatientRecords, Row]>> = {
  'no check, no account': [NOTHING, [undefined, 'no-account', 'no-account', 'no-account']],
  'no account': [CHECKED, ['createAccount', 'no-account', 'no-account', 'no-account']],
  created: [created(), ['printLetter', YES, YES, 'nothing-to-reset']],
  'created, the letter expired': [
    {
      ...created(),
      registrations: created().registrations.map((one) => ({ ...one, expiresOn: '2026-04-27' })),
    },
    ['issueNewCodes', 'letter-codes-expired', YES, 'nothing-to-reset'],
  ],
  'created, the codes wiped': [
    withoutCodes(created()),
    ['issueNewCodes', 'no-working-codes', YES, 'nothing-to-reset'],
  ],
  registered: [REGISTERED, [undefined, 'letter-codes-used', 'can-still-activate', YES]],
  'registered, not activated in time': [LAPSED, ['issueNewCodes', 'letter-codes-used', YES, YES]],
  active: [ACTIVE, [undefined, 'letter-codes-used', 'codes-used', YES]],
  locked: [LOCKED, ['unlockAccount', 'letter-codes-used', 'codes-used', YES]],
  'active and disabled': [
    having({ enabled: false }, ACTIVE),
    [undefined, 'letter-codes-used', 'codes-used', YES],
  ],
  'locked and disabled': [
    having({ enabled: false }, LOCKED),
    [undefined, 'letter-codes-used', 'codes-used', YES],
  ],
  'created and disabled': [
    having({ enabled: false }),
    [undefined, 'account-disabled', YES, 'nothing-to-reset'],
  ],
  'created, identity withdrawn': [
    struck(created()),
    [undefined, STRUCK, STRUCK, 'nothing-to-reset'],
  ],
  'active, identity withdrawn': [struck(ACTIVE), [undefined, STRUCK, 'codes-used', STRUCK]],
  'active, never checked': [
    { ...ACTIVE, identityChecks: [] },
    [undefined, NO_CHECK, 'codes-used', NO_CHECK],
  ],
};

describe('what comes next, and why not the others', () => {
  for (const [name, [state, expected]] of Object.entries(STATES)) {
    it(name, () => {
      const told = (reason: { readonly code: string } | undefined): string => reason?.code ?? YES;
      expect([
        nextStep(state, AT),
        told(whyNotPrintLetter(state, AT.slice(0, 10))),
        told(whyNotIssueNewCodes(state, AT)),
        told(whyNotReset(state, ON_THE_DAY)),
      ]).to.deep.equal(expected);
    });

    it(`never recommends what is refused: ${name}`, () => {
      const rules = {
        createAccount: () => whyNotCreate(state, ANY_PROOF),
        upgradeAccount: () => whyNotUpgrade(state, ANY_PROOF),
        printLetter: () => whyNotPrintLetter(state, AT.slice(0, 10)),
        issueNewCodes: () => whyNotIssueNewCodes(state, AT),
        unlockAccount: () => whyNotUnlock(state),
      };
      const next = nextStep(state, AT);
      if (next !== undefined) expect(rules[next]()).to.equal(undefined);
    });
  }
});
