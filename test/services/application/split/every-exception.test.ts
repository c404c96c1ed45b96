import { expect } from '@open-wc/testing';
import type { Patient } from 'fhir/r4';
import type { GroupView } from '../../../../services/application/jobs/jobs-view.ts';
import { StaffDisablingReason } from '../../../../services/domain/services/disabling.ts';
import { RuleDisablingReason } from '../../../../services/domain/services/rule-reasons.ts';
import type { AccountRecord, PatientRecords } from '../../../../services/domain/records.ts';
import type { TransferContent } from '../../../../services/domain/split/transfer.ts';
import { samplesOfChild } from './samples-of-a-child.ts';
import { sampleApplication } from '../../../fakes/sample-applications.ts';
import {
  finished,
  inPlan,
  numberOf,
  outPlan,
  person,
  startAndWait,
  TO_NEW,
  TwoPractices,
  type Mover,
} from './two-practices.ts';

const RESTRICTED: Partial<Patient> = { meta: { security: [{ code: 'R' }] } };
const VERIFIED = 'https://fhir.online-services.example/StructureDefinition/contact-verified';
const DAY = '2026-03-02T10:00:00.000Z';

/** An email address that is verified or not, as hosts tell it with a Patient. */
const email = (value: string, valueBoolean: boolean): Partial<Patient> => ({
  telecom: [{ system: 'email', value, extension: [{ url: VERIFIED, valueBoolean }] }],
});
const disabled = (reason: string): Partial<AccountRecord> => ({
  enabled: false,
  disabling: { id: `act-${reason}`, reason, at: DAY },
});
const IN_USE: Pick<Mover, 'account' | 'registration'> = {
  account: { status: 'active', registeredAt: DAY, activatedAt: DAY, resetId: 'login-before' },
  registration: { state: 'used' },
};

/** What the look has to say of somebody, and what has to come of them. */
interface Exception extends Mover {
  /** Why they stay, in words; where they go, nothing. */
  readonly stays?: RegExp;
  /** What to know of them, by words of its sentence. */
  readonly know?: readonly string[];
  /** In the record of the new practice; `none`: they are not in it. */
  readonly there?: Partial<Patient> | 'none';
  readonly hasAccountThere?: true;
  /** What comes of it there: an account, or why a person decides. */
  readonly comes?: 'made' | 'made-disabled' | 'had-one' | RegExp;
  /** What is done before anybody looks. */
  readonly before?: (practices: TwoPractices, index: number) => Promise<void>;
}

const UNUSED = 'codes nobody has used';
const OFF = 'Disabled';

/** Changes something of the patient at this workstation, which is not sent. */
async function change({ old }: TwoPractices, index: number): Promise<void> {
  const { host, product } = old;
  host.currentPatient.set(host.known.find(({ id }) => id === `old-${index}`) ?? null);
  const { services } = await product.tab();
  const saved = await product.services.changeServices({
    operationId: `operation-${index}`,
    patientRef: `old-${index}`,
    services: services.map((tick) => ({
      ...tick,
      enabled: tick.name !== 'repeats' && tick.enabled,
      reason: 'misuse',
    })),
  });
  if (!saved.ok) throw new Error(saved.failure.message);
}

