import { encode } from 'uqr';

/** A QR code as rectangles of dark modules, in modules from its top left corner, quiet zone included. */
export interface QrCode {
  /** Modules along one side, quiet zone included. */
  readonly size: number;
  /** Horizontal runs of dark modules, each one module high. */
  readonly runs: readonly { readonly x: number; readonly y: number; readonly length: number }[];
}

/** Light modules around the code that readers need. Source: ISO/IEC 18004, 6.3.8. */
const QUIET_ZONE = 4;

/** The last one: letters of a practice bear the same, and it takes as long as all the rest of a letter. */
let last: { readonly text: string; readonly code: QrCode } | undefined;

/** Error correction M: survives a fold or a smudge over some 15 % of the code. */
export function qrCode(text: string): QrCode {
  if (last?.text !== text) last = { text, code: encoded(text) };
  return last.code;
}

function encoded(text: string): QrCode {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_ZONE });
  return { size, runs: data.flatMap((row, y) => darkRuns(row).map((run) => ({ ...run, y }))) };
}

function darkRuns(row: readonly boolean[]): { x: number; length: number }[] {
  const runs: { x: number; length: number }[] = [];
  row.forEach((dark, x) => {
    const last = runs.at(-1);
    if (!dark) return;
    if (last !== undefined && last.x + last.length === x) last.length += 1;
    else runs.push({ x, length: 1 });
  });
  return runs;
}
