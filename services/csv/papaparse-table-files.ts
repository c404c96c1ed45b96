import { injectable } from 'tsyringe';
import { FailureKind, ok, refuse, type Result } from '../domain/result.ts';
import type { TableFiles, TableRow } from '../ports/table-files.ts';

/** By it spreadsheets know UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';
/**
 * What a spreadsheet may take for the beginning of a formula, blanks before it and full width too: an apostrophe goes
 * before it, as OWASP has it ("CSV Injection").
 */
const FORMULA = /^(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/;

const NOT_LOADED = refuse(FailureKind.notAllowed, { code: 'file-maker-not-loaded' });

/** {@link TableFiles} by papaparse, which is fetched with the first file. */
@injectable()
export class PapaparseTableFiles implements TableFiles {
  async csv(rows: readonly (readonly string[])[]): Promise<Result<Blob>> {
    const papaparse = await import('papaparse').catch(() => undefined);
    if (papaparse === undefined) return NOT_LOADED;
    const text = papaparse.default.unparse(rows as string[][], { escapeFormulae: FORMULA });
    return ok(new Blob([BYTE_ORDER_MARK, text], { type: 'text/csv;charset=utf-8' }));
  }

  async rows(text: string): Promise<Result<readonly TableRow[]>> {
    const reading = await import('./table-rows.ts').catch(() => undefined);
    return reading === undefined ? NOT_LOADED : ok(reading.rowsOf(text));
  }
}
