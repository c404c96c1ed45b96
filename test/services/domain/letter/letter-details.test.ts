import { expect } from '@open-wc/testing';
import {
  changedSinceLetter,
  markOf,
  type LetterDetails,
} from '../../../../services/domain/letter/letter-details.ts';
import {
  checkNewLetterReason,
  newLetterReasons,
} from '../../../../services/domain/codes/new-letter-reasons.ts';
import type { LetterRecord, PatientRecords } from '../../../../services/domain/records.ts';
import { AT, BY, created } from '../sample-patient.ts';

const MORGAN: LetterDetails = {
  surname: 'Morgan',
  birthDate: '1984-02-29',
  number: '9990000018',
};

function withLetter(madeFor: string | undefined): PatientRecords {
  const state = created();
  const letter: LetterRecord = {
    id: 'letter-1',
    accountKey: 'account-1',
    registrationId: 'registration-1',
    practiceId: 'A99968',
    patientRef: 'patient-1',
    at: AT,
    by: BY,
    medium: 'printed',
    copy: 0,
    ...(madeFor !== undefined && { madeFor }),
  };
  return { ...state, letters: [letter] };
}

function changed(now: LetterDetails, mark: string | undefined = markOf(MORGAN, 'salt')) {
  return changedSinceLetter(withLetter(mark), now);
}

describe('what a letter says of its patient', () => {
  it('stands while nothing has changed, however it is written', () => {
    expect(changed(MORGAN)).to.deep.equal([]);
    expect(changed({ ...MORGAN, surname: ' MORGAN ' })).to.deep.equal([]);
  });

  it('is told by what has changed: surname, birth date, number', () => {
    expect(changed({ ...MORGAN, surname: 'Morgan-Rees' })).to.deep.equal(['surname']);
    expect(changed({ ...MORGAN, birthDate: '1984-03-01' })).to.deep.equal(['birthDate']);
    expect(changed({ ...MORGAN, number: '9990000026' })).to.deep.equal(['number']);
    expect(changed({})).to.deep.equal(['surname', 'birthDate', 'number']);
  });

  it('goes by the last letter with the codes that wait', () => {
    const state = withLetter(markOf(MORGAN, 'salt'));
    const now = { ...MORGAN, surname: 'Rees' };
    const [letter] = state.letters;
    const newer = letter && { ...letter, id: 'letter-2', madeFor: markOf(now, 'other') };
    const both = { ...state, letters: [...(newer ? [newer] : []), ...state.letters] };
    expect(changedSinceLetter(both, now)).to.deep.equal([]);
    const used = state.registrations.map((codes) => ({ ...codes, state: 'used' as const }));
    expect(changedSinceLetter({ ...state, registrations: used }, now)).to.deep.equal([]);
  });

  it('is not told of letters from before it was kept, nor where the mark makes no sense', () => {
    expect(changedSinceLetter(withLetter(undefined), {})).to.deep.equal([]);
    expect(changed({}, 'something else')).to.deep.equal([]);
  });

  it('is kept as a mark that is another one for every letter, and holds none of it', () => {
    const mark = markOf(MORGAN, 'salt');
    expect(mark).not.to.equal(markOf(MORGAN, 'pepper'));
    for (const detail of Object.values(MORGAN)) {
      expect(mark.toLowerCase()).not.to.contain(String(detail).toLowerCase());
    }
  });
});

describe('a new letter because details have changed', () => {
  const input = { reasonCode: 'details-changed' };

  it('is offered first while the codes work, and only then', () => {
    const standing = { hasLapsed: false, codesWork: true, detailsChanged: true };
    expect(newLetterReasons(standing)[0]).to.equal('details-changed');
    expect(newLetterReasons({ ...standing, detailsChanged: false })).not.to.contain(
      'details-changed',
    );
    expect(newLetterReasons({ ...standing, codesWork: false })).not.to.contain('details-changed');
  });

  it('is refused as a reason where none has', () => {
    const state = created();
    expect(checkNewLetterReason(state, { at: AT, detailsChanged: true }, input).ok).to.equal(true);
    expect(checkNewLetterReason(state, { at: AT, detailsChanged: false }, input).ok).to.equal(
      false,
    );
  });
});
