import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { maskEmail } from '../../../services/letters/masked-email.ts';
import { breakLines } from '../../../services/letters/text-lines.ts';

/** Every character one millimetre a point wide, bold ones a tenth more. */
const measure = (text: string, face: string, size: number): number =>
  text.length * size * (face === 'bold' ? 1.1 : 1);

const runs = fc.array(
  fc.record({
    text: fc.string({ unit: fc.constantFrom('a', 'b', '-', '.', ' ') }),
    strong: fc.boolean(),
  }),
);

describe('lines of a paragraph', () => {
  it('are never wider than the column, and lose nothing but double spaces', () => {
    fc.assert(
      fc.property(runs, fc.integer({ min: 3, max: 30 }), (text, width) => {
        const lines = breakLines(text, 1, width, measure);
        const shown = lines.map((line) => line.map((fragment) => fragment.text).join(''));
        for (const line of lines) {
          const last = line.at(-1);
          if (last === undefined) continue;
          const end = last.x + measure(last.text.trimEnd(), last.face, 1);
          expect(end).to.be.at.most(width + 1e-9);
        }
        const whole = text.map((run) => run.text).join('');
        expect(shown.join('').trim()).to.equal(whole.replaceAll(/ +/g, ' ').trim());
      }),
    );
  });

  it('keep a full stop with the bold word before it', () => {
    const text = [{ text: 'by ' }, { text: '15 March', strong: true }, { text: '. Then' }];
    const lines = breakLines(text, 1, 9, measure).map((line) => line.map((part) => part.text));
    expect(lines).to.deep.equal([['by ', '15 '], ['March', '. '], ['Then']]);
  });

  it('break a web address after a stroke, a full stop or a hyphen', () => {
    const lines = breakLines([{ text: 'https://patient-services.example' }], 1, 20, measure);
    expect(lines.map(([part]) => part?.text)).to.deep.equal([
      'https://patient-',
      'services.example',
    ]);
  });
});

describe('a masked email address', () => {
  it('shows its ends and hides how long it is', () => {
    expect(maskEmail('sian@mail.example')).to.equal('s•••n@mail.example');
    expect(maskEmail('sian.o.donaill@mail.example')).to.equal('s•••l@mail.example');
  });

  it('hides the end of very short ones', () => {
    expect(maskEmail('ab@mail.example')).to.equal('a•••@mail.example');
    expect(maskEmail('a@mail.example')).to.equal('a•••@mail.example');
  });
});
