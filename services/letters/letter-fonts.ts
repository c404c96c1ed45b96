import { FailureKind, ok, refuse, type Result } from '../domain/result.ts';

/** The letter's typefaces as TrueType files. */
export interface LetterFonts {
  readonly regular: ArrayBuffer;
  readonly bold: ArrayBuffer;
  /** For codes only: has ASCII and nothing else. */
  readonly mono: ArrayBuffer;
}

const FILES: Readonly<Record<keyof LetterFonts, URL>> = {
  regular: new URL('./fonts/noto-sans-regular.ttf', import.meta.url),
  bold: new URL('./fonts/noto-sans-bold.ttf', import.meta.url),
  mono: new URL('./fonts/noto-sans-mono-semibold.ttf', import.meta.url),
};

let loaded: LetterFonts | undefined;

/** The fonts, fetched at the first call and kept; after a failure the next call tries again. */
export async function loadLetterFonts(): Promise<Result<LetterFonts>> {
  if (loaded !== undefined) return ok(loaded);
  const [regular, bold, mono] = await Promise.all([
    load(FILES.regular),
    load(FILES.bold),
    load(FILES.mono),
  ]);
  if (regular === undefined || bold === undefined || mono === undefined) {
    return refuse(FailureKind.letterImpossible, { code: 'typefaces-not-loaded' });
  }
  loaded = { regular, bold, mono };
  return ok(loaded);
}

async function load(file: URL): Promise<ArrayBuffer | undefined> {
  try {
    const response = await fetch(file);
    return response.ok ? await response.arrayBuffer() : undefined;
  } catch (error) {
    // How fetch says that the network is gone.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
