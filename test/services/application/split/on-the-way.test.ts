import { expect } from '@open-wc/testing';
import {
  claimedFor,
  takenInAs,
  type Transfer,
} from '../../../../services/domain/split/transfer.ts';
import { sampleTransfer } from '../../../fakes/sample-transfers.ts';
import { finished, inPlan, startAndWait, TwoPractices } from './two-practices.ts';

const takenAsMade = (transfer: Transfer): Transfer => takenInAs(transfer, 'made');
const claimedThere = (transfer: Transfer): Transfer => claimedFor(transfer, 'new-1');

describe('what is handed over and not taken in', () => {
  it('is told of beside the account’s own tick, till it is taken back', async () => {
    const practices = await new TwoPractices([{}]).begin();
    await practices.handOver();
    const { host, product } = practices.old;
    host.currentPatient.set(host.known[0] ?? null);
    const movedTo = async (): Promise<string | undefined> =>
      (await product.tab()).services.find(({ name }) => name === 'global')?.movedTo;
    expect(await movedTo()).to.equal('Brook Lane Surgery');
    const old = await practices.old.open();
    const way = await old.onTheWay();
    const [row] = way.ok ? way.value.rows : [];
    expect((await old.takeBack(row?.id ?? '')).ok).to.equal(true);
    expect(await movedTo()).to.equal(undefined);
  });

  it('is not told of any more beside the tick of an account that another system has opened again', async () => {
    const practices = await new TwoPractices([{}]).begin();
    await practices.handOver();
    await practices.old.share();
    const { host, product } = practices.old;
    host.currentPatient.set(host.known[0] ?? null);
    const { account: closed } = await practices.old.records('old-0');
    if (closed === undefined) throw new Error('There is no account.');
    const { disabling: _moved, ...rest } = closed;
    await practices.old.changedElsewhere({ ...rest, enabled: true }, 9);
    const tick = (await product.tab()).services.find(({ name }) => name === 'global');
    expect([tick?.enabled, tick?.movedTo]).to.deep.equal([true, undefined]);
  });

  it('can be taken back, and then nobody takes it in', async () => {
    const practices = await new TwoPractices([{}, {}]).begin();
    await practices.handOver();
    const old = await practices.old.open();
    const view = await practices.new.open();
    const plan = await inPlan(view);
    const way = await old.onTheWay();
    const rows = way.ok ? way.value.rows : [];
    expect(rows.map(({ state }) => state)).to.deep.equal(['waiting', 'waiting']);
    const mine = rows.find(({ patientRef }) => patientRef === 'old-0');
    expect((await old.takeBack(mine?.id ?? '')).ok).to.equal(true);
    expect((await practices.old.records('old-0')).account?.enabled).to.equal(true);
    const job = await startAndWait(view, plan.id);
    expect(job.progress).to.equal('1 done, 1 left out');
    expect((await practices.new.records('new-0')).account).to.equal(undefined);
    const agreement = await view.agreement(job.id);
    expect(agreement.ok && [agreement.value.agrees, agreement.value.text]).to.deep.equal([
      false,
      'For 1 of 2 it came otherwise than the look before said:',
    ]);
  });

  it('cannot be taken back once the new practice has taken it up', async () => {
    const practices = await new TwoPractices([{}]).begin();
    await practices.handOver();
    await practices.takeIn();
    const old = await practices.old.open();
    const way = await old.onTheWay();
    const [row] = way.ok ? way.value.rows : [];
    expect(row?.state).to.equal('being-taken-in');
    const refused = await old.takeBack(row?.id ?? '');
    expect(!refused.ok && refused.failure.message).to.equal(
      'The new practice is taking this one in already, or has done so.',
    );
    expect((await practices.old.records('old-0')).account?.enabled).to.equal(false);
  });

  it('is told where the account here is still open, and can be closed', async () => {
    const practices = await new TwoPractices([{}]).begin();
    const from = { id: practices.old.host.practice.id, name: 'Old' };
    await practices.transfers.of(from.id).handOver(sampleTransfer({ id: 'job.old-0', from }));
    const old = await practices.old.open();
    const way = await old.onTheWay();
    const [row] = way.ok ? way.value.rows : [];
    expect(row?.state).to.equal('open-here');
    expect((await old.closeHere(row?.id ?? '')).ok).to.equal(true);
    expect((await practices.old.records('old-0')).account?.movedTo).to.equal('A99969');
  });

  it('is told where it was taken in, too, and the account here is still open: it comes first', async () => {
    const practices = await new TwoPractices([{}, {}]).begin();
    const from = { id: practices.old.host.practice.id, name: 'Old' };
    const theirs = practices.transfers.of('A99969');
    for (const [index, state] of [takenAsMade, claimedThere].entries()) {
      const transfer = sampleTransfer({ id: `job.old-${index}`, from });
      const held = await practices.transfers.of(from.id).handOver(transfer);
      if (!held.ok) throw new Error('It was not handed over.');
      await theirs.update(held.value, state(transfer), `there-${index}`);
    }
    await practices.transfers.of(from.id).handOver(sampleTransfer({ id: 'job.old-9', from }));
    const old = await practices.old.open();
    const told = async (): Promise<readonly string[]> => {
      const way = await old.onTheWay();
      return way.ok ? way.value.rows.map(({ patientRef, state }) => `${patientRef} ${state}`) : [];
    };
    expect(await told()).to.deep.equal([
      'old-0 open-at-both',
      'old-1 open-at-both',
      'old-9 open-here',
    ]);
    expect((await old.closeHere('job.old-0')).ok).to.equal(true);
    expect((await practices.old.records('old-0')).account?.movedTo).to.equal('A99969');
    expect(await told()).to.deep.equal(['old-1 open-at-both', 'old-9 open-here']);
  });

  it('is not told of who has come back since it was taken in', async () => {
    const practices = await new TwoPractices([{}]).begin();
    await practices.handOver();
    await practices.takeIn();
    await practices.new.share();
    expect(await finished(await practices.new.open())).to.equal(0);
    const old = await practices.old.open();
    const before = await old.onTheWay();
    expect(before.ok && before.value.rows).to.deep.equal([]);
    await practices.old.share();
    const { account: closed } = await practices.old.records('old-0');
    if (closed === undefined) throw new Error('There is no account.');
    const { disabling: _moved, movedTo: _to, movedToName: _name, ...rest } = closed;
    const back = { ...rest, enabled: true, cameBackAt: '2098-01-01T00:00:00.000Z' };
    const withNewCodes = { ...back, resetId: 'since', resetAt: '2099-01-01T00:00:00.000Z' };
    for (const [index, body] of [back, withNewCodes].entries()) {
      await practices.old.changedElsewhere(body, 20 + index);
      expect((await practices.old.records('old-0')).account?.resetId).to.equal(body.resetId);
      const after = await old.onTheWay();
      expect(after.ok && after.value.rows).to.deep.equal([]);
    }
  });
});
