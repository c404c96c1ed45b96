import { expect } from '@open-wc/testing';
import { matchByItself, type Candidate } from '../../../../services/domain/osu/matching.ts';
import type { TypedDetails } from '../../../../services/domain/osu/application.ts';

const SIAN: Candidate = {
  ref: 'patient-sian',
  displayName: 'O’BRIEN-ŻAK, Siân (Mrs)',
  given: ['Siân', 'Eirlys'],
  surname: 'O’Brien-Żak',
  birthDate: '1984-02-29',
  postcodes: ['ZZ99 3VZ'],
  identifiers: [{ scheme: 'nhs', value: '9990000018' }],
  restricted: false,
};
const NAMESAKE: Candidate = {
  ...SIAN,
  ref: 'patient-namesake',
  postcodes: ['ZZ99 7AA'],
  identifiers: [{ scheme: 'nhs', value: '9990000026' }],
};
const BY_NUMBER: TypedDetails = {
  given: 'Janet',
  family: 'obrien zak',
  birthDate: '1984-02-29',
  number: '999 000 0018',
  postcode: 'ZZ1 1ZZ',
};
const { number: _number, ...WITHOUT_NUMBER } = BY_NUMBER;
const BY_NAME: TypedDetails = { ...WITHOUT_NUMBER, given: 'SIAN', postcode: 'zz993vz' };

function match(
  typed: TypedDetails,
  candidates: readonly Candidate[] = [SIAN],
  withAccount: readonly string[] = [],
): string {
  const found = matchByItself({
    typed,
    nation: 'england',
    today: '2026-04-20',
    candidates,
    withAccount: new Set(withAccount),
  });
  return found.ok ? found.patientRef : found.reason.code;
}

describe('an application for a basic account is matched by itself', () => {
  it('by number, birth date and surname, whatever else was typed', () => {
    expect(match(BY_NUMBER)).to.equal('patient-sian');
    expect(match(BY_NUMBER, [NAMESAKE, SIAN])).to.equal('patient-sian');
  });

  it('by name, birth date and postcode where no number was given, whatever case, accents and signs', () => {
    expect(match(BY_NAME)).to.equal('patient-sian');
    expect(match({ ...BY_NAME, given: 'siân eirlys', family: 'O BRIEN-ŻAK' })).to.equal(
      'patient-sian',
    );
  });

  for (const [what, change] of Object.entries<Partial<TypedDetails>>({
    'another number': { number: '9990000026' },
    'another birth date': { birthDate: '1984-02-28' },
    'a surname that is nearly the same': { family: 'O’Brian-Żak' },
  })) {
    it(`and never with ${what}`, () => {
      expect(match({ ...BY_NUMBER, ...change })).to.equal('applicant-not-found');
    });
  }

  for (const [what, change] of Object.entries<Partial<TypedDetails>>({
    'a first name that is nearly the same': { given: 'Shan' },
    'another postcode': { postcode: 'ZZ99 3VX' },
  })) {
    it(`nor without a number, with ${what}`, () => {
      expect(match({ ...BY_NAME, ...change })).to.equal('applicant-not-found');
    });
  }

  it('never where two patients share name and birth date, though one lives elsewhere', () => {
    expect(match(BY_NAME, [SIAN, NAMESAKE])).to.equal('applicant-ambiguous');
  });

  it('never to the wrong one of two with one number', () => {
    const twice = { ...SIAN, ref: 'patient-twice' };
    expect(match(BY_NUMBER, [SIAN, twice])).to.equal('applicant-ambiguous');
  });

  it('never to who has an account, is restricted, under 16, gone, or has no number that counts', () => {
    expect(match(BY_NUMBER, [SIAN], ['patient-sian'])).to.equal('applicant-has-account');
    expect(match(BY_NUMBER, [{ ...SIAN, restricted: true }])).to.equal('applicant-restricted');
    for (const ending of ['deceased', 'merged'] as const) {
      expect(match(BY_NUMBER, [{ ...SIAN, ending }])).to.equal('applicant-not-eligible');
    }
    const child = { ...BY_NUMBER, birthDate: '2012-05-01' };
    expect(match(child, [{ ...SIAN, birthDate: '2012-05-01' }])).to.equal('applicant-under-16');
    expect(match(BY_NAME, [{ ...SIAN, identifiers: [] }])).to.equal('applicant-not-eligible');
  });

  it('never to nobody: empty names are not the same', () => {
    const nameless = { ...SIAN, given: [], surname: '' };
    expect(match({ ...BY_NAME, given: '-', family: '’' }, [nameless])).to.equal(
      'applicant-not-found',
    );
  });
});
