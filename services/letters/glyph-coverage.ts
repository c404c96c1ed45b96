/**
 * Which characters a TrueType font has glyphs for: its Unicode character map in format 4, the one jsPDF reads.
 * Characters above U+FFFF are never covered, because jsPDF takes text apart into 16-bit units. Source: OpenType
 * specification, "cmap".
 * @throws {RangeError} when the file has no such map (our own fonts always have).
 */
export function coveredCharacters(font: ArrayBuffer): ReadonlySet<number> {
  const view = new DataView(font);
  const cmap = tableOffset(view, 'cmap');
  const subtables = view.getUint16(cmap + 2);
  for (let index = 0; index < subtables; index += 1) {
    const subtable = cmap + view.getUint32(cmap + 8 + index * 8);
    if (view.getUint16(subtable) === 4) return charactersOfFormat4(view, subtable);
  }
  throw new RangeError('The font has no character map in format 4.');
}

/** The characters of a text that the font lacks, each once, in order; space is never missing. */
export function missingCharacters(text: string, covered: ReadonlySet<number>): readonly string[] {
  const missing = Array.from(text).filter(
    (character) => !covered.has(character.codePointAt(0) ?? 0),
  );
  return [...new Set(missing)];
}

function tableOffset(view: DataView, tag: string): number {
  const tables = view.getUint16(4);
  for (let index = 0; index < tables; index += 1) {
    const record = 12 + index * 16;
    const name = [0, 1, 2, 3].map((at) => String.fromCharCode(view.getUint8(record + at))).join('');
    if (name === tag) return view.getUint32(record + 8);
  }
  throw new RangeError(`The font has no table ${tag}.`);
}

function charactersOfFormat4(view: DataView, subtable: number): ReadonlySet<number> {
  const characters = new Set<number>();
  const segments = view.getUint16(subtable + 6) / 2;
  const ends = subtable + 14;
  const starts = ends + segments * 2 + 2;
  const deltas = starts + segments * 2;
  const offsets = deltas + segments * 2;
  for (let segment = 0; segment < segments; segment += 1) {
    const at = segment * 2;
    const start = view.getUint16(starts + at);
    const end = view.getUint16(ends + at);
    const delta = view.getUint16(deltas + at);
    const offset = view.getUint16(offsets + at);
    for (let character = start; character <= end && character < 0xffff; character += 1) {
      // A range offset counts from its own place in the table.
      const listed = offsets + at + offset + (character - start) * 2;
      const glyph = offset === 0 ? character : view.getUint16(listed);
      if (glyph !== 0 && ((glyph + delta) & 0xffff) !== 0) characters.add(character);
    }
  }
  return characters;
}
