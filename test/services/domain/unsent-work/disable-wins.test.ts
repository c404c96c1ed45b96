import { expect } from '@open-wc/testing';
import type {
  AccountRecord,
  ServiceEntitlement,
  ServicesRecord,
} from '../../../../services/domain/records.ts';
import {
  decidedOverTheirRecord,
  oursOverTheirRecord,
  rebaseRecord,
} from '../../../../services/domain/unsent-work/disable-wins.ts';
import { AT, created } from '../sample-patient.ts';

const { account: ACCOUNT, services: SERVICES } = created();
if (ACCOUNT === undefined || SERVICES === undefined) throw new Error('There is no account.');

const ON: ServiceEntitlement = { enabled: true };

function off(id: string, notes?: string): ServiceEntitlement {
  const disabling = { id, reason: 'misuse', at: AT };
  return { enabled: false, disabling, ...(notes !== undefined && { notes }) };
}

/** Where the rule holds: the Global tick, and a service. */
const PLACES: Readonly<Record<string, (as: ServiceEntitlement) => AccountRecord | ServicesRecord>> =
  {
    account: ({ enabled, notes, disabling }) => ({
      ...ACCOUNT,
      enabled,
      ...(notes !== undefined && { enabledNotes: notes }),
      ...(disabling !== undefined && { disabling }),
    }),
    service: (as) => ({
      ...SERVICES,
      services: { repeats: as, messaging: ON },
    }),
  };

for (const [place, at] of Object.entries(PLACES)) {
  const merged = (
    before: ServiceEntitlement,
    ours: ServiceEntitlement,
    theirs: ServiceEntitlement,
  ): unknown => {
    const rebased = rebaseRecord(at(before), at(ours), at(theirs));
    return rebased.ok ? rebased.after : 'a question';
  };

  describe(`disabling wins, ${place}:`, () => {
    it('over who switched on without having seen it, whoever comes last', () => {
      expect(merged(off('one'), ON, off('two', 'Again'))).to.deep.equal(at(off('two', 'Again')));
      expect(merged(off('one'), off('two'), ON)).to.deep.equal(at(off('two')));
    });

    it('and who has seen it ends it', () => {
      expect(merged(off('one', 'Old'), ON, off('one', 'Old'))).to.deep.equal(at(ON));
      expect(merged(off('one'), off('one'), ON)).to.deep.equal(at(ON));
    });

    it('over any other change, in silence', () => {
      const noted: ServiceEntitlement = { enabled: true, notes: 'Rang' };
      expect(merged(ON, noted, off('one'))).to.deep.equal(at(off('one', 'Rang')));
      expect(merged(ON, off('one'), noted)).to.deep.equal(at(off('one', 'Rang')));
      expect(merged(ON, noted, off('one', 'Misused'))).to.deep.equal(at(off('one', 'Misused')));
      expect(merged(ON, off('one', 'Misused'), noted)).to.deep.equal(at(off('one', 'Misused')));
    });

    it('twice at once is told as one, and who has seen one of the two ends that one only', () => {
      const both = off('one+two', 'First');
      expect(merged(ON, off('two', 'Second'), off('one', 'First'))).to.deep.equal(at(both));
      expect(merged(ON, off('one', 'First'), off('two', 'First'))).to.deep.equal(at(both));
      expect(merged(off('one'), ON, both)).to.deep.equal(at(off('two', 'First')));
      expect(merged(off('two'), ON, both)).to.deep.equal(at(off('one', 'First')));
      expect(merged(both, ON, both)).to.deep.equal(at(ON));
      expect(merged(off('one'), off('one+two'), ON), 'one ended meanwhile').to.deep.equal(
        at(off('two')),
      );
      expect(merged(both, off('one', 'First'), off('two', 'First')), 'each ended').to.deep.equal(
        at(ON),
      );
    });

    it('also where an older version of the product did it', () => {
      const unnamed: ServiceEntitlement = { enabled: false };
      expect(merged(off('one'), ON, unnamed)).to.deep.equal(at(unnamed));
      expect(merged(unnamed, ON, unnamed)).to.deep.equal(at(ON));
      expect(merged(unnamed, ON, off('one'))).to.deep.equal(at(off('one')));
    });

    it('until somebody who has seen it decides to keep what they made', () => {
      const decided = decidedOverTheirRecord(at(off('one')), at(ON), at(off('two')));
      expect(decided).to.deep.equal(at(ON));
      expect(oursOverTheirRecord(at(off('one')), at(ON), at(off('two')))).to.deep.equal(
        at(off('two')),
      );
      const noted: ServiceEntitlement = { enabled: true, notes: 'Rang' };
      expect(decidedOverTheirRecord(at(ON), at(noted), at(off('two')))).to.deep.equal(
        at(off('two', 'Rang')),
      );
    });
  });
}

it('leaves every other question to people', () => {
  const account = ACCOUNT;
  const noted = (enabledNotes: string): AccountRecord => ({ ...account, enabledNotes });
  expect(rebaseRecord(account, noted('Ours'), noted('Theirs')).ok).to.be.false;
});

it('sends what switches off without waiting for an answer about a note beside it', () => {
  const set = (repeats: ServiceEntitlement, notes: string): ServicesRecord => ({
    ...SERVICES,
    services: { repeats, messaging: { enabled: true, notes } },
  });
  const theirs = set(ON, 'Theirs');
  expect(rebaseRecord(set(ON, 'Before'), set(off('one'), 'Ours'), theirs)).to.deep.equal({
    ok: true,
    after: set(off('one'), 'Ours'),
  });
  expect(rebaseRecord(set(ON, 'Before'), set(ON, 'Ours'), theirs).ok).to.be.false;
});

it('settles one service and leaves the others as they come', () => {
  const services = SERVICES;
  const set = (repeats: ServiceEntitlement, messaging: ServiceEntitlement): ServicesRecord => ({
    ...services,
    services: { repeats, messaging },
  });
  const rebased = rebaseRecord(set(off('one'), ON), set(ON, off('mine')), set(off('two'), ON));
  expect(rebased).to.deep.equal({ ok: true, after: set(off('two'), off('mine')) });
});
