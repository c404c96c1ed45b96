import { expect } from '@open-wc/testing';
import { textSeal } from '../../../services/security/text-seal.ts';
import { newStorageKey } from '../storage/temporary-storage.ts';

const NOTE = 'Asked by her daughter: Siân does not want letters';
const PLACE = ['services-1', 'services', 'repeats', 'notes'];

describe('A text that is kept in the browser', () => {
  let key: CryptoKey;

  beforeEach(async () => {
    key = await newStorageKey();
  });

  it('is read again by whoever has the key, and nothing of it can be read without', async () => {
    const sealed = await (await textSeal(key)).seal(NOTE, PLACE);
    expect(await (await textSeal(key)).open(sealed, PLACE)).to.equal(NOTE);
    const raw = sealed + atob(sealed.slice(sealed.lastIndexOf(':') + 1));
    // Shorter words turn up by chance in what nobody can read.
    const words = NOTE.split(' ').filter(({ length }) => length > 4);
    for (const word of words) expect(raw).not.to.contain(word);
  });

  it('looks the same in the same place, so that it can be compared, and nowhere else', async () => {
    const seal = await textSeal(key);
    const sealed = await seal.seal(NOTE, PLACE);
    expect(await (await textSeal(key)).seal(NOTE, PLACE)).to.equal(sealed);
    const others = [
      await seal.seal(NOTE, ['services-2', 'services', 'repeats', 'notes']),
      await seal.seal(NOTE, ['services-1', 'services', 'acutes', 'notes']),
      // The same letters, cut otherwise.
      await seal.seal(NOTE, ['services-1","services', 'repeats', 'notes']),
      await seal.seal(`${NOTE}.`, PLACE),
      await (await textSeal(await newStorageKey())).seal(NOTE, PLACE),
    ];
    const nonce = sealed.slice(0, sealed.lastIndexOf(':') + 17);
    expect(new Set([sealed, ...others]).size).to.equal(6);
    expect(others.filter((each) => each.startsWith(nonce))).to.deep.equal([]);
  });

  it('is refused when it was moved to another record or field', async () => {
    const seal = await textSeal(key);
    const sealed = await seal.seal(NOTE, PLACE);
    for (const place of [['services-2', ...PLACE.slice(1)], ['services-1', 'enabledNotes'], []]) {
      expect(await seal.open(sealed, place)).to.equal(undefined);
    }
  });

  it('is refused when one character of it was changed, or it was cut, or is no sealed text', async () => {
    const seal = await textSeal(key);
    const sealed = await seal.seal(NOTE, PLACE);
    for (let at = seal.mark.length; at < sealed.length - 2; at += 1) {
      const other = sealed[at] === 'A' ? 'B' : 'A';
      const changed = sealed.slice(0, at) + other + sealed.slice(at + 1);
      expect(await seal.open(changed, PLACE), `character ${at}`).to.equal(undefined);
    }
    for (const odd of ['', seal.mark, `${seal.mark}AAAA`, `${seal.mark}%%%`, NOTE]) {
      expect(await seal.open(odd, PLACE), odd).to.equal(undefined);
    }
  });

  it('is refused under another key, which it names without telling it', async () => {
    const [one, other] = [await textSeal(key), await textSeal(await newStorageKey())];
    expect(one.mark).not.to.equal(other.mark);
    expect((await textSeal(key)).mark).to.equal(one.mark);
    expect(await other.open(await one.seal(NOTE, PLACE), PLACE)).to.equal(undefined);
  });

  it('may be long, empty, or in any script', async () => {
    const seal = await textSeal(key);
    for (const text of ['', 'ῥώμη 🩺 \u0000 \u{10FFFF}', 'long '.repeat(40_000)]) {
      expect(await seal.open(await seal.seal(text, PLACE), PLACE)).to.equal(text);
    }
  });
});
