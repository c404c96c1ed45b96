import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { coveredCharacters, missingCharacters } from '../../../services/letters/glyph-coverage.ts';
import { renderLetter } from '../../../services/letters/render-letter.ts';
import type { RegistrationLetter } from '../../../services/ports/letter-renderer.ts';
import { sentenceOf } from '../../words-at-hand.ts';
import { readPdf } from './read-pdf.ts';
import { SAMPLE_LETTER, letterFonts, letterTo, pdfOf } from './sample-letter.ts';

describe('a letter with a character the typeface lacks', () => {
  async function refusal(letter: RegistrationLetter): Promise<{ message: string; field?: string }> {
    const made = await renderLetter(letter, await letterFonts());
    if (made.ok) throw new Error('The letter was made.');
    expect(made.failure.kind).to.equal('letter-impossible');
    const { reason, field } = made.failure;
    return { message: sentenceOf(reason), ...(field !== undefined && { field }) };
  }

  it('is refused in a sentence that names the character and where it is', async () => {
    const { message, field } = await refusal(letterTo({ name: '王 Wang 王小明' }));
    expect(message).to.contain('the patient’s name contains 王 小 明, which');
    expect(field).to.equal('patient.name');
  });

  it('is refused wherever it is', async () => {
    const address = await refusal(letterTo({ address: ['1 Road', 'שלום'] }));
    expect(address.message).to.contain('the patient’s address contains ש ל ו ם');
    const practice = { ...SAMPLE_LETTER.practice, name: 'Surgery ☺' };
    const sender = await refusal({ ...SAMPLE_LETTER, practice });
    expect(sender.message).to.contain('the practice’s name contains ☺');
  });

  it('is refused for characters beyond the first plane, which would be garbled', async () => {
    expect((await refusal(letterTo({ name: 'Ann 😀' }))).message).to.contain('contains 😀');
  });

  it('is refused in a language there is no letter in', async () => {
    const { message } = await refusal({ ...SAMPLE_LETTER, language: 'cy' });
    expect(message).to.contain('(cy)').and.to.contain('Choose English');
  });

  it('never gives a code away', async () => {
    const { message } = await refusal(letterTo({ name: '王' }));
    for (const secret of [SAMPLE_LETTER.token, SAMPLE_LETTER.linkageKey]) {
      expect(message).not.to.contain(secret);
    }
  });
});

describe('the characters of the typeface', () => {
  it('all come back from a printed letter', async () => {
    const { regular } = await letterFonts();
    const characters = [...coveredCharacters(regular)]
      .map((code) => String.fromCodePoint(code))
      .filter((character) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(character));
    expect(characters.length).to.be.above(1000);
    // A letter prints a canonical form: Å for the ångström sign, and the like.
    const text = characters.join('').normalize('NFC');
    const middle = text.length / 2;
    const printed: string[] = [];
    for (const half of [text.slice(0, middle), text.slice(middle)]) {
      const practice = { ...SAMPLE_LETTER.practice, address: [half] };
      const { document, pages } = await readPdf(await pdfOf({ ...SAMPLE_LETTER, practice }));
      printed.push(...pages.flat().map(({ str }) => str));
      await document.destroy();
    }
    const whole = printed.join('');
    const lost = Array.from(text).filter(
      // The micro sign shares its glyph with the Greek letter, and reads back as that.
      (character) => !whole.includes(character) && !whole.includes(character.normalize('NFKC')),
    );
    expect(lost.join(' ')).to.equal('');
  });

  it('are reported missing exactly when they are', async () => {
    const covered = coveredCharacters((await letterFonts()).regular);
    expect(missingCharacters('Łukasz Ngọc Zoë Siân Ó Αθηνά Олена ŵŷ ẹ́', covered)).to.deep.equal([]);
    expect(missingCharacters('a王b王', covered)).to.deep.equal(['王']);
    fc.assert(
      fc.property(
        fc.integer({ min: 0x2e80, max: 0x9fff }),
        (code) => missingCharacters(String.fromCodePoint(code), covered).length === 1,
      ),
    );
  });
});
