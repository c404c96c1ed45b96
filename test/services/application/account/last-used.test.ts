import { expect } from '@open-wc/testing';
import { accountView } from '../../../../services/application/account/account-view.ts';
import type { AccountRecord } from '../../../../services/domain/records.ts';
import { rebase } from '../../../../services/domain/unsent-work/conflict.ts';
import { accountToPerson, personToAccount } from '../../../../services/fhir/mapping/account.ts';
import { sampleAccount } from '../../../fakes/sample-shared-records.ts';
import '../../../words-at-hand.ts';

const USED = { lastUsedOn: '2026-03-12', useKnownSince: '2026-03-10' } as const;

function lastUsed(changes: Partial<AccountRecord>) {
  const account = sampleAccount({ status: 'active', ...changes });
  const records = { account, registrations: [], identityChecks: [], letters: [] };
  return accountView(records, [], '2026-03-20T09:00:00.000Z')?.lastUsed;
}

describe('when an account was last used', () => {
  it('is the day that the website keeps; never, where it has kept none from the beginning', () => {
    expect(lastUsed(USED)).to.deep.equal({ on: '2026-03-12' });
    expect(lastUsed({ useKnownSince: '2026-03-10' })).to.deep.equal({});
  });

  it('is not told where nobody can know, nor of who could not sign in yet', () => {
    expect(lastUsed({})).to.equal(undefined);
    expect(lastUsed({ status: 'registered', useKnownSince: '2026-03-10' })).to.equal(undefined);
  });

  it('is kept as it is by what the practice writes', () => {
    const account = sampleAccount({ status: 'active', ...USED });
    const person = accountToPerson({ ...account, enabled: false }, 'operation-1');
    const again = personToAccount({ ...person });
    expect(again.ok && again.body).to.deep.equal({ ...account, enabled: false });
  });

  it('is the website’s newest, whatever the practice changes meanwhile, and no conflict', () => {
    const before = sampleAccount({ status: 'active', ...USED });
    const theirs = { ...before, lastUsedOn: '2026-03-15' };
    const rebased = rebase(before, { ...before, enabled: false }, theirs);
    expect(rebased).to.deep.equal({ ok: true, after: { ...theirs, enabled: false } });
  });
});
