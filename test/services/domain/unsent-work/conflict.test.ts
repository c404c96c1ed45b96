import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { oursOverTheirs, rebase } from '../../../../services/domain/unsent-work/conflict.ts';
import { samePlainData } from '../../../../services/domain/unsent-work/plain-data.ts';

interface Plain {
  readonly [name: string]: Plain | string | number | boolean | readonly number[];
}

const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.integer()));
const flat: fc.Arbitrary<Plain> = fc.dictionary(fc.string({ maxLength: 3 }), leaf, { maxKeys: 5 });
const nested: fc.Arbitrary<Plain> = fc.dictionary(
  fc.string({ maxLength: 3 }),
  fc.oneof(leaf, flat),
  { maxKeys: 5 },
);

/** Changes of one side, all under names the other side does not use. */
const changesNamed = (prefix: string): fc.Arbitrary<Plain> =>
  nested.map((changes) =>
    Object.fromEntries(Object.entries(changes).map(([name, value]) => [prefix + name, value])),
  );

const reversed = (plain: Plain): Plain => Object.fromEntries(Object.entries(plain).reverse());

describe('three-way comparison', () => {
  it('gives the change as it was made when nobody else changed anything', () => {
    fc.assert(
      fc.property(nested, nested, (before, after) => {
        const rebased = rebase(before, after, before);
        expect(rebased.ok && samePlainData(rebased.after, after)).to.equal(true);
      }),
    );
  });

  it('gives their version when we changed nothing', () => {
    fc.assert(
      fc.property(nested, nested, (before, theirs) => {
        const rebased = rebase(before, before, theirs);
        expect(rebased.ok && samePlainData(rebased.after, theirs)).to.equal(true);
      }),
    );
  });

  it('merges changes to different properties', () => {
    fc.assert(
      fc.property(nested, changesNamed('ours-'), changesNamed('theirs-'), (base, ours, theirs) => {
        const rebased = rebase(base, { ...base, ...ours }, { ...base, ...theirs });
        expect(
          rebased.ok && samePlainData(rebased.after, { ...base, ...ours, ...theirs }),
        ).to.equal(true);
      }),
    );
  });

  it('does not care about the order of properties', () => {
    fc.assert(
      fc.property(nested, nested, nested, (before, after, theirs) => {
        const one = rebase(before, after, theirs);
        const other = rebase(reversed(before), reversed(after), reversed(theirs));
        expect(one.ok).to.equal(other.ok);
        if (one.ok && other.ok) expect(samePlainData(one.after, other.after)).to.equal(true);
      }),
    );
  });

  it('lets both sides make the same change', () => {
    fc.assert(
      fc.property(nested, nested, (before, after) => {
        const rebased = rebase(before, after, after);
        expect(rebased.ok && samePlainData(rebased.after, after)).to.equal(true);
      }),
    );
  });

  it('finds no conflict any more once ours has been put over theirs', () => {
    fc.assert(
      fc.property(nested, nested, nested, (before, after, theirs) => {
        const kept = oursOverTheirs(before, after, theirs);
        expect(rebase(theirs, kept, theirs).ok).to.equal(true);
        const rebased = rebase(before, after, theirs);
        if (rebased.ok) expect(samePlainData(rebased.after, kept)).to.equal(true);
      }),
    );
  });

  it('names each property that was changed two ways, with all three values', () => {
    const before = { enabled: true, notes: 'a', inner: { left: 1, right: 1 } };
    const rebased = rebase(
      before,
      { ...before, notes: 'ours', inner: { left: 2, right: 2 } },
      { ...before, enabled: false, notes: 'theirs', inner: { left: 3, right: 1 } },
    );
    expect(rebased).to.deep.equal({
      ok: false,
      differences: [
        { path: ['notes'], before: 'a', ours: 'ours', theirs: 'theirs' },
        { path: ['inner', 'left'], before: 1, ours: 2, theirs: 3 },
      ],
    });
  });

  it('keeps what they changed beside what we keep of ours', () => {
    const kept = oursOverTheirs<object>(
      { notes: 'a', status: 'created' },
      { notes: 'ours' },
      { notes: 'theirs', status: 'created', registeredAt: 'now' },
    );
    expect(kept).to.deep.equal({ notes: 'ours', registeredAt: 'now' });
  });

  it('merges entries that both sides add to an empty group', () => {
    const rebased = rebase<object>(
      { services: {} },
      { services: { repeats: { enabled: true } } },
      { services: { messaging: { enabled: true } } },
    );
    expect(rebased).to.deep.equal({
      ok: true,
      after: { services: { messaging: { enabled: true }, repeats: { enabled: true } } },
    });
  });

  it('asks when we removed a group in which they changed something', () => {
    const rebased = rebase<object>({ codes: { sealed: 'x' } }, {}, { codes: { sealed: 'y' } });
    expect(rebased.ok).to.equal(false);
  });

  it('takes a list as one value', () => {
    const rebased = rebase<object>({ list: [1] }, { list: [1, 2] }, { list: [1, 3] });
    expect(rebased.ok).to.equal(false);
  });

  it('takes an undefined property and an absent one as the same', () => {
    expect(samePlainData({ notes: undefined, on: true }, { on: true })).to.equal(true);
    expect(samePlainData({ notes: '' }, {})).to.equal(false);
    expect(samePlainData([1, 2], [2, 1])).to.equal(false);
    expect(samePlainData(null, {})).to.equal(false);
  });
});
