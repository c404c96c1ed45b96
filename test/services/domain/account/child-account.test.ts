import { expect } from '@open-wc/testing';
import {
  birthdayOfChild,
  isAgeCareDue,
  sixteenthBirthday,
  whyNotAtSixteen,
  type AgeFacts,
} from '../../../../services/domain/account/child-account.ts';
import { checkChildAnswers } from '../../../../services/domain/account/child-setup.ts';
import { atSixteen } from '../../../../services/domain/account/turn-sixteen.ts';
import { writesOf } from '../../../../services/domain/record-writes.ts';
import type { PatientRecords } from '../../../../services/domain/records.ts';
import { BY, created, LATER, refusal } from '../sample-patient.ts';

/** Created on 20 April 2026, by a patient whose 16th birthday is 21 April. */
const FACTS: AgeFacts = {
  records: created(),
  patient: { birthDate: '2010-04-21' },
  settings: { suspendAtSixteen: true },
  today: '2026-04-20',
};
const ON_THE_DAY: AgeFacts = {
  ...FACTS,
  records: withAccount({ suspendOn: '2026-04-21' }),
  today: '2026-04-21',
};

function withAccount(change: Partial<NonNullable<PatientRecords['account']>>): PatientRecords {
  const records = created();
  if (records.account === undefined) throw new Error('There is no account.');
  return { ...records, account: { ...records.account, ...change } };
}

describe('the 16th birthday', () => {
  it('is the day sixteen years on, and 1 March where there is no 29 February', () => {
    expect(sixteenthBirthday('2010-04-21')).to.equal('2026-04-21');
    expect(sixteenthBirthday('2012-02-29')).to.equal('2028-02-29');
    expect(sixteenthBirthday('2084-02-29'), '2100 is no leap year').to.equal('2100-03-01');
  });
});

describe('an account that was set up for a child', () => {
  it('is one by the date of birth, whether or not anybody was asked', () => {
    expect(birthdayOfChild(FACTS)).to.equal('2026-04-21');
    expect(birthdayOfChild({ ...FACTS, patient: { birthDate: '2010-04-20' } })).to.equal(undefined);
    expect(birthdayOfChild({ ...FACTS, patient: {} }), 'nobody knows').to.equal(undefined);
  });

  it('is suspended at the beginning of that day, and not a day before', () => {
    expect(whyNotAtSixteen(FACTS)).to.equal(undefined);
    expect(whyNotAtSixteen(ON_THE_DAY)).to.deep.equal({
      code: 'set-up-for-child',
      on: '2026-04-21',
    });
    const off = { suspendAtSixteen: false };
    expect(whyNotAtSixteen({ ...ON_THE_DAY, settings: off })).to.equal(undefined);
  });

  it('has four weeks of notice where the birthday was over before anybody was told', () => {
    const late: AgeFacts = { ...FACTS, today: '2026-06-01' };
    expect(whyNotAtSixteen(late)).to.equal(undefined);
    const told = atSixteen(late, LATER);
    expect(told.account).to.deep.include({ suspendOn: '2026-06-29', enabled: true });
    expect(isAgeCareDue({ ...late, records: told, today: '2026-06-28' }), 'it stays').to.be.false;
    const due = { ...late, records: told, today: '2026-06-29' };
    expect(atSixteen(due, LATER).account).to.deep.include({ enabled: false });
    const putOff = { ...late, records: withAccount({ suspendOn: '2099-01-01' }) };
    expect(atSixteen(putOff, LATER).account?.suspendOn, 'nobody puts it off').to.equal(
      '2026-06-29',
    );
  });

  it('has its day told to the website as soon as a rule sees it', () => {
    expect(isAgeCareDue(FACTS)).to.be.true;
    const after = atSixteen(FACTS, LATER);
    expect(after.account).to.deep.include({ suspendOn: '2026-04-21', enabled: true });
    expect(isAgeCareDue({ ...FACTS, records: after }), 'and once').to.be.false;
    const corrected = { ...FACTS, records: after, patient: { birthDate: '1984-02-29' } };
    expect(isAgeCareDue(corrected), 'the date of birth was wrong').to.be.true;
    expect(atSixteen(corrected, LATER).account).not.to.have.property('suspendOn');
  });

  it('ends with its codes, by an act that two workstations do once', () => {
    const after = atSixteen(ON_THE_DAY, LATER);
    expect(after.account).to.deep.include({ enabled: false });
    expect(after.account?.disabling).to.deep.include({ reason: 'turned-sixteen' });
    expect(after.registrations[0]).to.deep.include({ state: 'withdrawn' });
    expect(after.registrations[0]).not.to.have.property('sealedCodes');
    const elsewhere = atSixteen(ON_THE_DAY, { at: '2026-04-21T11:00:00.000Z' });
    expect(elsewhere.account?.disabling?.id).to.equal(after.account?.disabling?.id);
    const again = { ...ON_THE_DAY, records: after };
    expect(isAgeCareDue(again)).to.be.false;
    expect(writesOf(after, atSixteen(again, LATER))).to.deep.equal([]);
  });

  it('is open again once the young person was identified and set up anew', () => {
    const disabling = { id: 'act-1', at: '2026-04-21T08:00:00.000Z', reason: 'turned-sixteen' };
    const off = withAccount({ enabled: false, disabling, resetAt: '2026-04-22T09:00:00.000Z' });
    const facts = { ...ON_THE_DAY, today: '2026-04-22', records: off };
    expect(whyNotAtSixteen(facts)?.code).to.equal('sixteen-identity-not-checked');
    const [check] = off.identityChecks;
    if (check === undefined) throw new Error('There is no check.');
    const identityChecks = [{ ...check, date: '2026-04-22' }];
    expect(whyNotAtSixteen({ ...facts, records: { ...off, identityChecks } })).to.equal(undefined);
  });
});

describe('the answers about an account of somebody under 16', () => {
  const bounds = { staff: [BY], at: LATER.at };
  const parent = {
    askedBy: ' Tess Reed ',
    relation: 'mother',
    responsibility: true,
    competence: '',
    staffId: BY.id,
  } as const;

  it('are kept: who asked, that they may, and who decided', () => {
    const kept = checkChildAnswers('under-11', parent, bounds);
    expect(kept.ok && kept.value).to.deep.equal({
      group: 'under-11',
      relation: 'mother',
      askedBy: 'Tess Reed',
      responsibility: true,
      decidedBy: BY,
      at: LATER.at,
    });
  });

  it('take parental responsibility below 11, and a judgement of competence from 11 on', () => {
    const check = (group: 'under-11' | 'under-16', change: object) =>
      refusal(checkChildAnswers(group, { ...parent, ...change }, bounds));
    expect(check('under-11', { responsibility: false })).to.include('parental responsibility');
    expect(check('under-11', { relation: 'young-person' })).to.include('who asks');
    expect(check('under-11', { askedBy: '' })).to.include('name');
    expect(check('under-16', {})).to.include('judged');
    expect(check('under-16', { competence: 'not-assessed' })).to.include('Ask a clinician first');
    const own = { ...parent, relation: 'young-person', askedBy: '', responsibility: false };
    const kept = checkChildAnswers('under-16', { ...own, competence: 'assessed' }, bounds);
    expect(kept.ok && kept.value).to.deep.equal({
      group: 'under-16',
      relation: 'young-person',
      competence: 'assessed',
      decidedBy: BY,
      at: LATER.at,
    });
  });
});
