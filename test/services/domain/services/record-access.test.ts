import { expect } from '@open-wc/testing';
import {
  ACCESS_CODES,
  accessConcerns,
  checkDecision,
  type AccessFacts,
  type CodedEntry,
} from '../../../../services/domain/services/record-access.ts';
import { changeServices } from '../../../../services/domain/services/change-services.ts';
import { ACT, AT, BY, CHECKED, created, granted, LATER, refusal } from '../sample-patient.ts';

const { reviewIndicated, reviewNotIndicated, declined } = ACCESS_CODES;
const KNOWN: AccessFacts = {
  codes: [],
  identityChecks: CHECKED.identityChecks,
  restricted: false,
  birthDate: '1984-02-29',
  registeredSince: '2019-05-01',
  waitMonths: 3,
  today: '2026-04-20',
};

function codesOf(facts: Partial<AccessFacts>, service: 'summary-data' | 'detailed-coded-record') {
  return accessConcerns(service, { ...KNOWN, ...facts }).map(({ code }) => code);
}

function entry(code: string, date: string): CodedEntry {
  return { code, date };
}

describe('what speaks for care before a patient sees their record', () => {
  it('is nothing for an adult of long standing whose identity was checked', () => {
    expect(codesOf({}, 'summary-data')).to.deep.equal([]);
    expect(codesOf({}, 'detailed-coded-record')).to.deep.equal([]);
  });

  it('is a review that the record asks for, until a later entry ends it', () => {
    const asked = entry(reviewIndicated, '2024-03-01');
    const codes = (...ended: readonly CodedEntry[]) =>
      codesOf({ codes: [asked, ...ended] }, 'summary-data');
    expect(codes()).to.deep.equal(['enhanced-review-indicated']);
    expect(codes(entry(reviewNotIndicated, '2024-02-28'))).to.have.length(1);
    expect(codes(entry(reviewNotIndicated, '2024-03-01')), 'of one day').to.have.length(1);
    expect(codes(entry(reviewNotIndicated, '2024-03-02'))).to.deep.equal([]);
    const again = entry(reviewIndicated, '2025-01-01');
    expect(codes(entry(reviewNotIndicated, '2024-03-02'), again)).to.have.length(1);
  });

  it('is that the patient has declined it, and that nobody can read the codes', () => {
    const codes = [entry(declined, '2023-01-01')];
    expect(codesOf({ codes }, 'summary-data')).to.deep.equal(['record-access-declined']);
    expect(codesOf({ codes: 'unreadable' }, 'summary-data')).to.include('record-codes-unreadable');
    expect(codesOf({ codes: 'not-told' }, 'summary-data')).to.include('record-codes-not-told');
  });

  it('is vouching from a distance alone, for the detailed record alone', () => {
    const [passport] = CHECKED.identityChecks;
    if (passport === undefined) throw new Error('There is no check.');
    const remote = { ...passport, id: 'check-2', method: 'remote-vouch' as const };
    const struck = { ...passport, enteredInError: { at: AT, by: BY, reason: 'Wrong' } };
    const of = (...identityChecks: AccessFacts['identityChecks']) =>
      codesOf({ identityChecks }, 'detailed-coded-record');
    expect(of(remote)).to.deep.equal(['vouched-remotely-only']);
    expect(of(remote, struck)).to.deep.equal(['vouched-remotely-only']);
    expect(of(remote, passport)).to.deep.equal([]);
    expect(codesOf({ identityChecks: [remote] }, 'summary-data')).to.deep.equal([]);
  });

  it('is a registration of less than the practice waits, or nobody knows of how long', () => {
    const since = (registeredSince: string, today: string) =>
      codesOf({ registeredSince, today }, 'summary-data');
    expect(since('2026-01-31', '2026-04-29')).to.deep.equal(['registered-recently']);
    expect(since('2026-01-31', '2026-04-30'), 'April has 30 days').to.deep.equal([]);
    const { registeredSince: _unknown, ...rest } = KNOWN;
    const unknown = accessConcerns('summary-data', rest).map(({ code }) => code);
    expect(unknown).to.deep.equal(['registration-start-unknown']);
    expect(accessConcerns('summary-data', { ...rest, waitMonths: 0 })).to.deep.equal([]);
  });

  it('is a restricted record, and a patient under 16', () => {
    const all = codesOf({ restricted: true, birthDate: '2010-04-21' }, 'summary-data');
    expect(all).to.deep.equal(['record-of-restricted-patient', 'record-of-child']);
  });
});

describe('a decision about a view of the record', () => {
  const concerns = accessConcerns('summary-data', { ...KNOWN, restricted: true });
  const bounds = { concerns, staff: [BY], at: AT };
  const given = {
    outcome: 'granted',
    staffId: BY.id,
    reason: 'Dr Rees reviewed it',
    considered: ['record-of-restricted-patient'],
  } as const;

  it('is kept with who decided, why, and what spoke for care', () => {
    const kept = checkDecision('summary-data', given, bounds);
    expect(kept.ok && kept.value).to.deep.equal({
      outcome: 'granted',
      at: AT,
      by: BY,
      considered: 'record-of-restricted-patient',
      reason: 'Dr Rees reviewed it',
    });
  });

  it('is refused without one, by nobody, without a reason, or past what was not seen', () => {
    const check = (change: object | undefined) =>
      checkDecision('summary-data', change && { ...given, ...change }, bounds);
    expect(refusal(check(undefined))).to.include('Nobody has decided about Summary Data');
    expect(refusal(check({ staffId: 'somebody' }))).to.include('who decided');
    expect(refusal(check({ reason: ' ' }))).to.include('right all the same');
    expect(refusal(check({ considered: [] }))).to.include('has changed');
    const notNow = check({ outcome: 'not-now', reason: '', considered: [] });
    expect(notNow.ok, 'keeping the record shut takes nothing').to.be.true;
  });

  it('ends with the access, and stays while there is none', () => {
    const access = { outcome: 'granted', at: AT, by: BY } as const;
    const choice = (wanted: object) => ({
      global: { enabled: true },
      services: { 'summary-data': { enabled: false, ...wanted } },
    });
    const on = granted(changeServices(created(), choice({ enabled: true, access }), ACT));
    expect(on.services?.services['summary-data']).to.deep.equal({ enabled: true, access });
    const off = granted(changeServices(on, choice({ reason: 'safeguarding' }), LATER));
    expect(off.services?.services['summary-data']).not.to.have.property('access');
    const notNow = { ...access, outcome: 'not-now' } as const;
    const kept = granted(changeServices(created(), choice({ access: notNow }), ACT));
    const later = granted(changeServices(kept, choice({ notes: 'Asked' }), LATER));
    expect(later.services?.services['summary-data']?.access).to.deep.equal(notNow);
  });
});
