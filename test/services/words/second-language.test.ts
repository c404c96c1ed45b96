import { expect } from '@open-wc/testing';
import { loadWords, words, type Words } from '../../../services/words/words.ts';

type PatientWords = Words['tab']['patient'];

/** Made up, to show what a second language may do: another order, another count of forms. */
const patient = {
  born: 'Ganed',
  birthDateUnknown: 'heb ei gofnodi',
  restricted: 'Cofnod cyfyngedig',
  needs: 'Cyfathrebu',
  interpreter: 'angen cyfieithydd',
  noPatientId: 'dim',
  bornOn: (date) => `${date} oedd y geni`,
  numbered: (label, patientId) => `${patientId} (${label})`,
} satisfies PatientWords;

// What is missing or does not fit is an error of types; without one, these comments would be errors themselves.

// @ts-expect-error -- a sentence is missing
export const INCOMPLETE: PatientWords = {
  born: 'Ganed',
  bornOn: patient.bornOn,
  noPatientId: 'dim',
  numbered: patient.numbered,
};

// @ts-expect-error -- nobody gives a date to what is said without one
export const ASKS_TOO_MUCH: PatientWords['born'] = (date: string) => `Ganed ${date}`;

describe('a second language', () => {
  it('puts facts in its own order', () => {
    expect(patient.bornOn('14.3.1958')).to.equal('14.3.1958 oedd y geni');
  });

  it('has its own forms for each count', () => {
    const sharedBy: Words['tab']['contacts']['emailSharedBy'] = (patients) =>
      `${patients} ${patients === 2 ? 'glaf' : 'chlaf'} arall`;
    expect([2, 3].map(sharedBy)).to.deep.equal(['2 glaf arall', '3 chlaf arall']);
  });

  it('has English beside it, which says what there must be', async () => {
    await loadWords('tab');
    expect(Object.keys(words('tab').patient).sort()).to.deep.equal(Object.keys(patient).sort());
  });
});
