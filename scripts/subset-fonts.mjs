/**
 * Makes the letter's fonts: Noto Sans and Noto Sans Mono cut down to the characters of names and
 * addresses in the languages of the United Kingdom's patients that left-to-right typesetting without
 * shaping can print well. Run it after changing a range; the results are committed.
 *
 *   node scripts/subset-fonts.mjs
 */
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import subsetFont from 'subset-font';
import { ROOT } from './bundling.mjs';

const OUT = join(ROOT, 'services/letters/fonts');

const ASCII = [[0x20, 0x7e]];
const NAMES_AND_ADDRESSES = [
  ...ASCII,
  // Latin-1, Latin Extended-A and -B.
  [0xa0, 0x24f],
  // Modifier apostrophes and reversed commas, as in Oʻahu and Ukrainian names.
  [0x2b9, 0x2bf],
  // Combining marks: Yoruba has letters that no single character stands for.
  [0x300, 0x36f],
  // Greek, Cyrillic with its supplement.
  [0x370, 0x3ff],
  [0x400, 0x52f],
  // Latin Extended Additional: Welsh, Vietnamese, Yoruba.
  [0x1e00, 0x1eff],
  // Dashes, quotation marks, bullets, ellipsis.
  [0x2010, 0x2027],
  [0x2030, 0x203a],
  // Euro, numero, trade mark.
  [0x20ac, 0x20ac],
  [0x2116, 0x2116],
  [0x2122, 0x2122],
];

const FONTS = [
  {
    from: '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
    to: 'noto-sans-regular.ttf',
    ranges: NAMES_AND_ADDRESSES,
  },
  {
    from: '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
    to: 'noto-sans-bold.ttf',
    ranges: NAMES_AND_ADDRESSES,
  },
  {
    from: '@expo-google-fonts/noto-sans-mono/600SemiBold/NotoSansMono_600SemiBold.ttf',
    to: 'noto-sans-mono-semibold.ttf',
    ranges: ASCII,
  },
];

// A PDF needs outlines, metrics and the character map. Kerning and substitution tables are for
// text shapers, which the letter does not use, and would double the download.
const KEPT_TABLES = new Set([
  ...['OS/2', 'cmap', 'cvt ', 'fpgm', 'gasp', 'glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp'],
  ...['name', 'post', 'prep'],
]);

const require = createRequire(import.meta.url);
for (const { from, to, ranges } of FONTS) {
  const whole = await readFile(require.resolve(from));
  const subset = await subsetFont(whole, textOf(ranges), {
    targetFormat: 'sfnt',
    noLayoutClosure: true,
  });
  const font = withTables(subset, KEPT_TABLES);
  await writeFile(join(OUT, to), font);
  process.stdout.write(`${to}: ${font.length} bytes\n`);
}

function textOf(ranges) {
  return ranges
    .flatMap(([first, last]) =>
      Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)),
    )
    .join('');
}

/** The same TrueType font with only these tables; offsets are written anew, checksums stay true. */
function withTables(font, kept) {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, index) => {
    const at = 12 + index * 16;
    const offset = font.readUInt32BE(at + 8);
    return {
      tag: font.toString('latin1', at, at + 4),
      checksum: font.readUInt32BE(at + 4),
      data: font.subarray(offset, offset + font.readUInt32BE(at + 12)),
    };
  }).filter(({ tag }) => kept.has(tag));
  const header = Buffer.alloc(12 + tables.length * 16);
  const powerOfTwo = 2 ** Math.floor(Math.log2(tables.length));
  font.copy(header, 0, 0, 4);
  header.writeUInt16BE(tables.length, 4);
  header.writeUInt16BE(powerOfTwo * 16, 6);
  header.writeUInt16BE(Math.log2(powerOfTwo), 8);
  header.writeUInt16BE((tables.length - powerOfTwo) * 16, 10);
  const parts = [header];
  let end = header.length;
  tables.forEach(({ tag, checksum, data }, index) => {
    const at = 12 + index * 16;
    header.write(tag, at, 'latin1');
    header.writeUInt32BE(checksum, at + 4);
    header.writeUInt32BE(end, at + 8);
    header.writeUInt32BE(data.length, at + 12);
    const padding = Buffer.alloc((4 - (data.length % 4)) % 4);
    parts.push(data, padding);
    end += data.length + padding.length;
  });
  return Buffer.concat(parts);
}
