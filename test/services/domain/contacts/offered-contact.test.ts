import { expect } from '@open-wc/testing';
import { isHeld, waitingOffers } from '../../../../services/domain/contacts/offered-contact.ts';
import { resetFirst } from '../../../../services/domain/unsent-work/reset-first.ts';
import { rebase } from '../../../../services/domain/unsent-work/conflict.ts';
import type { AccountRecord, PatientRecords } from '../../../../services/domain/records.ts';
import { sampleAccount } from '../../../fakes/sample-shared-records.ts';
import { withoutOffer } from '../../../../services/domain/contacts/settled-offer.ts';

const AT = '2026-04-20T09:00:00.000Z';
const LATER = '2026-04-20T10:00:00.000Z';
const EMAIL = { offered: 'Sian.New@post.example', at: AT };
const MOBILE = { offered: '07700900123', at: AT };

const ACCOUNT = sampleAccount();

function accountWith(changes: Partial<AccountRecord>): AccountRecord {
  return { ...ACCOUNT, ...changes };
}

function records(changes: Partial<AccountRecord>): PatientRecords {
  return {
    account: accountWith(changes),
    registrations: [],
    identityChecks: [],
    letters: [],
  };
}

function contact(type: 'email' | 'mobile', value: string) {
  return { type, value, verified: false, preferred: false };
}

describe('what the patient changed at the website', () => {
  it('waits until the record has it, however it is written there', () => {
    const state = records({ offeredEmail: EMAIL, offeredMobile: MOBILE });
    expect(waitingOffers(state, []).map(({ value }) => value)).to.deep.equal([
      EMAIL.offered,
      MOBILE.offered,
    ]);
    const held = [contact('email', 'sian.new@post.example'), contact('mobile', '+44 7700 900123')];
    expect(waitingOffers(state, held)).to.deep.equal([]);
    expect(
      isHeld([contact('email', 'other@post.example')], contact('email', EMAIL.offered)),
    ).to.equal(false);
  });

  it('is none of a basic account’s: nobody has checked who made it', () => {
    expect(waitingOffers(records({ kind: 'osu', offeredEmail: EMAIL }), [])).to.deep.equal([]);
  });

  it('goes when it was decided about, and the other one stays', () => {
    const state = records({ offeredEmail: EMAIL, offeredMobile: MOBILE });
    const after = withoutOffer(state, { type: 'email', value: EMAIL.offered, at: AT });
    expect(after.ok && after.value.account).to.deep.equal(accountWith({ offeredMobile: MOBILE }));
  });

  it('is not decided about unseen: another time or value is another look', () => {
    const state = records({ offeredEmail: EMAIL });
    for (const seen of [
      { value: EMAIL.offered, at: LATER },
      { value: 'other@post.example', at: AT },
    ]) {
      const refused = withoutOffer(state, { type: 'email', ...seen });
      expect(!refused.ok && refused.failure.reason.code).to.equal('changed-elsewhere');
    }
  });
});

describe('a decision about it that meets what others did', () => {
  const before = accountWith({ offeredEmail: EMAIL });
  const ours = accountWith({});

  function met(theirs: AccountRecord): AccountRecord | undefined {
    const meeting = resetFirst(before, ours, theirs);
    if (meeting === 'reset-elsewhere') return undefined;
    const put = rebase(meeting.before, meeting.ours, theirs);
    return put.ok ? put.after : undefined;
  }

  it('leaves what the patient has typed since, and asks nobody', () => {
    const newer = accountWith({ offeredEmail: { offered: 'newest@post.example', at: LATER } });
    expect(met(newer)).to.deep.equal(newer);
  });

  it('is one with the same decision of another workstation', () => {
    expect(met(accountWith({}))).to.deep.equal(accountWith({}));
  });

  it('takes it away where nothing else has changed', () => {
    const theirs = accountWith({ offeredEmail: EMAIL, lastUsedOn: '2026-04-20' });
    expect(met(theirs)).to.deep.equal(accountWith({ lastUsedOn: '2026-04-20' }));
  });
});
