import { expect } from '@open-wc/testing';
import { COMMANDS } from '../../../../services/application/commands/command-list.ts';
import { hasKind, kindOf } from '../../../../services/domain/history/history-kind.ts';
import { isLookedFor } from '../../../../services/domain/history/history-filter.ts';
import { inOrder, type HistoryRow } from '../../../../services/domain/history/history-row.ts';
import { RECEPTIONIST } from '../../../fakes/sample-shared-records.ts';

const ROW: HistoryRow = {
  id: 'a',
  at: '2026-03-28T23:30:00.000Z',
  by: { kind: 'staff', staff: RECEPTIONIST },
  action: 'create-account',
  outcome: 'done',
};

describe('The history of an account', () => {
  it('knows what each thing that staff do to a patient is about', () => {
    const actions = Object.values(COMMANDS)
      .filter(({ about }) => about === 'patient')
      .map(({ audit }) => audit);
    expect(actions.filter((action) => !hasKind(action))).to.deep.equal([]);
  });

  it('has whatever was refused among the refusals, and what it does not know with the account', () => {
    expect(kindOf({ action: 'print-letter', outcome: 'refused' })).to.equal('refusals');
    expect(kindOf({ action: 'print-letter', outcome: 'done' })).to.equal('codes');
    expect(kindOf({ action: 'to-string', outcome: 'done' })).to.equal('account');
    expect(kindOf({ action: 'constructor', outcome: 'done' })).to.equal('account');
  });

  it('is looked through by days of the United Kingdom, in winter and summer', () => {
    expect(isLookedFor(ROW, { from: '2026-03-28', to: '2026-03-28' })).to.equal(true);
    const summer = { ...ROW, at: '2026-03-29T23:30:00.000Z' };
    expect(isLookedFor(summer, { from: '2026-03-30', to: '2026-03-30' })).to.equal(true);
    expect(isLookedFor(summer, { to: '2026-03-29' })).to.equal(false);
  });

  it('has one order wherever it is read, and each entry once', () => {
    const rows = ['b', 'a', 'c'].map((id) => ({ ...ROW, id }));
    const later = { ...ROW, id: '0', at: '2026-03-29T00:00:00.000Z' };
    const order = inOrder([...rows, later, later]).map(({ id }) => id);
    expect(order).to.deep.equal(['0', 'c', 'b', 'a']);
    expect(inOrder([later, ...rows.toReversed()]).map(({ id }) => id)).to.deep.equal(order);
  });
});
