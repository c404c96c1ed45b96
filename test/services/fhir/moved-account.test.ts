import { expect } from '@open-wc/testing';
import { accountToPerson, personToAccount } from '../../../services/fhir/mapping/account.ts';
import { sampleAccount } from '../../fakes/sample-shared-records.ts';

const MOVED = { movedTo: 'A99969', movedToName: 'Brook Lane Surgery' };

function read(person: object) {
  const reading = personToAccount(JSON.parse(JSON.stringify(person)) as Record<string, unknown>);
  if (!reading.ok) throw new Error('It cannot be read.');
  return reading.body;
}

describe('an account that has gone to another practice, on the shared record', () => {
  it('says where to while it is closed, and comes back as it was', () => {
    const account = sampleAccount({ enabled: false, ...MOVED });
    expect(read(accountToPerson(account, 'operation-1'))).to.deep.equal(account);
  });

  it('says when its patient came back, and no longer where it had gone', () => {
    const away = accountToPerson(sampleAccount({ enabled: false, ...MOVED }), 'operation-1');
    const account = sampleAccount({ cameBackAt: '2026-05-04T10:00:00.000Z' });
    const back = accountToPerson(account, 'operation-2', away);
    expect(JSON.stringify(back)).not.to.match(/movedTo|Brook Lane/);
    expect(read(back)).to.deep.equal(account);
  });

  it('has not moved where somebody else enabled it and left that standing', () => {
    const left = { ...accountToPerson(sampleAccount({ enabled: false, ...MOVED }), 'operation-1') };
    const account = read({ ...left, active: true });
    expect(account).to.not.have.any.keys('movedTo', 'movedToName');
    expect(JSON.stringify(accountToPerson(account, 'operation-2', left))).not.to.include('movedTo');
  });
});
