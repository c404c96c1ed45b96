import type { FontFace, Measure } from './laid-out-letter.ts';
import type { Text } from '../words/formatted-text.ts';

/** A stretch of one line in one face. */
export interface Fragment {
  readonly text: string;
  readonly face: FontFace;
  /** From the start of the line, in millimetres. */
  readonly x: number;
}

interface Glyphs {
  readonly text: string;
  readonly face: FontFace;
}
interface Word {
  readonly glyphs: readonly Glyphs[];
  /** Cut off from the next, so no space belongs between them. */
  readonly cut?: true;
}

/**
 * Breaks a paragraph into lines no wider than `width` millimetres; a word too long for a line is cut, never clipped.
 * A line ends with the space it was broken at, so that text read out of the document does not run together.
 */
export function breakLines(
  text: Text,
  size: number,
  width: number,
  measure: Measure,
): readonly (readonly Fragment[])[] {
  const widthOf = (word: Word): number =>
    word.glyphs.reduce((sum, { text, face }) => sum + measure(text, face, size), 0);
  const lines: Word[][] = [[]];
  let used = 0;
  for (const word of wordsOf(text).flatMap((word) => cutToFit(word, width, widthOf))) {
    const wordWidth = widthOf(word);
    if (used > 0 && used + wordWidth > width) {
      lines.push([]);
      used = 0;
    }
    lines.at(-1)?.push(word);
    used += wordWidth + measure(' ', word.glyphs.at(-1)?.face ?? 'regular', size);
  }
  return lines.map((words, index) => inFragments(words, index < lines.length - 1, size, measure));
}

/** Words of a paragraph. One word may change its face, as in a bold date with a plain full stop. */
function wordsOf(text: Text): Word[] {
  const words: Glyphs[][] = [[]];
  for (const { text: run, strong } of text) {
    const face = strong === true ? 'bold' : 'regular';
    run.split(/ +/).forEach((piece, index) => {
      if (index > 0) words.push([]);
      if (piece !== '') words.at(-1)?.push({ text: piece, face });
    });
  }
  return words.filter((glyphs) => glyphs.length > 0).map((glyphs) => ({ glyphs }));
}

/** A word as pieces that each fit: cut after a stroke, full stop or hyphen where it has one, else anywhere. */
function cutToFit(word: Word, width: number, widthOf: (word: Word) => number): Word[] {
  if (widthOf(word) <= width) return [word];
  const fits = (glyphs: readonly Glyphs[]): boolean => widthOf({ glyphs }) <= width;
  const pieces: Glyphs[][] = [[]];
  const add = (part: Glyphs): void => {
    const piece = pieces.at(-1);
    if (piece !== undefined && fits([...piece, part])) piece.push(part);
    else pieces.push([part]);
  };
  for (const part of word.glyphs.flatMap(inParts)) {
    if (fits([part])) add(part);
    else inCharacters(part).forEach(add);
  }
  const found = pieces.filter((glyphs) => glyphs.length > 0);
  return found.map((glyphs, index) =>
    index < found.length - 1 ? { glyphs, cut: true } : { glyphs },
  );
}

/** User-perceived characters: a combining mark stays with its letter. */
function inCharacters({ text, face }: Glyphs): Glyphs[] {
  return Array.from(new Intl.Segmenter().segment(text), ({ segment }) => ({ text: segment, face }));
}

function inParts({ text, face }: Glyphs): Glyphs[] {
  return (text.match(/[^/.-]*[/.-]+|[^/.-]+$/g) ?? []).map((part) => ({ text: part, face }));
}

function inFragments(
  words: readonly Word[],
  spaceAtEnd: boolean,
  size: number,
  measure: Measure,
): readonly Fragment[] {
  const joined: { text: string; face: FontFace }[] = [];
  words.forEach((word, index) => {
    const space = word.cut !== true && (spaceAtEnd || index < words.length - 1);
    word.glyphs.forEach(({ text, face }, at) => {
      const piece = text + (space && at === word.glyphs.length - 1 ? ' ' : '');
      const last = joined.at(-1);
      if (last?.face === face) last.text += piece;
      else joined.push({ text: piece, face });
    });
  });
  let x = 0;
  return joined.map(({ text, face }) => {
    const fragment = { text, face, x };
    x += measure(text, face, size);
    return fragment;
  });
}
