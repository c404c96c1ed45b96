import { expect } from '@open-wc/testing';
import { OPS, type PDFPageProxy } from 'pdfjs-dist';
import type { RegistrationLetter } from '../../../services/ports/letter-renderer.ts';
import { PdfObjects } from './pdf-objects.ts';
import { partsWithRole, readPdf, type ReadLetter, type ReadPart } from './read-pdf.ts';
import { LONG_LETTER, SAMPLE_LETTER, letterTo, pdfOf } from './sample-letter.ts';

const PAINTING: ReadonlySet<number> = new Set([
  ...[OPS.showText, OPS.showSpacedText, OPS.nextLineShowText, OPS.nextLineSetSpacingShowText],
  ...[OPS.constructPath, OPS.fill, OPS.eoFill, OPS.stroke, OPS.fillStroke, OPS.eoFillStroke],
  ...[OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.shadingFill],
]);

/** How deep in marked content each painting of a page is. */
async function depthsOfPaintings(page: PDFPageProxy): Promise<readonly number[]> {
  const { fnArray } = await page.getOperatorList();
  let depth = 0;
  const depths: number[] = [];
  for (const operator of fnArray) {
    if (operator === OPS.beginMarkedContent || operator === OPS.beginMarkedContentProps) depth += 1;
    else if (operator === OPS.endMarkedContent) depth -= 1;
    else if (PAINTING.has(operator)) depths.push(depth);
  }
  return depths;
}

function rolesOf(parts: readonly ReadPart[]): string[] {
  return parts.flatMap(({ role, children }) => [role, ...rolesOf(children)]);
}

const LETTERS: readonly (readonly [whose: string, letter: RegistrationLetter])[] = [
  ['an ordinary letter', SAMPLE_LETTER],
  ['a letter of two pages', LONG_LETTER],
  ['a letter to Олена Żółć-Ọ̀ṣun', letterTo({ name: 'Олена Żółć-Ọ̀ṣun', addressee: 'guardian' })],
];

for (const [which, letter] of LETTERS) {
  // What a validator of PDF/UA-1 (ISO 14289-1) looks for; each test names its clause.
  describe(`${which}, as PDF/UA-1 asks for it`, () => {
    let read: ReadLetter;
    let objects: PdfObjects;

    before(async () => {
      const pdf = await pdfOf(letter);
      read = await readPdf(pdf);
      objects = new PdfObjects(pdf);
    });

    after(async () => {
      await read.document.destroy();
    });

    it('says that it keeps the standard (5)', async () => {
      const { metadata } = await read.document.getMetadata();
      const xmp = (metadata as { getRaw(): string } | null)?.getRaw() ?? '';
      const root = new DOMParser().parseFromString(
        xmp.replace(/<\?xpacket.*?\?>/g, ''),
        'text/xml',
      );
      const parts = root.getElementsByTagNameNS('http://www.aiim.org/pdfua/ns/id/', 'part');
      expect([...parts].map(({ textContent }) => textContent)).to.deep.equal(['1']);
    });

    it('is tagged, in British English, and shows its title (7.1, 7.2)', async () => {
      const [catalogue = ''] = objects.saying(/\/Type \/Catalog/);
      expect(catalogue).to.contain('/Lang (en-GB)');
      expect(catalogue).to.match(/\/MarkInfo <<\/Marked true>>/);
      expect(catalogue).to.contain('/DisplayDocTitle true');
      const { metadata } = await read.document.getMetadata();
      expect((metadata as { get(name: string): string } | null)?.get('dc:title')).to.not.equal('');
    });

    it('paints nothing that is neither content nor artifact (7.1)', async () => {
      for (let number = 1; number <= read.document.numPages; number += 1) {
        const depths = await depthsOfPaintings(await read.document.getPage(number));
        expect(depths.length).to.be.above(10);
        expect(depths.filter((depth) => depth !== 1)).to.deep.equal([]);
      }
    });

    it('has one title and skips no level of heading (7.4)', () => {
      const headings = rolesOf(read.parts).filter((role) => /^H\d$/.test(role));
      expect(headings).to.deep.equal(['H1', 'H2', 'H2', 'H2', 'H2', 'H2']);
    });

    it('says how lists are labelled and what heads a row (7.5, 7.6)', () => {
      const lists = objects.saying(/\/S \/L /);
      expect(lists.map((list) => /\/ListNumbering \/(\w+)/.exec(list)?.[1])).to.deep.equal([
        'Decimal',
        'Disc',
        'Disc',
      ]);
      const heads = objects.saying(/\/S \/TH /);
      expect(heads).to.have.lengthOf(6);
      expect(heads.filter((head) => !head.includes('/Scope /Row'))).to.deep.equal([]);
    });

    it('says what its figure is and where (7.3)', () => {
      const [figure = '', ...others] = objects.saying(/\/S \/Figure/);
      expect(others).to.deep.equal([]);
      expect(partsWithRole(read.parts, 'Figure').map(({ alt }) => alt)).to.deep.equal([
        `QR code with the address of the website: ${letter.siteUrl}`,
      ]);
      const box = /\/BBox \[([^\]]*)\]/.exec(figure)?.[1]?.split(' ').map(Number) ?? [];
      const [left = 0, bottom = 0, right = 0, top = 0] = box;
      expect(right - left).to.be.closeTo(top - bottom, 0.1);
      expect(right - left).to.be.above(60);
      expect(box.every((corner) => corner > 0 && corner < 842)).to.equal(true);
    });

    it('is read in the order of its structure (7.18.3)', () => {
      const pages = objects.saying(/\/Type \/Page\s/);
      expect(pages).to.have.lengthOf(read.document.numPages);
      for (const page of pages)
        expect(page).to.contain('/Tabs /S').and.to.contain('/StructParents');
    });

    it('embeds its fonts, with what their glyphs mean (7.21)', () => {
      const fonts = objects.saying(/\/Type \/Font\s[\s\S]*\/Subtype \/Type0/);
      expect(fonts).to.have.lengthOf(3);
      expect(objects.saying(/\/Type \/Font\s/)).to.have.lengthOf(6);
      for (const font of fonts) {
        expect(font).to.contain('/Encoding /Identity-H');
        expect(objects.follow(font, 'ToUnicode')).to.contain('/Length');
        const descriptor = objects.follow(
          objects.follow(font, 'DescendantFonts'),
          'FontDescriptor',
        );
        expect(objects.follow(descriptor, 'FontFile2')).to.contain('/Length');
      }
    });
  });
}
