import { expect } from '@open-wc/testing';
import type { LetterRenderer, RegistrationLetter } from '../../services/ports/letter-renderer.ts';
import { sentenceOf } from '../words-at-hand.ts';

/** What every letter renderer promises, for any letter that can be printed. */
export function letterRendererContract(
  name: string,
  setUp: () => Promise<{ renderer: LetterRenderer; letter: RegistrationLetter }>,
): void {
  describe(`${name} as a letter renderer`, () => {
    let renderer: LetterRenderer;
    let letter: RegistrationLetter;

    beforeEach(async () => {
      ({ renderer, letter } = await setUp());
    });

    it('makes a PDF', async () => {
      const made = await renderer.render(letter);
      if (!made.ok) throw new Error(sentenceOf(made.failure.reason));
      expect(made.value.type).to.equal('application/pdf');
      expect(await made.value.slice(0, 5).text()).to.equal('%PDF-');
    });

    it('makes a report as a PDF', async () => {
      const made = await renderer.renderReport({
        ...{ language: 'en', title: 'History', sender: 'Hollin Bank Surgery', warnings: [] },
        facts: [{ label: 'Patient', text: '王 Ann' }],
        groups: [{ heading: '1 March 2026', entries: [{ lead: '09:00', lines: ['Created'] }] }],
      });
      if (!made.ok) throw new Error(sentenceOf(made.failure.reason));
      expect(await made.value.slice(0, 5).text()).to.equal('%PDF-');
    });

    it('makes several letters at once', async () => {
      const made = await Promise.all([1, 2, 3].map(() => renderer.render(letter)));
      expect(made.map(({ ok }) => ok)).to.deep.equal([true, true, true]);
    });

    it('refuses a name it cannot print, naming the character, and goes on with the next', async () => {
      const patient = { ...letter.patient, name: '王 Ann' };
      const refused = await renderer.render({ ...letter, patient });
      if (refused.ok) throw new Error('The letter was made.');
      expect(refused.failure.kind).to.equal('letter-impossible');
      expect(sentenceOf(refused.failure.reason)).to.contain('王').and.not.to.contain(letter.token);
      expect(await renderer.render(letter)).to.have.property('ok', true);
    });
  });
}
