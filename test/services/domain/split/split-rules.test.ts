import { expect } from '@open-wc/testing';
import { checklistFor } from '../../../../services/domain/split/checklist.ts';
import { whyNotLetInAgain } from '../../../../services/domain/account/coming-back.ts';
import { matchTransfer } from '../../../../services/domain/split/matching.ts';
import {
  backHere,
  hasMoved,
  movedAway,
  wasNeverClosed,
} from '../../../../services/domain/split/moved-away.ts';
import { changeServices } from '../../../../services/domain/services/change-services.ts';
import { numbersIn } from '../../../../services/domain/split/number-list.ts';
import { isOpenAgainst, whyNotTakenIn } from '../../../../services/domain/split/split-rules.ts';
import type { PatientRecords } from '../../../../services/domain/records.ts';
import { DEFAULT_SETTINGS } from '../../../../services/domain/practice/shared-settings.ts';
import { account, identityCheck, registration, SAM } from '../../../contracts/storage-samples.ts';
import { NEW_PRACTICE, sampleContent } from '../../../fakes/sample-transfers.ts';

const AT = '2026-04-20T10:00:00.000Z';
const CLOSING = { id: 'closing-1', at: AT, by: SAM, to: NEW_PRACTICE, note: 'Moved' };

function records(changes: Partial<PatientRecords> = {}): PatientRecords {
  return { account: account(), registrations: [], identityChecks: [], letters: [], ...changes };
}

function closed(state: PatientRecords): PatientRecords {
  const after = movedAway(state, CLOSING);
  if (!after.ok) throw new Error(after.failure.reason.code);
  return after.value;
}

describe('an account that moves to another practice', () => {
  it('lets nobody in, has no codes, and its apps are unlinked', () => {
    const state = records({ registrations: [registration()] });
    const { account: after, registrations } = closed(state);
    expect([after?.enabled, after?.resetId, after?.movedTo]).to.deep.equal([
      false,
      'closing-1',
      'A99969',
    ]);
    expect(registrations[0]?.state).to.equal('withdrawn');
  });

  it('is as it was when it is taken back, but for codes and apps', () => {
    const open = backHere(closed(records()), 'Moved');
    expect(open.ok && [open.value.account?.enabled, open.value.account?.movedTo]).to.deep.equal([
      true,
      undefined,
    ]);
    const disabling = { id: 'act', reason: 'misuse', at: AT };
    const shut = records({ account: account({ enabled: false, disabling }) });
    const back = backHere(closed(shut), 'Moved');
    expect(back.ok && [back.value.account?.enabled, back.value.account?.disabling]).to.deep.equal([
      false,
      disabling,
    ]);
  });

  it('is given back to nobody who has not been identified since', () => {
    const why = whyNotLetInAgain(closed(records()), DEFAULT_SETTINGS);
    expect(why?.code === 'identity-incomplete-since-ended' && why.ended).to.equal('moved');
  });

  it('is given back to nobody who has not been identified since either where it was disabled before it moved', () => {
    const disabling = { id: 'act', reason: 'misuse', at: '2026-03-02T10:00:00.000Z' };
    const before = records({
      account: account({ enabled: false, disabling }),
      // After it was disabled, and before it moved.
      identityChecks: [
        identityCheck({ date: '2026-04-19', recordedAt: '2026-04-19T10:00:00.000Z' }),
      ],
    });
    expect(whyNotLetInAgain(before, DEFAULT_SETTINGS)).to.equal(undefined);
    const moved = closed(before);
    const why = whyNotLetInAgain(moved, DEFAULT_SETTINGS);
    expect(why?.code === 'identity-incomplete-since-ended' && why.ended).to.equal('moved');
    const back = identityCheck({ date: '2026-04-21', recordedAt: '2026-04-21T10:00:00.000Z' });
    const identified = { ...moved, identityChecks: [back, ...moved.identityChecks] };
    expect(whyNotLetInAgain(identified, DEFAULT_SETTINGS)).to.equal(undefined);
  });
});

describe('an account whose patient has come back', () => {
  const BACK = '2026-05-04T10:00:00.000Z';
  const SINCE = '2026-06-01T10:00:00.000Z';

  function switched(state: PatientRecords, enabled: boolean, at: string): PatientRecords {
    const choice = { global: { enabled, ...(!enabled && { reason: 'misuse' }) }, services: {} };
    const after = changeServices(state, choice, { id: `act-${at}`, at });
    if (!after.ok) throw new Error(after.failure.reason.code);
    return after.value;
  }

  it('is of this practice again once it is enabled, and says when that was', () => {
    const { account: back } = switched(closed(records()), true, BACK);
    expect(back).to.not.have.any.keys('movedTo', 'movedToName');
    expect([back?.enabled, back?.cameBackAt]).to.deep.equal([true, BACK]);
  });

  it('has not moved where it is disabled later on for another reason', () => {
    const shut = switched(switched(closed(records()), true, BACK), false, SINCE);
    expect([hasMoved(shut.account), shut.account?.disabling?.reason]).to.deep.equal([
      false,
      'misuse',
    ]);
    // Nobody asks for another check of who they are: that was done when they came back.
    expect(whyNotLetInAgain(shut, DEFAULT_SETTINGS)).to.equal(undefined);
  });

  it('was closed by the transfer of then, also where it has been reset since, and not by a later one', () => {
    const { account: back } = switched(closed(records()), true, BACK);
    if (back === undefined) throw new Error('There is no account.');
    const reset = { ...back, resetId: 'another', resetAt: SINCE };
    const of = (handedOverAt: string) => ({ closing: 'closing', handedOverAt });
    expect(wasNeverClosed(reset, of(AT))).to.equal(false);
    expect(wasNeverClosed(reset, of(SINCE))).to.equal(true);
  });

  it('stays as it is where it never moved, and by a change that enables nothing', () => {
    expect(switched(records(), true, BACK).account).to.deep.equal(account());
    expect(switched(closed(records()), false, BACK).account?.movedTo).to.equal('A99969');
  });
});

