import type { InjectionToken } from 'tsyringe';
import type { Result } from '../domain/result.ts';

/** A row as it was read. */
export interface TableRow {
  /** Line on which it begins, counted from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** Tables as files that spreadsheets open. */
export interface TableFiles {
  /**
   * Rows of cells as CSV: UTF-8 with a byte order mark, and no cell that a spreadsheet would take for a formula.
   * Refused (`file-maker-not-loaded`) while what makes it cannot be fetched.
   */
  csv(rows: readonly (readonly string[])[]): Promise<Result<Blob>>;
  /** The rows of such a text, whatever stands between its cells. Refused likewise. */
  rows(text: string): Promise<Result<readonly TableRow[]>>;
}

export const TABLE_FILES: InjectionToken<TableFiles> = Symbol('TableFiles');
