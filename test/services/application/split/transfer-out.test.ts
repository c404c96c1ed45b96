import { expect } from '@open-wc/testing';
import { sampleTransfer } from '../../../fakes/sample-transfers.ts';
import { auditTrail } from '../../../fakes/product.ts';
import { groups, numberOf, outPlan, TO_NEW, TwoPractices } from './two-practices.ts';

describe('transfer out', () => {
  it('says who would go, what to know of them and who stays, and does nothing by it', async () => {
    const practices = await new TwoPractices([
      {},
      {
        account: {
          enabled: false,
          disabling: { id: 'act', reason: 'misuse', at: '2026-03-02T10:00:00.000Z' },
        },
      },
      { person: { deceasedBoolean: true } },
      { person: { active: false } },
      { person: { meta: { security: [{ code: 'R' }] } } },
      { person: { identifier: [] } },
      { account: { kind: 'osu' } },
      { account: { status: 'active' }, registration: { state: 'used' } },
    ]).begin();
    const plan = await outPlan(await practices.old.open());
    expect(plan.todo.count).to.equal(3);
    expect(groups(plan.notices)).to.have.members([
      'Has a letter whose codes nobody has used: they stop working (2)',
      'Disabled: stays disabled at the new practice, and gets no codes (1)',
    ]);
    expect(plan.leftOut.map(({ count }) => count)).to.deep.equal([1, 1, 1, 1, 1]);
    expect(plan.leftOut.map(({ label }) => label).join(' ')).to.match(/basic account/i);
    expect(practices.transfers.all.size).to.equal(0);
    expect((await practices.old.records('old-0')).account?.enabled).to.equal(true);
  });

  it('takes patients of a list by their numbers, and explains each line that it does not take', async () => {
    const practices = await new TwoPractices([{}, {}, { hasNoAccount: true }]).begin();
    const text = [
      'NHS number,Name',
      `${numberOf(0)},"Price, Ann"`,
      `${numberOf(0)},again`,
      '9990000010,mistyped',
      `${numberOf(50)},nobody`,
      'no number at all',
      `${numberOf(2).slice(0, 3)} ${numberOf(2).slice(3, 6)} ${numberOf(2).slice(6)}`,
    ].join('\n');
    const plan = await outPlan(await practices.old.open(), {
      ...TO_NEW,
      who: { by: 'list', text },
    });
    expect(plan.todo.first).to.deep.equal(['old-0']);
    expect(groups(plan.leftOut)).to.deep.equal(['This patient has no online account yet. (1)']);
    expect(plan.rejected.map(({ line }) => line).sort()).to.deep.equal([3, 4, 5, 6]);
    const why = (line: number): string =>
      plan.rejected.find((each) => each.line === line)?.why ?? '';
    expect(why(3)).to.include('line 2');
    // It is mistyped in the list: nothing is known of anybody's record.
    expect(why(4)).to.equal('The NHS number is mistyped: its check digit is wrong.');
    expect(why(5)).to.equal('Nobody at this practice has this number.');
    expect(why(6)).to.equal('There is no patient number in this line.');
  });

  it('says nothing of who would go before this computer has fetched everybody', async () => {
    const practices = await new TwoPractices([{}], { isFirstPull: true }).begin();
    const plan = await outPlan(await practices.old.open());
    expect([plan.id, plan.isWhole, plan.todo.count]).to.deep.equal([undefined, false, 0]);
    expect(plan.stopped).to.include('has not fetched everything');
  });

  it('asks for a practice that can be meant', async () => {
    const practices = await new TwoPractices([{}]).begin();
    const view = await practices.old.open();
    const refused = async (changes: Partial<(typeof TO_NEW)['practice']>): Promise<string> => {
      const plan = await view.planOut({ ...TO_NEW, practice: { ...TO_NEW.practice, ...changes } });
      return plan.ok ? '' : `${plan.failure.field ?? ''}: ${plan.failure.message}`;
    };
    expect(await refused({ code: '' })).to.match(/^code: Type/);
    expect(await refused({ code: 'A1' })).to.match(/^code: This is no practice code/);
    expect(await refused({ code: practices.old.host.practice.id })).to.match(/^code: .*your own/);
    expect(await refused({ name: ' ' })).to.match(/^name: /);
    expect(await refused({ on: '2036-04-27' })).to.match(/^on: .*year/);
  });

  it('hands over services, restrictions and checks of identity, and then closes the account', async () => {
    const misuse = { id: 'act', reason: 'misuse', at: '2026-03-02T10:00:00.000Z' };
    const practices = await new TwoPractices([
      {
        account: { status: 'active', activatedAt: '2026-03-02T10:00:00.000Z' },
        services: {
          appointments: { enabled: true, notes: 'not for others' },
          repeats: { enabled: false, notes: 'By agreement', disabling: misuse },
        },
      },
    ]).begin();
    await practices.handOver();
    const { body } = practices.transferOf('old-0');
    expect(body.to).to.deep.equal({ id: 'A99969', name: 'Brook Lane Surgery' });
    expect(body.content?.services).to.deep.equal({
      appointments: { enabled: true },
      repeats: { enabled: false, notes: 'By agreement', disabling: misuse },
    });
    expect(body.content?.identityChecks).to.have.length(1);
    const after = await practices.old.records('old-0');
    const { account: closed, registrations } = after;
    expect([closed?.enabled, closed?.disabling?.reason]).to.deep.equal([false, 'moved']);
    expect([closed?.movedTo, closed?.movedToName]).to.deep.equal(['A99969', 'Brook Lane Surgery']);
    expect([closed?.status, closed?.resetId]).to.deep.equal(['created', body.closing]);
    expect(registrations.map(({ state, verifiers }) => [state, verifiers])).to.deep.equal([
      ['withdrawn', undefined],
    ]);
    expect(after.services?.services.appointments?.enabled).to.equal(true);
    expect((await auditTrail(practices.old.product)).join('\n')).to.include(
      'Account handed over to Brook Lane Surgery (A99969)',
    );
  });

  it('closes nothing while the transfer is not on the shared record', async () => {
    const practices = await new TwoPractices([{}]).begin();
    practices.transfers.failure = { kind: 'unreachable', reason: { code: 'record-unreachable' } };
    await practices.handOver();
    const { account, registrations } = await practices.old.records('old-0');
    expect([account?.enabled, account?.movedTo, registrations[0]?.state]).to.deep.equal([
      true,
      undefined,
      'pending',
    ]);
  });

  it('closes nothing while what was handed over before cannot be put right', async () => {
    const practices = await new TwoPractices([{}]).begin();
    const { transfers } = practices;
    const from = { id: practices.old.host.practice.id, name: 'Old' };
    // Something was killed after it had been written, and the account has been changed since.
    await transfers.of(from.id).handOver(sampleTransfer({ id: 'job.old-0', from }));
    transfers.before = () => {
      transfers.failure = { kind: 'unreachable', reason: { code: 'record-unreachable' } };
    };
    expect((await (await practices.old.open()).closeHere('job.old-0')).ok).to.equal(false);
    const { account, registrations } = await practices.old.records('old-0');
    expect([account?.enabled, registrations[0]?.state]).to.deep.equal([true, 'pending']);
  });

  it('goes on where the answer was lost: of a transfer there is one', async () => {
    const practices = await new TwoPractices([{}]).begin();
    practices.transfers.losesAnswer = true;
    await practices.handOver();
    expect(practices.transfers.all.size).to.equal(1);
    expect((await practices.old.records('old-0')).account?.movedTo).to.equal('A99969');
  });

  it('leaves whoever has work that is not sent', async () => {
    const practices = await new TwoPractices([{}]).begin();
    const { host, product } = practices.old;
    host.currentPatient.set(host.known[0] ?? null);
    const { services: ticks } = await product.tab();
    const saved = await product.services.changeServices({
      operationId: 'op-1',
      patientRef: 'old-0',
      services: ticks.map((tick) => ({
        ...tick,
        enabled: tick.name !== 'messaging' && tick.enabled,
        reason: 'misuse',
      })),
    });
    expect(saved.ok).to.equal(true);
    const plan = await outPlan(await practices.old.open());
    expect(plan.todo.count).to.equal(0);
    expect(plan.leftOut[0]?.label).to.include('not on the shared record yet');
  });

  it('takes those whose records are restricted only where somebody says so', async () => {
    const practices = await new TwoPractices([
      { person: { meta: { security: [{ code: 'R' }] } } },
    ]).begin();
    const view = await practices.old.open();
    expect((await outPlan(view)).todo.count).to.equal(0);
    expect((await outPlan(view, { ...TO_NEW, restricted: true })).todo.count).to.equal(1);
  });
});
