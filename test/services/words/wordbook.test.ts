import { expect } from '@open-wc/testing';
import { Wordbook, type Language } from '../../../services/words/wordbook.ts';

interface Sample {
  readonly greetings: { readonly hello: string };
  readonly counts: { readonly patients: (count: number) => string };
}

const english: Language<Sample> = {
  greetings: () => Promise.resolve({ hello: 'Hello' }),
  counts: () =>
    Promise.resolve({ patients: (count) => (count === 1 ? '1 patient' : `${count} patients`) }),
};

/** The noun stays singular after a number, and its first letter changes with it. */
const welsh: Language<Sample> = {
  greetings: () => Promise.resolve({ hello: 'Helo' }),
  counts: () =>
    Promise.resolve({
      patients: (count) => `${count} ${{ 1: 'claf', 2: 'glaf' }[count] ?? 'chlaf'}`,
    }),
};

function bookOfBoth(): Wordbook<Sample> {
  return new Wordbook({ en: english, cy: welsh }, english);
}

describe('words by language', () => {
  it('are those of the locale, whatever its region', async () => {
    const book = bookOfBoth();
    book.speak('cy-GB');
    await book.load(['greetings', 'counts']);
    expect(book.read('greetings').hello).to.equal('Helo');
    expect([1, 2, 3].map(book.read('counts').patients)).to.deep.equal([
      '1 claf',
      '2 glaf',
      '3 chlaf',
    ]);
  });

  it('are English for a locale that has none', async () => {
    const book = bookOfBoth();
    book.speak('de-AT');
    await book.load(['counts']);
    expect([1, 2].map(book.read('counts').patients)).to.deep.equal(['1 patient', '2 patients']);
  });

  it('stay readable until those of the next language have come', async () => {
    const book = bookOfBoth();
    await book.load(['greetings']);
    book.speak('cy');
    const coming = book.load(['greetings']);
    expect(book.read('greetings').hello).to.equal('Hello');
    await coming;
    expect(book.read('greetings').hello).to.equal('Helo');
  });

  it('are not overtaken by those of a language given up meanwhile', async () => {
    let arrive: (greetings: Sample['greetings']) => void = () => undefined;
    const late = new Promise<Sample['greetings']>((resolve) => {
      arrive = resolve;
    });
    const slow: Language<Sample> = { ...english, greetings: () => late };
    const book = new Wordbook<Sample>({ xx: slow, cy: welsh }, english);
    book.speak('xx');
    const given = book.load(['greetings']);
    book.speak('cy');
    await book.load(['greetings']);
    arrive({ hello: 'Late' });
    await given;
    expect(book.read('greetings').hello).to.equal('Helo');
  });

  it('can be asked for again when they could not be fetched', async () => {
    let online = false;
    const shaky: Language<Sample> = {
      ...english,
      greetings: () => (online ? english.greetings() : Promise.reject(new TypeError('offline'))),
    };
    const book = new Wordbook<Sample>({}, shaky);
    const failed = await book.load(['greetings']).catch((error: unknown) => error);
    expect(failed).to.be.instanceOf(TypeError);
    online = true;
    await book.load(['greetings']);
    expect(book.read('greetings').hello).to.equal('Hello');
  });

  it('are a bug where nobody has loaded them', () => {
    expect(() => bookOfBoth().read('counts')).to.throw('counts');
  });
});
