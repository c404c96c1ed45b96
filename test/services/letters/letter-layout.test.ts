import { expect } from '@open-wc/testing';
import jsQR from 'jsqr';
import type { TextItem } from 'pdfjs-dist/types/src/display/api.js';
import { groupCode } from '../../../services/domain/codes/code-groups.ts';
import { startDocument } from '../../../services/letters/jspdf-letter.ts';
import { letterContent } from '../../../services/letters/letter-content.ts';
import { layOutLetter } from '../../../services/letters/letter-layout.ts';
import { renderLetter } from '../../../services/letters/render-letter.ts';
import type { RegistrationLetter } from '../../../services/ports/letter-renderer.ts';
import { letterWords } from '../../../services/words/letter-words.ts';
import { sentenceOf } from '../../words-at-hand.ts';
import { rasterise, readPdf, type ReadLetter } from './read-pdf.ts';
import {
  EVERY_SERVICE,
  LONG_LETTER,
  LONG_WORD,
  SAMPLE_LETTER,
  letterFonts,
  letterTo,
  pdfOf,
} from './sample-letter.ts';

/** Millimetres from the top left of the page. */
interface Place {
  readonly text: string;
  readonly size: number;
  readonly left: number;
  readonly right: number;
  /** As high and as deep as letters reach. */
  readonly top: number;
  readonly bottom: number;
}

const MM = 25.4 / 72;

function placeOf({ str, width, transform }: TextItem): Place {
  const [size = 0, , , , x = 0, y = 0] = transform as number[];
  const baseline = 297 - y * MM;
  return {
    text: str,
    size,
    left: x * MM,
    right: (x + width) * MM,
    top: baseline - size * MM,
    bottom: baseline + 0.29 * size * MM,
  };
}

/** What the left window of a DL envelope shows of the paper, wherever that has slid to. */
const WINDOW = { left: 24.6, right: 120, top: 39.5, bottom: 66.3 };

function touchesWindow({ left, right, top, bottom }: Place): boolean {
  return left < WINDOW.right && right > WINDOW.left && top < WINDOW.bottom && bottom > WINDOW.top;
}

