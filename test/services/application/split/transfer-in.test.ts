import { expect } from '@open-wc/testing';
import { remote, services } from '../../../contracts/storage-samples.ts';
import { finished, groups, inPlan, person, TwoPractices } from './two-practices.ts';

describe('transfer in', () => {
  it('makes accounts with the same services and restrictions, and new codes', async () => {
    const practices = await new TwoPractices([
      {
        services: {
          appointments: { enabled: true },
          messaging: {
            enabled: false,
            disabling: { id: 'act', reason: 'misuse', at: '2026-03-02T10:00:00.000Z' },
          },
        },
      },
    ]).begin();
    await practices.handOver();
    const plan = await practices.takeIn();
    expect([plan.todo.count, plan.unmatched.length]).to.deep.equal([1, 0]);
    const { account, services, registrations, identityChecks, letters } =
      await practices.new.records('new-0');
    expect(account?.practiceId).to.equal('A99969');
    expect(account?.status).to.equal('created');
    expect(services?.services).to.deep.equal({
      appointments: { enabled: true },
      messaging: {
        enabled: false,
        disabling: { id: 'act', reason: 'misuse', at: '2026-03-02T10:00:00.000Z' },
      },
    });
    expect(registrations.map(({ state }) => state)).to.deep.equal(['pending']);
    expect(letters).to.deep.equal([]);
    expect(identityChecks.map(({ freetext }) => freetext)[0]).to.match(/^Checked at /);
  });

  it('leaves what was disabled disabled, and gives it no codes', async () => {
    const disabling = { id: 'act', reason: 'safeguarding', at: '2026-03-02T10:00:00.000Z' };
    const practices = await new TwoPractices([
      { account: { enabled: false, enabledNotes: 'Phone first', disabling } },
    ]).begin();
    await practices.handOver();
    const { notices } = await practices.takeIn();
    expect(groups(notices)).to.deep.equal([
      'Disabled: stays disabled at the new practice, and gets no codes (1)',
    ]);
    const { account, registrations } = await practices.new.records('new-0');
    expect([account?.enabled, account?.enabledNotes, account?.disabling]).to.deep.equal([
      false,
      'Phone first',
      disabling,
    ]);
    expect(registrations).to.deep.equal([]);
  });

  it('makes no second account for who has one, and adds no service to it', async () => {
    const practices = await new TwoPractices([{}], { new: [person(0, 'new')] }).begin();
    await practices.handOver();
    await practices.new.fetchAccounts({ id: 'own', patientRef: 'new-0' });
    const { journal, outbox } = practices.new.product.storage;
    const set = services({
      practiceId: 'A99969',
      patientRef: 'new-0',
      id: 'own-services',
      accountKey: 'own',
      services: { appointments: { enabled: true } },
    });
    await journal.applyPage(
      { kind: 'services', records: [remote('services', set, 1)], quarantined: [] },
      await outbox.claimEpoch(),
    );
    const plan = await practices.takeIn();
    expect(plan.hadOne).to.equal(1);
    const after = await practices.new.records('new-0');
    expect(after.account?.id).to.equal('own');
    expect(after.services?.services).to.deep.equal({ appointments: { enabled: true } });
    await practices.new.share();
    expect(await finished(await practices.new.open())).to.equal(0);
    expect(practices.transferOf('old-0').body.outcome).to.equal('had-one');
  });

  it('lists for a person whoever does not fit, with both sides, and takes them in when told', async () => {
    const practices = await new TwoPractices([{}, {}, {}, {}, {}, {}], {
      new: [
        person(1, 'new', { birthDate: '1980-05-18' }),
        person(2, 'new', { name: [{ family: 'Other', given: ['Ann'] }] }),
        person(3, 'new'),
        person(3, 'new', { id: 'new-3b' }),
        person(4, 'new', { active: false }),
        person(5, 'new', { meta: { security: [{ code: 'R' }] } }),
      ],
    }).begin();
    await practices.handOver();
    const view = await practices.new.open();
    const plan = await inPlan(view);
    expect(plan.todo.count).to.equal(0);
    expect(plan.unmatched.map(({ because }) => because)).to.deep.equal([
      'Nobody at this practice has this patient number.',
      'The number is right, and the date of birth differs.',
      'The number and the date of birth are right, and the surname differs.',
      'More than one record here has this patient number.',
      'The patient who fits is no patient of this practice any more.',
      'The record of the patient who fits is restricted.',
    ]);
    const [, , surname] = plan.unmatched;
    const [candidate] = surname?.candidates ?? [];
    expect(candidate?.rows.map(({ isSame }) => isSame)).to.deep.equal([true, true, false]);
    const matched = await view.match(surname?.id ?? '', candidate?.patientRef ?? '');
    expect(matched.ok).to.equal(true);
    expect((await practices.new.records('new-2')).account?.enabled).to.equal(true);
    const gone = plan.unmatched[4];
    const refused = await view.match(gone?.id ?? '', 'new-4');
    expect(refused.ok).to.equal(false);
    expect((await practices.new.records('new-4')).account).to.equal(undefined);
  });

  it('leaves it to a person where the old practice had disabled and this one has not', async () => {
    const practices = await new TwoPractices([
      {
        account: {
          enabled: false,
          disabling: { id: 'a', reason: 'misuse', at: '2026-03-02T10:00:00.000Z' },
        },
      },
    ]).begin();
    await practices.handOver();
    await practices.new.fetchAccounts({ id: 'own', patientRef: 'new-0' });
    const plan = await inPlan(await practices.new.open());
    expect(plan.todo.count).to.equal(0);
    expect(plan.unmatched[0]?.because).to.include('Decide which holds');
  });

  for (const [why, reason, said] of [
    ['was closed when they moved away', 'moved', /closed when the patient moved.*enable/],
    ['was disabled before they moved away', 'safeguarding', /disabled by this practice.*decide/],
  ] as const) {
    it(`leaves it to a person whose account here ${why}`, async () => {
      const practices = await new TwoPractices([{}]).begin();
      await practices.handOver();
      const disabling = { id: 'act', reason, at: '2026-03-02T10:00:00.000Z' };
      const moved = { movedTo: 'A99968', movedToName: 'Bryn Awel Surgery' };
      const closed = { enabled: false, disabling, ...moved };
      await practices.new.fetchAccounts({ id: 'own', patientRef: 'new-0', ...closed });
      const view = await practices.new.open();
      const plan = await inPlan(view);
      expect(plan.todo.count).to.equal(0);
      expect(plan.unmatched[0]?.because).to.match(said);
      expect((await view.match(plan.unmatched[0]?.id ?? '', 'new-0')).ok).to.equal(true);
      expect((await practices.new.records('new-0')).account?.enabled).to.equal(false);
      expect(practices.transfers.states()).to.deep.equal(['taken-in']);
    });
  }

  it('says nothing of who has an account here where this computer does not tell', async () => {
    const practices = await new TwoPractices([{}], {
      new: [person(0, 'new', { birthDate: '1980-05-18' })],
    }).begin();
    await practices.handOver();
    const view = await practices.new.open();
    practices.new.refusesOnce('records');
    const plan = await inPlan(view);
    expect(plan.stopped).to.match(/could not read what is kept on this computer/);
    expect(plan.unmatched).to.deep.equal([]);
  });

  it('gives back with a reason, and the old practice opens the account again', async () => {
    const practices = await new TwoPractices([{}], { new: [] }).begin();
    await practices.handOver();
    const view = await practices.new.open();
    const [arrival] = (await inPlan(view)).unmatched;
    expect((await view.giveBack(arrival?.id ?? '', '')).ok).to.equal(false);
    expect((await view.giveBack(arrival?.id ?? '', 'not-registered-here')).ok).to.equal(true);
    const old = await practices.old.open();
    const way = await old.onTheWay();
    const [row] = way.ok ? way.value.rows : [];
    expect([row?.state, row?.text]).to.deep.equal([
      'given-back',
      'Given back by the new practice: not registered at this practice. The account here is closed: take it back.',
    ]);
    expect((await old.takeBack(row?.id ?? '')).ok).to.equal(true);
    const { account } = await practices.old.records('old-0');
    expect([account?.enabled, account?.movedTo, account?.disabling]).to.deep.equal([
      true,
      undefined,
      undefined,
    ]);
    const after = await old.onTheWay();
    expect(after.ok && after.value.rows).to.deep.equal([]);
  });
});
