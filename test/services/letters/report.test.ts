import { expect } from '@open-wc/testing';
import { loadLetterFonts } from '../../../services/letters/letter-fonts.ts';
import { renderReport } from '../../../services/letters/render-report.ts';
import type { Report } from '../../../services/ports/letter-renderer.ts';
import { partsWithRole, readPdf, type ReadLetter } from './read-pdf.ts';

const REPORT: Report = {
  language: 'en',
  title: 'History of an online account',
  sender: 'Hollin Bank Surgery',
  facts: [
    { label: 'Patient', text: 'MORGAN, Siân (Mrs)' },
    { label: 'Exported by', text: 'Dilys Probert' },
  ],
  warnings: ['NOT COMPLETE: not everything could be read.'],
  groups: [
    {
      heading: '20 April 2026',
      entries: [{ lead: '09:05, Gwen Rees', lines: ['Account unlocked', 'Reason: 王 asked'] }],
    },
  ],
};

async function made(report: Report): Promise<ReadLetter> {
  const fonts = await loadLetterFonts();
  if (!fonts.ok) throw new Error(fonts.failure.reason.code);
  const pdf = await renderReport(report, fonts.value);
  if (!pdf.ok) throw new Error(pdf.failure.reason.code);
  return readPdf(pdf.value);
}

describe('a report on paper', () => {
  it('says whose it is, what is missing, and each entry under its day', async () => {
    const { document, text, parts } = await made(REPORT);
    expect(text).to.contain('Patient: MORGAN, Siân (Mrs)');
    expect(text).to.contain('NOT COMPLETE: not everything could be read.');
    expect(partsWithRole(parts, 'H1').map((part) => part.text)).to.deep.equal([REPORT.title]);
    expect(partsWithRole(parts, 'H2').map((part) => part.text)).to.deep.equal(['20 April 2026']);
    const entry = partsWithRole(parts, 'P').slice(-3);
    expect(entry.map((part) => part.text)).to.deep.equal([
      ...['09:05, Gwen Rees', 'Account unlocked', 'Reason: [U+738B] asked'],
    ]);
    await document.destroy();
  });

  it('goes on over as many pages as it takes, numbered, with nothing left out', async () => {
    const entries = Array.from({ length: 120 }, (_, index) => ({
      lead: `09:05, Gwen Rees`,
      lines: [`Entry number ${index}.`],
    }));
    const long = { ...REPORT, groups: [{ heading: '20 April 2026', entries }] };
    const { document, text } = await made(long);
    const { numPages } = document;
    expect(numPages).to.be.greaterThan(3);
    expect(text)
      .to.contain(`Page 1 of ${numPages}`)
      .and.to.contain(`Page ${numPages} of ${numPages}`);
    for (let index = 0; index < 120; index += 1) expect(text).to.contain(`Entry number ${index}.`);
    await document.destroy();
  });
});
