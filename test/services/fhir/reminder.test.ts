import { expect } from '@open-wc/testing';
import type { Person } from 'fhir/r4';
import { accountToPerson, personToAccount } from '../../../services/fhir/mapping/account.ts';
import { ACCOUNT_EXTENSION } from '../../../services/fhir/vocabulary.ts';
import type { Reminder } from '../../../services/domain/records.ts';
import { sampleAccount } from '../../fakes/sample-shared-records.ts';

const REMINDER: Reminder = {
  id: 'c0ffee00-0000-4000-8000-000000000001',
  day: '2026-04-27',
  state: 'accepted',
  at: '2026-04-27T08:00:05.000Z',
  messageId: 'message-1',
};

function read(person: Person) {
  return personToAccount(JSON.parse(JSON.stringify(person)) as Record<string, unknown>);
}

describe('the newest reminder of an account', () => {
  it('is a part of the account on the shared record, and comes back as it was', () => {
    const account = sampleAccount({ reminder: REMINDER });
    const back = read(accountToPerson(account, 'operation-1'));
    expect(back.ok && back.body).to.deep.equal(account);
  });

  it('is not there in records that were made before there were any', () => {
    const account = sampleAccount();
    const person = accountToPerson(account, 'operation-1');
    expect(JSON.stringify(person)).not.to.contain('reminder');
    const back = read(person);
    expect(back.ok && back.body).to.deep.equal(account);
  });

  it('counts as not there where it makes no sense, and the account is read all the same', () => {
    const account = sampleAccount({ reminder: REMINDER });
    const person = accountToPerson(account, 'operation-1');
    const state = person.extension?.find(({ url }) => url === ACCOUNT_EXTENSION);
    const part = state?.extension?.find(({ url }) => url === 'reminder');
    const spoilt = part?.extension?.find(({ url }) => url === 'state');
    if (spoilt !== undefined) spoilt.valueCode = 'read-by-the-patient';
    const back = read(person);
    const { reminder: _none, ...rest } = account;
    expect(back.ok && back.body).to.deep.equal(rest);
  });

  it('goes with a reset, and its parts that are not known are kept by nobody', () => {
    const { reminder: _none, ...account } = sampleAccount({ reminder: REMINDER });
    const before = accountToPerson(
      sampleAccount({ ...account, reminder: REMINDER }),
      'operation-1',
    );
    const after = accountToPerson(account, 'operation-2', before);
    expect(JSON.stringify(after)).not.to.contain('message-1');
  });
});
