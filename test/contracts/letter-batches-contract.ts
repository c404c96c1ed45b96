import { expect } from '@open-wc/testing';
import type { CoverList, LetterBatches } from '../../services/ports/letter-batches.ts';
import type { RegistrationLetter } from '../../services/ports/letter-renderer.ts';
import { sentenceOf } from '../words-at-hand.ts';

export const COVER: CoverList = {
  title: 'Registration letters',
  sender: 'Meadow Lane Surgery',
  facts: [{ label: 'Batch', text: '1 of 2' }],
  warnings: [],
  columns: ['No.', 'Name', 'Born', 'NHS number'],
  rows: [['1', 'Ó DÓNAILL, Siân', '29 February 1984', '999 000 0018']],
  language: 'en',
};

/** What everybody promises who makes many letters into one PDF, for any letter that can be printed. */
export function letterBatchesContract(
  name: string,
  setUp: () => { readonly batches: LetterBatches; readonly letter: RegistrationLetter },
): void {
  describe(`${name} as what makes letters of many`, () => {
    it('makes one PDF of all that were taken in', async () => {
      const { batches, letter } = setUp();
      const making = batches.begin();
      expect((await making.add(letter)).ok).to.equal(true);
      expect((await making.add(letter)).ok).to.equal(true);
      const made = await making.finish(COVER, 'one');
      if (!made.ok) throw new Error(sentenceOf(made.failure.reason));
      expect(made.value.type).to.equal('application/pdf');
      expect(await made.value.slice(0, 5).text()).to.equal('%PDF-');
    });

    it('refuses a letter that it cannot print, naming the character, and goes on without it', async () => {
      const { batches, letter } = setUp();
      const making = batches.begin();
      await making.add(letter);
      const refused = await making.add({
        ...letter,
        patient: { ...letter.patient, name: '王 Ann' },
      });
      if (refused.ok) throw new Error('The letter was taken in.');
      expect(sentenceOf(refused.failure.reason)).to.contain('王').and.not.to.contain(letter.token);
      expect((await making.add(letter)).ok).to.equal(true);
      expect((await making.finish(COVER, 'one')).ok).to.equal(true);
    });

    it('makes several at the same time, and forgets one that is dropped', async () => {
      const { batches, letter } = setUp();
      const [one, other] = [batches.begin(), batches.begin()];
      await one.add(letter);
      await other.add(letter);
      one.drop();
      expect((await other.finish(COVER, 'one')).ok).to.equal(true);
    });
  });
}