const LEFT_OUT: Readonly<Record<string, Exception>> = {
  'has no valid number': {
    person: { identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990000027' }] },
    stays: /no patient number that can be used/,
  },
  'has died': { person: { deceasedBoolean: true }, stays: /deceased/ },
  'has left': { person: { active: false }, stays: /left|no longer/ },
  'was merged into another record': {
    person: { link: [{ type: 'replaced-by', other: { reference: 'Patient/old-9' } }] },
    stays: /replaced/,
  },
  'is restricted': { person: RESTRICTED, stays: /restricted/ },
  'has a basic account': {
    account: { kind: 'osu', origin: { by: 'website' }, status: 'active' },
    stays: /basic account/i,
  },
  'has work that is not sent': { before: change, stays: /not on the shared record yet/ },
  'has work that needs a person': {
    before: async (practices, index) => {
      await change(practices, index);
      const { storage } = practices.old.product;
      const entries = await storage.entries();
      const theirs = entries.find(
        ({ patientRef, kind }) => patientRef === `old-${index}` && kind !== 'audit',
      );
      const epoch = await storage.outbox.claimEpoch();
      await storage.outbox.park(
        theirs?.id ?? '',
        { code: 'record-refused', status: 422 } as never,
        epoch,
      );
    },
    stays: /not on the shared record yet/,
  },
  'has moved already': {
    account: { ...disabled('moved'), movedTo: 'A99970', movedToName: 'Mill House' },
    stays: /moved to Mill House already/,
  },
  'has two accounts': {
    before: ({ old }, index) =>
      old.fetchAccounts({
        id: `account-${index}-again`,
        patientRef: `old-${index}`,
        accountId: '999999999999',
        createdAt: '2026-03-05T09:30:00.000Z',
      }),
    stays: /two accounts/,
  },
  'is unknown to the host': { isUnknown: true, stays: /does not say who this is/ },
};

const CHILDREN: Readonly<Record<string, Exception>> = {
  'is under 11': {
    person: { birthDate: '2019-05-17' },
    account: { child: samplesOfChild('under-11'), suspendOn: '2035-05-17' },
    know: [UNUSED, 'Under 16'],
    there: { birthDate: '2019-05-17' },
    comes: 'made',
  },
  'is between 11 and 16': {
    person: { birthDate: '2012-05-17' },
    account: { child: samplesOfChild('under-16'), suspendOn: '2028-05-17' },
    know: [UNUSED, 'Under 16'],
    there: { birthDate: '2012-05-17' },
    comes: 'made',
  },
  'is a child and nobody was asked': {
    person: { birthDate: '2012-05-17' },
    know: [UNUSED, 'Under 16'],
    there: { birthDate: '2012-05-17' },
    comes: /under 16/,
  },
  'was suspended at 16': {
    person: { birthDate: '2010-03-01' },
    account: {
      ...IN_USE.account,
      child: samplesOfChild('under-16'),
      ...disabled('turned-sixteen'),
    },
    registration: { state: 'used' },
    know: [OFF],
    there: { birthDate: '2010-03-01' },
    comes: /set up for a child|16/,
  },
};

/** Each reason for which an account can be disabled, of those that do not end the registration itself. */
const DISABLED: Readonly<Record<string, Exception>> = Object.fromEntries(
  [
    ...Object.values(StaffDisablingReason),
    RuleDisablingReason.deceased,
    RuleDisablingReason.left,
    RuleDisablingReason.merged,
    RuleDisablingReason.identityWithdrawn,
  ].map((reason) => [
    `is disabled: ${reason}`,
    {
      account: { ...disabled(reason), enabledNotes: `Said by ${reason}` },
      registration: { state: 'withdrawn' as const },
      know: [OFF],
      comes: 'made-disabled' as const,
    },
  ]),
);

const GOING: Readonly<Record<string, Exception>> = {
  'has used the codes': { ...IN_USE, know: [], comes: 'made' },
  'has no verified email': {
    ...IN_USE,
    person: email('ann@mail.example', false),
    know: ['No verified email'],
    comes: 'made',
  },
  'shares a verified email': {
    ...IN_USE,
    person: email('both@mail.example', true),
    know: [],
    comes: 'made',
  },
  'shares it with the one before': {
    ...IN_USE,
    person: email('both@mail.example', true),
    know: [],
    comes: 'made',
  },
  'is locked': {
    account: {
      status: 'locked',
      registeredAt: DAY,
      activatedAt: DAY,
      lockedAt: DAY,
      lockedUntil: '2026-04-20T13:00:00.000Z',
    },
    registration: { state: 'used' },
    know: [],
    comes: 'made',
  },
  'has a letter not printed': { know: [UNUSED], comes: 'made' },
  'has an account made elsewhere': {
    account: { ...IN_USE.account, origin: { by: 'elsewhere', name: 'NHS login' } },
    registration: { state: 'used' },
    know: [],
    comes: 'made',
  },
};

const THERE: Readonly<Record<string, Exception>> = {
  'is not in the record there': { ...IN_USE, there: 'none', comes: /Nobody at this practice/ },
  'has a number there that belongs to somebody else': {
    ...IN_USE,
    there: { name: [{ family: 'Other', given: ['Bea'] }], birthDate: '1961-01-01' },
    comes: /date of birth differs/,
  },
  'has another surname there': {
    ...IN_USE,
    there: { name: [{ family: 'Other', given: ['Ann'] }] },
    comes: /surname differs/,
  },
  'has left there': { ...IN_USE, there: { active: false }, comes: /no patient of this practice/ },
  'has died there': { ...IN_USE, there: { deceasedBoolean: true }, comes: /no patient of this/ },
  'is restricted there': { ...IN_USE, there: RESTRICTED, comes: /restricted/ },
  'has an account there': { ...IN_USE, hasAccountThere: true, comes: 'had-one' },
  'is disabled, and has an open account there': {
    account: disabled('misuse'),
    registration: { state: 'withdrawn' },
    know: [OFF],
    hasAccountThere: true,
    comes: /Decide which holds/,
  },
};

const EVERY: readonly (readonly [string, Exception])[] = Object.entries({
  ...LEFT_OUT,
  ...CHILDREN,
  ...DISABLED,
  ...GOING,
  ...THERE,
});
const GO = EVERY.filter(([, { stays }]) => stays === undefined);
const places = new Map(EVERY.map(([what], index) => [what, index]));
const placeOf = (what: string): number => places.get(what) ?? -1;

function recordThere(index: number, { there }: Exception): readonly Patient[] {
  return there === 'none' ? [] : [person(index, 'new', there)];
}

async function everybody(): Promise<TwoPractices> {
  const movers = EVERY.map(([, exception]) => exception);
  const practices = await new TwoPractices(movers, {
    new: movers.flatMap((exception, index) => recordThere(index, exception)),
  }).begin();
  for (const [index, { before, hasAccountThere }] of movers.entries()) {
    await before?.(practices, index);
    if (hasAccountThere === true) {
      await practices.new.fetchAccounts({
        id: `own-${index}`,
        patientRef: `new-${index}`,
        accountId: String(800_000_000_000 + index),
      });
    }
  }
  // An application for a basic account stays where it was made: it is nobody's yet.
  practices.old.product.applications.add(sampleApplication());
  return practices;
}

/** Of whom a group of a look or of a report speaks, by what it says of them. */
function toldOf(groups: readonly GroupView[], ref: string): readonly string[] {
  return groups.filter(({ first }) => first.includes(ref)).map(({ label }) => label);
}

function codesThatWork({ registrations }: PatientRecords): number {
  return registrations.filter(({ state }) => state === 'pending').length;
}

describe('a practice with every kind of exception', () => {
  it('comes to what the look said, on both sides, for everybody', async function () {
    this.timeout(60_000);
    const practices = await everybody();
    const { old } = practices;
    const view = await old.open();
    const plan = await outPlan(view);

    expect(plan.todo.count).to.equal(GO.length);
    for (const [what, { stays, know = [] }] of EVERY) {
      const ref = `old-${placeOf(what)}`;
      const why = toldOf(plan.leftOut, ref);
      if (stays === undefined) expect(why, what).to.deep.equal([]);
      else {
        expect(why, what).to.have.length(1);
        expect(why[0], what).to.match(stays);
        expect(why[0], `${what}: no number is kept`).not.to.match(/\d{4}/);
      }
      const told = toldOf(plan.notices, ref);
      expect(told.length, `${what}: ${told.join(' ')}`).to.equal(know.length);
      for (const word of know) expect(told.join(' '), what).to.include(word);
    }

    const { id } = await startAndWait(view, plan.id);
    const agreement = await view.agreement(id);
    expect(agreement.ok && agreement.value).to.deep.include({ agrees: true, differences: [] });
    expect(practices.transfers.all.size).to.equal(GO.length);
    for (const [what, { stays, account: was }] of EVERY) {
      const ref = `old-${placeOf(what)}`;
      const after = await old.records(ref);
      const moved = [...practices.transfers.all.values()].some(({ body }) =>
        body.id.endsWith(`.${ref}`),
      );
      expect(moved, what).to.equal(stays === undefined);
      if (stays !== undefined) {
        const isOpen = was?.enabled !== false;
        expect(after.account?.enabled, `${what}: stays as it was`).to.equal(isOpen);
        continue;
      }
      expect([after.account?.enabled, after.account?.movedTo], what).to.deep.equal([
        false,
        'A99969',
      ]);
      expect(codesThatWork(after), `${what}: no code is left`).to.equal(0);
      expect(after.account?.resetId, `${what}: apps are unlinked`).not.to.equal(was?.resetId);
    }
    expect(old.product.applications.stateOf(sampleApplication().id)).to.equal('waiting');

    await arrives(practices);
  });

  async function arrives(practices: TwoPractices): Promise<void> {
    const there = practices.new;
    const view = await there.open();
    const plan = await inPlan(view);
    const byItself = GO.filter(([, { comes }]) => typeof comes === 'string');
    const forAPerson = GO.filter(([, { comes }]) => comes instanceof RegExp);
    expect(plan.todo.count).to.equal(byItself.length);
    expect(plan.hadOne).to.equal(GO.filter(([, { comes }]) => comes === 'had-one').length);
    expect(plan.unmatched).to.have.length(forAPerson.length);
    for (const [what, { comes }] of forAPerson) {
      const number = numberOf(placeOf(what));
      const arrival = plan.unmatched.find(({ given }) =>
        given.some(({ text }) => text.replace(/\s/g, '') === number),
      );
      expect(arrival?.because, what).to.match(comes as RegExp);
    }
    const { id } = await startAndWait(view, plan.id);
    await there.share();
    expect(await finished(view)).to.equal(0);
    const agreement = await view.agreement(id);
    expect(agreement.ok && agreement.value).to.deep.include({ agrees: true, differences: [] });
    for (const [what, { comes, account: was }] of GO) {
      const index = placeOf(what);
      const after = await there.records(`new-${index}`);
      const { body } = practices.transferOf(`old-${index}`);
      if (comes === 'made' || comes === 'made-disabled') {
        const isOpen = comes === 'made';
        expect(body.outcome, what).to.equal('made');
        expect([after.account?.enabled, codesThatWork(after)], what).to.deep.equal([
          isOpen,
          isOpen ? 1 : 0,
        ]);
        expect(after.account?.disabling, what).to.deep.equal(was?.disabling);
        expect(after.account?.enabledNotes, what).to.equal(was?.enabledNotes);
      } else if (comes === 'had-one') {
        expect(body.outcome, what).to.equal('had-one');
        expect([after.account?.id, codesThatWork(after)], what).to.deep.equal([`own-${index}`, 0]);
      } else {
        expect(body.state, `${what}: waits for a person`).to.equal('handed-over');
        expect(after.account?.id, what).to.be.oneOf([undefined, `own-${index}`]);
      }
    }
  }
});

describe('what changes between the look and its outcome', () => {
  const differences = async (
    view: Awaited<ReturnType<TwoPractices['old']['open']>>,
    planId: string | undefined,
  ): Promise<Readonly<Record<string, string>>> => {
    const { id } = await startAndWait(view, planId);
    const told = await view.agreement(id);
    if (!told.ok) throw new Error(told.failure.message);
    expect(told.value.agrees).to.equal(told.value.differences.length === 0);
    return Object.fromEntries(
      told.value.differences.flatMap(({ label, first }) => first.map((ref) => [ref, label])),
    );
  };

  it('is named at the old practice, with the patient and the reason', async () => {
    const practices = await new TwoPractices(Array.from({ length: 9 }, () => IN_USE)).begin();
    const { old } = practices;
    const view = await old.open();
    const plan = await outPlan(view, { ...TO_NEW, restricted: true });
    expect(plan.todo.count).to.equal(9);

    const now = (index: number, changes: Partial<Patient>): void => {
      old.host.known = old.host.known.map((each) =>
        each.id === `old-${index}` ? person(index, 'old', changes) : each,
      );
    };
    now(0, { deceasedBoolean: true });
    await old.disabledElsewhere('old-1');
    now(2, RESTRICTED);
    await change(practices, 3);
    now(4, { active: false });
    old.host.known = old.host.known.filter(({ id }) => id !== 'old-5');
    now(6, { birthDate: '2012-05-17' });
    const { account: open } = await old.records('old-7');
    const { journal, outbox } = old.product.storage;
    const { remote } = await import('../../../contracts/storage-samples.ts');
    const closed = { ...open, ...disabled('moved'), movedTo: 'A99969', movedToName: 'Brook Lane' };
    await journal.applyPage(
      {
        kind: 'account',
        records: [remote('account', closed as AccountRecord, 2)],
        quarantined: [],
      },
      await outbox.claimEpoch(),
    );

    const differing = await differences(view, plan.id);
    expect(Object.keys(differing).sort()).to.deep.equal(
      [0, 1, 2, 3, 4, 5, 6, 7].map((index) => `old-${index}`),
    );
    expect(differing['old-0']).to.match(/^Left out: .*deceased/);
    expect(differing['old-1']).to.match(/^Done, .*disabled since/);
    expect(differing['old-2']).to.match(/^Done, .*restricted since/);
    expect(differing['old-3']).to.match(/^Left out: .*not on the shared record yet/);
    expect(differing['old-4']).to.match(/^Left out: /);
    expect(differing['old-5']).to.match(/^Left out: .*does not say who/);
    expect(differing['old-6']).to.match(/^Done, .*under 16/);
    expect(differing['old-7']).to.match(/^Left out: .*moved to Brook Lane already/);

    const report = await view.report(plan.id ?? '');
    const said = report.ok ? report.value.groups.map(({ label }) => label).join(' ') : '';
    expect(said).to.match(/Done, and not as it was looked at/);
    // What was disabled meanwhile has gone as disabled.
    const { content } = practices.transferOf('old-1').body;
    expect([content?.enabled, content?.disabling?.reason]).to.deep.equal([false, 'safeguarding']);
  });

  it('is named at the new practice, with the patient and the reason', async () => {
    const practices = await new TwoPractices(Array.from({ length: 6 }, () => IN_USE)).begin();
    await practices.handOver();
    const there = practices.new;
    const view = await there.open();
    const plan = await inPlan(view);
    expect([plan.todo.count, plan.hadOne]).to.deep.equal([6, 0]);

    await there.fetchAccounts({ id: 'own-0', patientRef: 'new-0', accountId: '800000000000' });
    const now = (index: number, changes: Partial<Patient>): void => {
      there.host.known = there.host.known.map((each) =>
        each.id === `new-${index}` ? person(index, 'new', changes) : each,
      );
    };
    now(1, { deceasedBoolean: true });
    now(2, RESTRICTED);
    now(3, { birthDate: '1980-05-18' });
    const old = await practices.old.open();
    const way = await old.onTheWay();
    const taken = way.ok
      ? way.value.rows.find(({ patientRef }) => patientRef === 'old-4')
      : undefined;
    expect((await old.takeBack(taken?.id ?? '')).ok).to.equal(true);

    const differing = await differences(view, plan.id);
    expect(Object.keys(differing).sort()).to.deep.equal(
      [0, 1, 2, 3, 4].map((index) => `new-${index}`),
    );
    expect(differing['new-0']).to.match(/^Done, .*has got an account here since/);
    expect(differing['new-1']).to.match(/^Left out: .*no patient of this practice/);
    expect(differing['new-2']).to.match(/^Left out: .*restricted/);
    expect(differing['new-3']).to.match(/^Left out: .*date of birth differs/);
    expect(differing['new-4']).to.match(/^Left out: .*dealt with this transfer/);
    expect((await there.records('new-0')).account?.id).to.equal('own-0');
    for (const index of [1, 2, 3, 4]) {
      expect((await there.records(`new-${index}`)).account).to.equal(undefined);
    }
  });

  it('is named at the new practice where the account came disabled, or enabled, and the look had said otherwise', async () => {
    const shutOut: Mover = { account: disabled('misuse'), registration: { state: 'withdrawn' } };
    const practices = await new TwoPractices([IN_USE, shutOut, shutOut, IN_USE]).begin();
    await practices.handOver();
    const view = await practices.new.open();
    const plan = await inPlan(view);
    expect(plan.todo.count).to.equal(4);
    // Something was killed at the old practice, and what went on wrote two of them as they are by now.
    const ofOld = practices.transfers.of(practices.old.host.practice.id);
    for (const [index, now] of [disabled('safeguarding'), { enabled: true }].entries()) {
      const held = practices.transferOf(`old-${index}`);
      if (held.body.content === undefined) throw new Error('Nothing was handed over.');
      const { disabling: _before, ...content } = held.body.content;
      const written = { ...held.body, content: { ...content, ...now } as TransferContent };
      expect((await ofOld.update(held, written, `later-${index}`)).ok).to.equal(true);
    }
    const differing = await differences(view, plan.id);
    expect(differing).to.deep.equal({
      'new-0': 'Done, and not as it was looked at: The account has been disabled since.',
      'new-1': 'Done, and not as it was looked at: The account has been enabled since.',
    });
  });
});
