import { expect } from '@open-wc/testing';
import type { ContactPoint, Person } from 'fhir/r4';
import { accountToPerson, personToAccount } from '../../../services/fhir/mapping/account.ts';
import { OFFERED_CONTACT_EXTENSION } from '../../../services/fhir/vocabulary.ts';
import type { AccountRecord } from '../../../services/domain/records.ts';
import { sampleAccount } from '../../fakes/sample-shared-records.ts';

const AT = '2026-04-20T09:00:00.000Z';
const OFFERS = {
  offeredEmail: { offered: 'new@post.example', at: AT },
  offeredMobile: { offered: '07700900123', at: AT },
};
const OTHERS: ContactPoint = { system: 'email', value: 'kept@post.example' };

const ACCOUNT = sampleAccount();

function accountWith(changes: Partial<AccountRecord>): AccountRecord {
  return { ...ACCOUNT, ...changes };
}

function read(person: Person) {
  const account = personToAccount(JSON.parse(JSON.stringify(person)) as Record<string, unknown>);
  return account.ok ? account.body : undefined;
}

function point(value: string, at: string, more: Partial<ContactPoint> = {}): ContactPoint {
  return {
    ...{ system: 'email', value, ...more },
    extension: [{ url: OFFERED_CONTACT_EXTENSION, valueInstant: at }],
  };
}

describe('contacts that the patient changed at the website', () => {
  it('are telecoms of the account with their time, and come back as they were', () => {
    const account = accountWith(OFFERS);
    const person = accountToPerson(account, 'operation-1');
    expect(person.telecom?.map(({ system, use }) => [system, use])).to.deep.equal([
      ['email', undefined],
      ['phone', 'mobile'],
    ]);
    expect(read(person)).to.deep.equal(account);
  });

  it('are not there in records of before, and an account without them has no telecom', () => {
    const person = accountToPerson(accountWith({}), 'operation-1');
    expect(person).not.to.have.property('telecom');
    expect(read(person)).to.deep.equal(accountWith({}));
  });

  it('are kept with all that stands there by a change of something else', () => {
    const held = [OTHERS, point('new@post.example', AT, { id: 'one', rank: 3 })];
    const { offeredEmail } = OFFERS;
    const base = { ...accountToPerson(accountWith({}), 'operation-1'), telecom: held };
    const after = accountToPerson(
      accountWith({ offeredEmail, enabled: false }),
      'operation-2',
      base,
    );
    expect(after.telecom).to.deep.equal(held);
  });

  it('go when they were decided about, and what is none of ours stays', () => {
    const base = accountToPerson(accountWith(OFFERS), 'operation-1');
    const after = accountToPerson(accountWith({}), 'operation-2', {
      ...base,
      telecom: [OTHERS, ...(base.telecom ?? [])],
    });
    expect(after.telecom).to.deep.equal([OTHERS]);
    expect(accountToPerson(accountWith({}), 'operation-2', base)).not.to.have.property('telecom');
  });

  it('are the newest of each kind; what makes no sense counts as not there, and is kept', () => {
    const odd = [point('x'.repeat(300), AT), point('fax', AT, { system: 'fax' }), OTHERS];
    const telecom = [point('b@post.example', AT), point('a@post.example', '2026-04-19T09:00:00Z')];
    const person = {
      ...accountToPerson(accountWith({}), 'operation-1'),
      telecom: [...odd, ...telecom],
    };
    expect(read(person)?.offeredEmail).to.deep.equal({ offered: 'b@post.example', at: AT });
    expect(accountToPerson(accountWith({}), 'operation-2', person).telecom).to.deep.equal(odd);
  });
});
