import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { rebase } from '../../../../services/domain/unsent-work/conflict.ts';
import { isReset } from '../../../../services/domain/account/account-state.ts';
import { resetFirst } from '../../../../services/domain/unsent-work/reset-first.ts';
import type { AccountRecord } from '../../../../services/domain/records.ts';
import { BY, created } from '../sample-patient.ts';

const [NEW] = [created().account].filter((account) => account !== undefined);
if (NEW === undefined) throw new Error('There is no account.');
const ACTIVE: AccountRecord = { ...NEW, status: 'active', activatedAt: '2026-04-21T10:00:00.000Z' };

function reset(account: AccountRecord, resetId: string): AccountRecord {
  const { activatedAt: _activated, lockedAt: _at, lockedUntil: _until, ...kept } = account;
  return { ...kept, status: 'created', resetAt: '2026-04-28T10:00:00.000Z', resetId, resetBy: BY };
}

function locked(account: AccountRecord): AccountRecord {
  const [lockedAt, lockedUntil] = ['2026-04-28T09:00:00.000Z', '2026-04-28T13:00:00.000Z'];
  return { ...account, status: 'locked', lockedAt, lockedUntil };
}

/** What becomes of the change `before` -> `ours` on top of `theirs`. */
function merged(before: AccountRecord, ours: AccountRecord, theirs: AccountRecord) {
  const met = resetFirst(before, ours, theirs);
  if (met === 'reset-elsewhere') return met;
  const rebased = rebase(met.before, met.ours, theirs);
  return rebased.ok ? rebased.after : 'conflict';
}

/** What others do to an account: tick and note, and what becomes of it at the website. */
const change = fc.record(
  {
    status: fc.constantFrom('registered', 'active', 'locked' as const),
    registeredAt: fc.constant('2026-04-28T09:59:00.000Z'),
    lockedAt: fc.constant('2026-04-28T09:59:00.000Z'),
    enabled: fc.boolean(),
  },
  { requiredKeys: [] },
);

describe('a reset that meets another change', () => {
  it('outlives whatever happened to the account meanwhile, and undoes no tick or note', () => {
    fc.assert(
      fc.property(change, (changed) => {
        const theirs = { ...ACTIVE, ...changed };
        const after = merged(ACTIVE, reset(ACTIVE, 'r1'), theirs);
        expect(after).to.deep.equal({ ...reset(ACTIVE, 'r1'), enabled: theirs.enabled });
      }),
    );
  });

  it('is not undone by who had not heard of it, whatever they did', () => {
    fc.assert(
      fc.property(change, (changed) => {
        const theirs = reset(ACTIVE, 'r1');
        const ours = { ...ACTIVE, ...changed };
        expect(merged(ACTIVE, ours, theirs)).to.deep.equal({ ...theirs, enabled: ours.enabled });
      }),
    );
  });

  it('makes an unlocking of before it moot, without a question', () => {
    const theirs = reset(locked(ACTIVE), 'r1');
    expect(merged(locked(ACTIVE), ACTIVE, theirs)).to.deep.equal(theirs);
  });

  it('gives way to one that was there first', () => {
    expect(merged(ACTIVE, reset(ACTIVE, 'r2'), reset(ACTIVE, 'r1'))).to.equal('reset-elsewhere');
    const [before, again] = [{ ...ACTIVE, resetId: 'r0' }, reset(ACTIVE, 'r1')];
    expect(merged(before, reset(before, 'r2'), again)).to.equal('reset-elsewhere');
  });

  it('is known to have arrived, though others have gone on from it', () => {
    const ours = reset(ACTIVE, 'r1');
    const theirs: AccountRecord = { ...ours, status: 'registered', enabled: false };
    expect(merged(ACTIVE, ours, theirs)).to.deep.equal(theirs);
  });

  it('comes on top of an earlier one that is known', () => {
    const before = { ...reset(ACTIVE, 'r1'), status: 'active' } as const;
    const registered = { ...before, status: 'locked' } as const;
    expect(merged(before, reset(before, 'r2'), registered)).to.deep.equal(reset(before, 'r2'));
  });

  it('is told from every other change', () => {
    expect(isReset(ACTIVE, reset(ACTIVE, 'r1'))).to.equal(true);
    expect(isReset(ACTIVE, locked(ACTIVE))).to.equal(false);
    expect(isReset(reset(ACTIVE, 'r1'), { ...reset(ACTIVE, 'r1'), enabled: false })).to.equal(
      false,
    );
  });
});
