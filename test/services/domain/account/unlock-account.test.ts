import { expect } from '@open-wc/testing';
import { unlockAccount } from '../../../../services/domain/account/unlock-account.ts';
import { changeServices } from '../../../../services/domain/services/change-services.ts';
import { ACT, created, granted, refusal, withStatus } from '../sample-patient.ts';

describe('a locked account', () => {
  it('becomes Active when staff unlock it, and nothing else can be unlocked', () => {
    expect(granted(unlockAccount(withStatus('locked'))).account).to.include({ status: 'active' });
    expect(refusal(unlockAccount(created()))).to.equal('The account is not locked.');
  });

  it('stays locked when its services change: disabled is another thing', () => {
    const state = granted(
      changeServices(
        withStatus('locked'),
        { global: { enabled: false, reason: 'misuse' }, services: {} },
        ACT,
      ),
    );
    expect(state.account).to.include({ status: 'locked', enabled: false });
  });
});
