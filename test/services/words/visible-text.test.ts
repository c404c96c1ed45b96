import { expect } from '@open-wc/testing';
import { visibleText } from '../../../services/words/visible-text.ts';

describe('text that others have written', () => {
  const HIDDEN: Readonly<Record<string, readonly [string, string]>> = {
    'an override of direction': ['Evans\u202E snavE', 'Evans[U+202E] snavE'],
    'isolates of direction': ['\u2066Ann\u2069', '[U+2066]Ann[U+2069]'],
    'marks of direction': ['Ann\u200E\u200F\u061C', 'Ann[U+200E][U+200F][U+061C]'],
    'zero-width spaces and joiners': [
      'A\u200Bn\u200Cn\u200D\u2060\uFEFF',
      'A[U+200B]n[U+200C]n[U+200D][U+2060][U+FEFF]',
    ],
    'soft hyphens': ['Mor\u00ADgan', 'Mor[U+00AD]gan'],
    'control characters': ['Ann\u0000\u0007\u009B', 'Ann[U+0000][U+0007][U+009B]'],
    'tags beyond the first plane': ['Ann\u{E0041}', 'Ann[U+E0041]'],
    fillers: ['Ann\u3164', 'Ann[U+3164]'],
  };
  for (const [what, [text, shown]] of Object.entries(HIDDEN)) {
    it(`shows ${what} as what they are`, () => {
      expect(visibleText(text)).to.equal(shown);
    });
  }

  it('is shown as it is where all of it can be seen, in any script and on several lines', () => {
    const text = 'Siân Ó Dónaill, Łukasz, محمد, יעל, 王芳, नेहा\nsecond line\ttab 👍🏽';
    expect(visibleText(text)).to.equal(text);
  });
});
