import { expect } from '@open-wc/testing';
import jsQR from 'jsqr';
import { groupAccountId, groupCode } from '../../../services/domain/codes/code-groups.ts';
import type { RegistrationLetter } from '../../../services/ports/letter-renderer.ts';
import { partsWithRole, rasterise, readPdf, type ReadLetter } from './read-pdf.ts';
import { SAMPLE_LETTER, letterTo, pdfOf } from './sample-letter.ts';

describe('the registration letter', () => {
  const opened: ReadLetter[] = [];

  async function read(letter: RegistrationLetter): Promise<ReadLetter> {
    const found = await readPdf(await pdfOf(letter));
    opened.push(found);
    return found;
  }

  afterEach(async () => {
    await Promise.all(opened.splice(0).map(({ document }) => document.destroy()));
  });

  it('has each code once for its box, whole and in groups, in the order of reading', async () => {
    const { pages } = await read(SAMPLE_LETTER);
    const stretches = pages.flat().map(({ str }) => str);
    const codes = [
      groupCode(SAMPLE_LETTER.token),
      groupAccountId(SAMPLE_LETTER.accountId),
      groupCode(SAMPLE_LETTER.linkageKey),
    ];
    const found = stretches.filter((text) => codes.includes(text));
    expect(found).to.deep.equal(codes);
    expect(stretches.filter((text) => text === 'A99901')).to.have.lengthOf(2);
  });

  it('prints codes in a monospaced face, big enough', async () => {
    const { pages } = await read(SAMPLE_LETTER);
    const token = pages.flat().find(({ str }) => str === groupCode(SAMPLE_LETTER.token));
    expect(token?.height).to.be.at.least(13);
    const linkageKey = pages.flat().find(({ str }) => str === groupCode(SAMPLE_LETTER.linkageKey));
    expect(linkageKey?.width).to.be.closeTo(token?.width ?? 0, 0.01);
  });

  it('names every code as patients meet it elsewhere', async () => {
    const { parts } = await read(SAMPLE_LETTER);
    const rows = partsWithRole(parts, 'TR').map(({ children }) => children.map(({ text }) => text));
    expect(rows).to.deep.equal([
      ['Practice ID', 'A99901'],
      ['Patient ID (NHS number)', '999 000 0018'],
      ['Registration Token', 'CDFH-JKMN-PQRT-WXY2'],
      ['Practice ID (ODS or Organisation code)', 'A99901'],
      ['Account ID', '0499 1234 5671'],
      ['Linkage Key (Passphrase)', '9876-QRTW-XY42-CDFH'],
    ]);
  });

  it('groups a CHI number by its date of birth', async () => {
    const letter = letterTo({ patientId: '0101999990', patientIdScheme: 'chi' });
    expect((await read(letter)).text).to.contain('Patient ID (CHI number) 010199 9990');
  });

  it('says what to do, by when, and whom to ask', async () => {
    const { text } = await read(SAMPLE_LETTER);
    for (const words of [
      'Meadow Lane Surgery 12 Meadow Lane Little Wickham ZZ99 3WZ Phone 01632 960 001',
      'Siân Ó Dónaill Flat 3, Heron House 27 Riverside Walk Little Wickham ZZ99 3VZ',
      'Date 1 March 2026',
      'Letter number L-7Q4M-2',
      'Use these codes by 15 March 2026. Then they stop working: ask us for a new letter.',
      '1. Go to https://patient-services.example',
      'within 10 days.',
      '• Book appointments • Order repeat medicines • Message the practice',
      'You will not need the codes again.',
      'Phone 01632 960 001 if you lose this letter or it is not meant for you.',
      'talk to us in private',
      'Agree to the terms.',
    ]) {
      expect(text).to.contain(words);
    }
  });

  it('shows the email address only masked', async () => {
    const { text } = await read(SAMPLE_LETTER);
    expect(text).to.contain('s•••n@mail.example').and.not.to.contain('sian@');
  });

  it('is marked as a copy only when it is one', async () => {
    const copy = await read({ ...SAMPLE_LETTER, copy: 2, date: '2026-03-04' });
    expect(copy.text).to.contain(
      'Copy 2 – same codes, first issued 1 March 2026, still valid until 15 March 2026.',
    );
    expect((await read(SAMPLE_LETTER)).text).not.to.contain('Copy');
  });

  for (const name of [
    'Łukasz Żółć',
    'Nguyễn Thị Ngọc',
    'Zoë Siân Ŵyn Ŷ',
    'Ó Dónaill',
    'Αθηνά',
    'Олена Їжак',
    'Adébáyọ̀ Ọ̀ṣun',
  ]) {
    it(`prints ${name}`, async () => {
      const { text } = await read(letterTo({ name }));
      expect(text.normalize('NFC')).to.contain(name.normalize('NFC'));
    });
  }

  it('composes accents and turns tabs into spaces, so that nothing after them is lost', async () => {
    const { text } = await read(letterTo({ name: 'Sia\u0302n\tAnn\u00a0Pugh\u200b' }));
    expect(text).to.contain('Siân Ann Pugh Flat 3');
  });

  it('composes accents that something without a shape stood before, and drops what is typed by accident', async () => {
    const { text } = await read(letterTo({ name: 'S\u0007ia\u200d\u0302n \u061cPugh\ufe0f' }));
    expect(text).to.contain('Siân Pugh Flat 3');
  });

  it('has a QR code that holds the address of the website and nothing else', async () => {
    const { document, text } = await read(SAMPLE_LETTER);
    const { data, width, height } = await rasterise(document, 1, 2);
    expect(jsQR(data, width, height)?.data).to.equal('https://patient-services.example');
    expect(text).to.contain('patient-services.example');
  });

  describe('for a screen reader', () => {
    it('has a title, a language and a mark that it is tagged', async () => {
      const { document } = await read(SAMPLE_LETTER);
      const { info, metadata } = await document.getMetadata();
      expect(info).to.include({
        Title: 'Registration letter for online services',
        Language: 'en-GB',
        PDFFormatVersion: '1.7',
      });
      expect((metadata as { get(name: string): string } | null)?.get('dc:title')).to.equal(
        'Registration letter for online services',
      );
      expect(await document.getMarkInfo()).to.include({ Marked: true });
      expect(await document.getViewerPreferences()).to.include({ DisplayDocTitle: true });
    });

    it('has one title, headings, numbered steps, tables and a described figure', async () => {
      const { parts } = await read(SAMPLE_LETTER);
      const textOf = (role: string): string[] => partsWithRole(parts, role).map(({ text }) => text);
      expect(textOf('H1')).to.deep.equal(['Set up your online account']);
      expect(textOf('H2')).to.deep.equal([
        'Patient Services website',
        'Apps and NHS login',
        'How to set it up',
        'Keep it safe and private',
        'What you can do online',
      ]);
      expect(partsWithRole(parts, 'Table')).to.have.lengthOf(2);
      expect(partsWithRole(parts, 'L').map(({ children }) => children.length)).to.deep.equal([
        5, 4, 3,
      ]);
      expect(partsWithRole(parts, 'Figure').map(({ alt }) => alt)).to.deep.equal([
        'QR code with the address of the website: https://patient-services.example',
      ]);
      expect(textOf('LI')[0]).to.equal(
        '1. Go to https://patient-services.example or scan the code.',
      );
    });

    it('reads the whole letter: no text is outside the structure', async () => {
      const { parts, pages } = await read(SAMPLE_LETTER);
      const bare = (text: string): string => text.replaceAll(/\s/g, '');
      const structured = bare(parts.map(({ text }) => text).join(''));
      const printed = bare(
        pages
          .flat()
          .map(({ str }) => str)
          .join(''),
      );
      expect(structured).to.equal(printed);
    });
  });
});
