import { expect } from '@open-wc/testing';
import { groupCode } from '../../../services/domain/codes/code-groups.ts';
import { LettersInOne } from '../../../services/letters/letters-in-one.ts';
import { letterWorkerUrl } from '../../../services/letters/worker-letter-renderer.ts';
import { WorkerLetterBatches } from '../../../services/letters/worker-letter-batches.ts';
import type { CoverList, Sides } from '../../../services/ports/letter-batches.ts';
import type { RegistrationLetter } from '../../../services/ports/letter-renderer.ts';
import { COVER, letterBatchesContract } from '../../contracts/letter-batches-contract.ts';
import { FakeLetterBatches } from '../../fakes/fake-letter-batches.ts';
import { PdfObjects } from './pdf-objects.ts';
import { partsWithRole, readPdf, type ReadLetter } from './read-pdf.ts';
import { letterFonts, letterTo, LONG_LETTER, SAMPLE_LETTER } from './sample-letter.ts';

const made: WorkerLetterBatches[] = [];
const opened: ReadLetter[] = [];

function workerBatches(): WorkerLetterBatches {
  const batches = new WorkerLetterBatches(letterWorkerUrl, { write: () => undefined });
  made.push(batches);
  return batches;
}

letterBatchesContract('WorkerLetterBatches', () => ({
  batches: workerBatches(),
  letter: SAMPLE_LETTER,
}));
letterBatchesContract('FakeLetterBatches', () => ({
  batches: new FakeLetterBatches(),
  letter: SAMPLE_LETTER,
}));

const NAMES = ['Ann Price', 'Siân Ó Dónaill', 'Łukasz Żółć', 'Олена Їжак'];

/** A letter to each of them, with a token of their own. */
function letters(): readonly RegistrationLetter[] {
  return NAMES.map((name, index) => ({
    ...letterTo({ name }),
    token: `CDFHJKMNPQRTWXY${index + 2}`,
  }));
}

function coverOf(names: readonly string[]): CoverList {
  return {
    ...COVER,
    rows: names.map((name, index) => [String(index + 1), name, '1 May 1980', '999 000 0018']),
  };
}

async function pdf(
  some: readonly RegistrationLetter[],
  cover: CoverList,
  sides: Sides,
): Promise<ArrayBuffer> {
  const all = await LettersInOne.begin(await letterFonts());
  for (const letter of some) expect(all.add(letter).ok).to.equal(true);
  const result = all.finish(cover, sides);
  if (!result.ok) throw new Error(result.failure.reason.code);
  return result.value;
}

async function read(bytes: ArrayBuffer): Promise<ReadLetter> {
  const found = await readPdf(bytes);
  opened.push(found);
  return found;
}

/** What stands on each page. */
function textOf({ pages }: ReadLetter): readonly string[] {
  return pages.map((page) => page.map(({ str }) => str).join(' '));
}

describe('letters of many in one PDF', () => {
  afterEach(async () => {
    made.splice(0).forEach((batches) => {
      batches.dispose();
    });
    await Promise.all(opened.splice(0).map(({ document }) => document.destroy()));
  });

  it('has the list first, then the letters in the order of the list, each with its own codes', async () => {
    const found = await read(await pdf(letters(), coverOf(NAMES), 'one'));
    const [list = '', ...pages] = textOf(found);
    expect(pages).to.have.lengthOf(NAMES.length);
    const rows = partsWithRole(found.parts, 'TR').slice(1, NAMES.length + 1);
    expect(rows.map(({ children }) => children[1]?.text)).to.deep.equal(NAMES);
    pages.forEach((text, index) => {
      expect(text).to.contain(NAMES[index]);
      expect(text).to.contain(groupCode(`CDFHJKMNPQRTWXY${index + 2}`));
    });
    expect(list).to.contain('1 of 2').and.not.to.contain('CDFH');
  });

  it('is each letter as it is alone, though what they share is drawn once', async () => {
    const all = textOf(await read(await pdf(letters(), COVER, 'one')));
    for (const [index, letter] of letters().entries()) {
      const [, alone] = textOf(await read(await pdf([letter], COVER, 'one')));
      expect(all[index + 1]).to.equal(alone);
    }
  });

  it('asks the printer for one side, or begins each letter on a sheet of its own', async () => {
    const one = await pdf(letters(), COVER, 'one');
    expect(new PdfObjects(one).saying(/\/Duplex \/Simplex/)).to.have.lengthOf(1);
    const both = await pdf([SAMPLE_LETTER, LONG_LETTER, SAMPLE_LETTER], COVER, 'both');
    const pages = textOf(await read(both));
    const begins = pages.flatMap((text, index) =>
      text.includes('Set up your online account') ? [index + 1] : [],
    );
    expect(begins).to.deep.equal([3, 5, 7]);
  });

  it('goes on over several pages with the list, and leaves nobody out of it', async () => {
    const names = Array.from({ length: 100 }, (_, index) => `PRICE${index}, Ann`);
    const found = await read(await pdf([SAMPLE_LETTER], coverOf(names), 'one'));
    const rows = partsWithRole(found.parts, 'TR').map(({ children }) => children[1]?.text);
    for (const name of names) expect(rows).to.include(name);
  });

  it('breaks no name of the list while there is room for it', async () => {
    const names = [
      'Dr Martha Ellwood',
      'Ó DÓNAILL, Siân Mary (Mrs)',
      'ACKERBY, Joan',
      'PRICE, Ann',
    ];
    for (const name of names) {
      const found = await read(await pdf([SAMPLE_LETTER], coverOf([name]), 'one'));
      const [list = []] = found.pages;
      expect(list.map(({ str }) => str)).to.include(name);
    }
  });

  it('prints a long name below itself, and one without glyphs as numbers, on the list', async () => {
    const long = `${'LLANFAIRPWLLGWYNGYLL-'.repeat(6)}PRICE, Ann`;
    const found = await read(await pdf([SAMPLE_LETTER], coverOf([long, '王, Ann']), 'one'));
    const rows = partsWithRole(found.parts, 'TR').map(({ children }) => children[1]?.text);
    expect(rows[1]?.replaceAll(' ', '')).to.equal(long.replaceAll(' ', ''));
    expect(rows[2]).to.equal('[U+738B], Ann');
  });

  it('is tagged: each letter is a part, and each heading of the list names its column', async () => {
    const bytes = await pdf(letters(), coverOf(NAMES), 'one');
    const objects = new PdfObjects(bytes);
    expect(objects.saying(/\/S \/Part\b/)).to.have.lengthOf(NAMES.length + 1);
    expect(objects.saying(/\/S \/TH\b.*\/Scope \/Column/)).to.have.lengthOf(4);
    const { info } = await (await read(bytes)).document.getMetadata();
    expect(info).to.include({ Title: 'Registration letters', Language: 'en-GB' });
  });
});
