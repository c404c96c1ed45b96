import { expect } from '@open-wc/testing';
import { accountToPerson, personToAccount } from '../../../services/fhir/mapping/account.ts';
import { CHILD_EXTENSION } from '../../../services/fhir/vocabulary.ts';
import { sampleAccount } from '../../fakes/sample-shared-records.ts';

const BY = { id: 'staff-1', name: 'Dilys Probert' };
const CHILD = {
  group: 'under-11',
  relation: 'mother',
  askedBy: 'Tess Reed',
  responsibility: true,
  decidedBy: BY,
  at: '2026-03-01T10:00:00.000Z',
} as const;

function readAgain(person: object): unknown {
  const reading = personToAccount({ ...person });
  return reading.ok ? reading.body : reading.fields;
}

describe('an account of a child on the shared record', () => {
  it('is read as it was written, with the day on which it ends', () => {
    const own = { group: 'under-16', relation: 'young-person', competence: 'assessed' } as const;
    const young = { ...own, decidedBy: BY, at: CHILD.at };
    for (const child of [CHILD, young]) {
      const account = sampleAccount({ suspendOn: '2033-02-08', child });
      expect(readAgain(accountToPerson(account, 'operation-1'))).to.deep.equal(account);
    }
  });

  it('loses the day when it is no child’s any more, and nothing of what was asked', () => {
    const account = sampleAccount({ child: CHILD });
    const before = accountToPerson({ ...account, suspendOn: '2033-02-08' }, 'one');
    expect(readAgain(accountToPerson(account, 'two', before))).to.deep.equal(account);
  });

  it('keeps what a later version asks, and is an account all the same', () => {
    const account = sampleAccount();
    const base = accountToPerson({ ...account, child: CHILD }, 'one');
    const later = JSON.parse(JSON.stringify(base).replace('"under-11"', '"under-5"')) as object;
    expect(readAgain(later)).to.deep.equal(account);
    const next = accountToPerson(account, 'two', later as typeof base);
    const kept = next.extension?.find(({ url }) => url === CHILD_EXTENSION);
    expect(JSON.stringify(kept)).to.include('under-5');
  });
});