describe('whose a transfer is', () => {
  const { person } = sampleContent();
  const there = {
    ref: 'patient-9',
    displayName: 'MORGAN, Siân',
    surname: 'MORGAN',
    birthDate: '1984-02-29',
    identifiers: [{ scheme: 'nhs' as const, value: '999 000 0018' }],
    restricted: false,
  };

  it('is that of the one patient with number, birth date and surname', () => {
    const match = matchTransfer(person, [there], 'england');
    expect(match.ok && match.patient.ref).to.equal('patient-9');
  });

  it('is not that of a record which another one has replaced', () => {
    const merged = { ...there, ref: 'patient-8', ending: 'merged' as const };
    const match = matchTransfer(person, [merged, there], 'england');
    expect(match.ok && match.patient.ref).to.equal('patient-9');
  });

  it('is for a person to say in every other case', () => {
    const codeOf = (...candidates: readonly Partial<typeof there>[]): string => {
      const match = matchTransfer(
        person,
        candidates.map((each) => ({ ...there, ...each })),
        'england',
      );
      return match.ok ? '' : match.reason.code;
    };
    expect(codeOf()).to.equal('no-such-number');
    expect(codeOf({}, { ref: 'other' })).to.equal('two-with-number');
    expect(codeOf({ birthDate: '1984-03-01' })).to.equal('birth-date-differs');
    expect(codeOf({ surname: 'Morgans' })).to.equal('surname-differs');
    expect(codeOf({ restricted: true })).to.equal('restricted-here');
  });
});

describe('who is taken in', () => {
  const facts = {
    patient: { birthDate: '1984-02-29' },
    records: { registrations: [], identityChecks: [], letters: [] },
    settings: DEFAULT_SETTINGS,
    today: '2026-04-20',
  };

  it('is whoever was identified at the old practice as this one asks for', () => {
    expect(whyNotTakenIn(facts, sampleContent())).to.equal(undefined);
    const unknown = whyNotTakenIn(facts, sampleContent({ identityChecks: [] }));
    expect(unknown?.code).to.equal('identity-not-checked');
  });

  it('is no child of whom nobody has asked who wants it', () => {
    const child = { ...facts, patient: { birthDate: '2014-02-01' } };
    expect(whyNotTakenIn(child, sampleContent())?.code).to.equal('child-left-out');
  });

  it('is nobody by itself who was shut out there and is let in here', () => {
    expect(isOpenAgainst(records(), sampleContent({ enabled: false }))).to.equal(true);
    expect(isOpenAgainst(records(), sampleContent())).to.equal(false);
  });
});

describe('a list of patient numbers', () => {
  const rows = (...lines: readonly (readonly string[])[]) =>
    lines.map((cells, index) => ({ line: index + 1, cells }));

  it('is read whatever stands beside them', () => {
    const read = numbersIn(
      rows(['Name', 'NHS number'], ['Price', "'999 000 0018"], [''], ['1984-02-29', '9990000026']),
      'england',
    );
    expect(read.numbers.map(({ line, number }) => [line, number.value])).to.deep.equal([
      [2, '9990000018'],
      [4, '9990000026'],
    ]);
    expect(read.rejected).to.deep.equal([]);
  });

  it('has each line explained that is not taken', () => {
    const read = numbersIn(
      rows(['9990000018'], ['9990000018'], ['9990000019'], ['999000001'], ['Price 3']),
      'england',
    );
    expect(read.rejected.map(({ line, reason }) => [line, reason.code])).to.deep.equal([
      [2, 'line-again'],
      [3, 'number-mistyped'],
      [4, 'not-ten-digits'],
      [5, 'line-without-number'],
    ]);
  });
});

describe('what to do, and when', () => {
  it('is counted from the day of the split, in order', () => {
    const days = checklistFor('2026-05-29').map(({ on }) => on);
    expect([days[0], days.at(-1)]).to.deep.equal(['2026-05-01', '2026-06-26']);
    expect([...days].sort()).to.deep.equal(days);
  });
});
