import { expect } from '@open-wc/testing';
import papaparse from 'papaparse';
import { PapaparseTableFiles } from '../../../services/csv/papaparse-table-files.ts';

/** What a spreadsheet reads, and the bytes it begins with. */
async function opened(rows: readonly (readonly string[])[]) {
  const made = await new PapaparseTableFiles().csv(rows);
  if (!made.ok) throw new Error(made.failure.kind);
  const bytes = new Uint8Array(await made.value.arrayBuffer());
  const text = new TextDecoder('utf-8').decode(bytes);
  return { bytes, type: made.value.type, rows: papaparse.parse<string[]>(text).data };
}

describe('A CSV file', () => {
  it('is read again as it was written: quotes, commas, ends of lines and all letters', async () => {
    const rows = [
      ['What', 'Who'],
      ['Services changed: "Global" off, Repeats on\nand a second line', 'Siân Ó Dónaill, 王'],
    ];
    expect((await opened(rows)).rows).to.deep.equal(rows);
  });

  it('begins with a byte order mark, by which spreadsheets know UTF-8', async () => {
    const { bytes, type } = await opened([['Siân']]);
    expect([...bytes.slice(0, 3)]).to.deep.equal([0xef, 0xbb, 0xbf]);
    expect(type).to.equal('text/csv;charset=utf-8');
  });

  for (const cell of [
    '=HYPERLINK("https://bad.example")',
    '+44 7700 900123',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '  =1+1',
    '=1\nand another line',
    '＝1+1',
  ]) {
    it(`holds no formula: ${JSON.stringify(cell)}`, async () => {
      const { rows } = await opened([['What'], [cell]]);
      expect(rows).to.deep.equal([['What'], [`'${cell}`]]);
    });
  }
});

describe('a table that somebody pasted, or a file', () => {
  const rows = async (text: string): Promise<readonly (readonly [number, ...string[]])[]> => {
    const read = await new PapaparseTableFiles().rows(text);
    if (!read.ok) throw new Error(read.failure.kind);
    return read.value.map(({ line, cells }) => [line, ...cells] as const);
  };

  it('is cut into cells, each row with the line that it begins on', async () => {
    expect(await rows('\ufeffNumber,Name\r\n1,"a\r\nb"\r\n\r\n2,c')).to.deep.equal([
      [1, 'Number', 'Name'],
      [2, '1', 'a\nb'],
      [4, ''],
      [5, '2', 'c'],
    ]);
  });

  it('may come with tabs or semicolons, or in one column', async () => {
    expect(await rows('1\ta\n2\tb')).to.deep.equal([
      [1, '1', 'a'],
      [2, '2', 'b'],
    ]);
    expect(await rows('1;a')).to.deep.equal([[1, '1', 'a']]);
    expect(await rows('1\n2')).to.deep.equal([
      [1, '1'],
      [2, '2'],
    ]);
  });
});