describe('the registration letter on paper', () => {
  const opened: ReadLetter[] = [];

  async function read(letter: RegistrationLetter): Promise<ReadLetter> {
    const found = await readPdf(await pdfOf(letter));
    opened.push(found);
    return found;
  }

  async function placesOf(letter: RegistrationLetter): Promise<readonly (readonly Place[])[]> {
    return (await read(letter)).pages.map((items) => items.map(placeOf));
  }

  afterEach(async () => {
    await Promise.all(opened.splice(0).map(({ document }) => document.destroy()));
  });

  for (const [which, letter] of [
    ['an ordinary letter', SAMPLE_LETTER],
    ['a letter of two pages', LONG_LETTER],
  ] as const) {
    it(`sets every word of ${which} in 12 points or more, but for the address`, async () => {
      const [first = [], ...others] = await placesOf(letter);
      const below = [...first.filter((place) => !touchesWindow(place)), ...others.flat()];
      expect(below.length).to.be.above(40);
      expect(below.filter(({ size }) => size < 12).map(({ text }) => text)).to.deep.equal([]);
    });

    it(`keeps ${which} within the borders of the page`, async () => {
      for (const place of (await placesOf(letter)).flat()) {
        expect(place.left, place.text).to.be.at.least(15);
        expect(place.right, place.text).to.be.at.most(195.1);
        expect(place.top, place.text).to.be.at.least(5);
        expect(place.bottom, place.text).to.be.at.most(292.1);
      }
    });
  }

  it('shows name and address in the window of a DL envelope, and nothing else', async () => {
    const long = {
      ...LONG_LETTER,
      patient: { ...LONG_LETTER.patient, name: 'Siân Ó Dónaill', address: ['1 Road', 'ZZ99 3VZ'] },
    };
    for (const letter of [{ ...SAMPLE_LETTER, copy: 2 }, letterTo({ isRestricted: true }), long]) {
      const [first = []] = await placesOf(letter);
      const shown = first.filter(touchesWindow);
      const { patient } = letter;
      expect(shown.map(({ text }) => text)).to.deep.equal([
        patient.name,
        ...(patient.isRestricted === true ? [] : patient.address),
      ]);
      const rest = first.filter((place) => !touchesWindow(place));
      expect(rest.filter(({ left, top }) => left < 125 && top < 95)).to.deep.equal([]);
    }
  });

  it('has room in the window for seven lines, wrapped where they are long', async () => {
    const address = [
      'Long Lane '.repeat(10).trim(),
      ...['Little Wickham', 'Great Wickham', 'Wickhamshire', 'ZZ99 3VZ'],
    ];
    const [first = []] = await placesOf(letterTo({ name: 'Élodie Žůrek', address }));
    const shown = first.filter(touchesWindow);
    expect(shown).to.have.lengthOf(7);
    expect(shown.map(({ text }) => text).join(' ')).to.equal(
      ['Élodie Žůrek', ...address].join(' '),
    );
    for (const { text, left, right, top, bottom } of shown) {
      expect(left, text).to.be.at.least(WINDOW.left - 0.01);
      expect(right, text).to.be.at.most(WINDOW.right);
      expect(top, text).to.be.at.least(WINDOW.top);
      expect(bottom, text).to.be.at.most(WINDOW.bottom);
    }
  });

  it('is refused when name and address need more lines, saying how many and what to do', async () => {
    const address = Array.from({ length: 9 }, (_, line) => `Line ${line}`);
    const made = await renderLetter(letterTo({ address }), await letterFonts());
    if (made.ok) throw new Error('The letter was made.');
    expect(made.failure.kind).to.equal('letter-impossible');
    expect(made.failure.field).to.equal('patient.address');
    expect(sentenceOf(made.failure.reason))
      .to.contain('take 10 lines, and the window of an envelope shows 7')
      .and.to.contain('Shorten the address');
    const byHand = await renderLetter(
      letterTo({ address, isRestricted: true }),
      await letterFonts(),
    );
    expect(byHand.ok).to.equal(true);
  });

  it('is refused when the name and address of the practice fill the page', async () => {
    const practice = {
      ...SAMPLE_LETTER.practice,
      address: Array.from({ length: 60 }, () => 'Line'),
    };
    const made = await renderLetter({ ...SAMPLE_LETTER, practice }, await letterFonts());
    expect(!made.ok && made.failure.field).to.equal('practice.address');
  });

  for (const [which, siteUrl] of [
    ['a short address', SAMPLE_LETTER.siteUrl],
    ['a long address', LONG_LETTER.siteUrl],
  ] as const) {
    it(`has a QR code with ${which}, and the same address whole beneath it`, async () => {
      const letter = { ...SAMPLE_LETTER, siteUrl };
      const { document, pages } = await read(letter);
      const { data, width, height } = await rasterise(document, 1, 3);
      const code = jsQR(data, width, height);
      expect(code?.data).to.equal(siteUrl);
      const bottom = ((code?.location.bottomLeftCorner.y ?? 0) / 3) * MM;
      const caption = pages
        .flat()
        .map(placeOf)
        .filter(({ left, top }) => left > 140 && top > bottom && top < bottom + 40);
      const whole = siteUrl.replace('https://', '').replace(/\/$/, '');
      expect(caption.map(({ text }) => text.trim()).join('')).to.equal(whole);
      const margin = Math.min(...pages.flat().map((item) => placeOf(item).left));
      for (const { right, text } of caption) expect(right, text).to.be.at.most(210.1 - margin);
    });
  }

  it('is one page for everybody with every service, in the longest month', async () => {
    const { email: _none, ...withoutEmail } = SAMPLE_LETTER.patient;
    for (const patient of [
      { ...SAMPLE_LETTER.patient, emailIsShared: true },
      withoutEmail,
      letterTo({ isRestricted: true, emailIsShared: true }).patient,
      letterTo({ addressee: 'guardian', emailIsShared: true }).patient,
      letterTo({ addressee: 'young-person' }).patient,
      letterTo({ addressee: 'child', emailIsShared: true }).patient,
    ]) {
      const { document, pages, text } = await read({
        ...SAMPLE_LETTER,
        patient,
        services: EVERY_SERVICE,
        copy: 12,
        issuedOn: '2026-09-22',
        expiresOn: '2026-09-30',
      });
      expect(pages).to.have.lengthOf(1);
      const { width, height } = (await document.getPage(1)).getViewport({ scale: 1 });
      expect([Math.round(width), Math.round(height)]).to.deep.equal([595, 842]);
      expect(text).not.to.contain('Page 1');
    }
  });

  it('has a second page only for a part that is longer than its share, and names it', async () => {
    const { measure } = await startDocument(await letterFonts());
    const words = letterWords('en');
    if (words === undefined) throw new Error('There are no words.');
    const laidOut = (letter: RegistrationLetter) => {
      const found = layOutLetter(letterContent(letter, words), measure);
      if (!found.ok) throw new Error(sentenceOf(found.failure.reason));
      const { pages, spilledBy } = found.value;
      return { pages, spilledBy };
    };
    const full = { ...letterTo({ emailIsShared: true }), services: EVERY_SERVICE };
    const { practice, patient } = full;
    const address = Array.from({ length: 20 }, (_, line) => `Line ${line}`);
    expect(laidOut(full)).to.deep.equal({ pages: 1, spilledBy: [] });
    for (const [letter, part] of [
      [{ ...full, practice: { ...practice, address } }, 'head'],
      [{ ...full, patient: { ...patient, name: LONG_WORD } }, 'opening'],
      [{ ...full, siteUrl: LONG_LETTER.siteUrl }, 'steps'],
      [{ ...full, patient: { ...patient, surname: LONG_WORD } }, 'after-steps'],
      [{ ...full, patient: { ...patient, addressee: 'young-person' as const } }, 'safety'],
    ] as const) {
      expect(laidOut(letter), part).to.deep.equal({ pages: 2, spilledBy: [part] });
    }
    // Long, but there is room for it.
    expect(
      laidOut({ ...SAMPLE_LETTER, siteUrl: `${SAMPLE_LETTER.siteUrl}/register/here` }),
    ).to.deep.equal({
      pages: 1,
      spilledBy: [],
    });
  });

  it('numbers its pages and loses nothing', async () => {
    const { pages, text } = await read(LONG_LETTER);
    expect(pages).to.have.lengthOf(2);
    expect(text).to.contain('Page 1 of 2').and.to.contain('Page 2 of 2');
    expect(text).to.contain('Registration letter L-7Q4M-2, continued');
    const bare = text.replaceAll(' ', '');
    expect(bare.split(LONG_WORD)).to.have.lengthOf(5);
    expect(text).to.contain('Line 8 of a practice that writes a lot');
    expect(text).to.contain('We may switch services on or off');
  });

  it('never splits codes between pages', async () => {
    const practice = {
      ...SAMPLE_LETTER.practice,
      address: Array.from({ length: 30 }, (_, line) => `Line ${line}`),
    };
    for (let lines = 5; lines <= 30; lines += 5) {
      const address = practice.address.slice(0, lines);
      const { pages } = await read({ ...SAMPLE_LETTER, practice: { ...practice, address } });
      const pagesWithCodes = pages.filter((items) =>
        items.some(({ str }) =>
          ['A99901', groupCode(SAMPLE_LETTER.token), groupCode(SAMPLE_LETTER.linkageKey)].includes(
            str,
          ),
        ),
      );
      expect(pagesWithCodes, `${lines} lines`).to.have.lengthOf(1);
    }
  });
});
