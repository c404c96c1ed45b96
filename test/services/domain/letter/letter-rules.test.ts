import { expect } from '@open-wc/testing';
import { whyNotPrintLetter } from '../../../../services/domain/letter/letter-rules.ts';
import { AccountStatus } from '../../../../services/domain/records.ts';
import { changeServices } from '../../../../services/domain/services/change-services.ts';
import { ACT, created, granted, withStatus } from '../sample-patient.ts';

describe('the letter', () => {
  const today = '2026-04-21';

  it('can be printed until the last day of its codes, that day included', () => {
    expect(whyNotPrintLetter(created(), '2026-05-04')).to.equal(undefined);
    expect(whyNotPrintLetter(created(), '2026-05-05')).to.deep.equal({
      code: 'letter-codes-expired',
    });
  });

  it('cannot be printed once the patient used the codes', () => {
    const state = withStatus(AccountStatus.registered);
    const used = state.registrations.map((registration) => ({
      ...registration,
      state: 'used' as const,
    }));
    expect(whyNotPrintLetter({ ...state, registrations: used }, today)).to.deep.equal({
      code: 'letter-codes-used',
    });
  });

  it('is not promised for an account that is disabled, when enabling it would bring no letter', () => {
    const { account, ...state } = withStatus(AccountStatus.active);
    if (account === undefined) throw new Error('There is no account.');
    const disabled = { ...state, account: { ...account, enabled: false }, registrations: [] };
    expect(whyNotPrintLetter(disabled, today)).to.deep.equal({ code: 'letter-codes-used' });
  });

  it('cannot be printed for an account disabled by the practice', () => {
    const state = granted(
      changeServices(
        created(),
        {
          global: { enabled: false, reason: 'misuse' },
          services: { appointments: { enabled: true }, repeats: { enabled: false } },
        },
        ACT,
      ),
    );
    expect(whyNotPrintLetter(state, today)).to.deep.equal({ code: 'account-disabled' });
  });
});
