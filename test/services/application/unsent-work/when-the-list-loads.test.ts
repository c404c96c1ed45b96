import { expect } from '@open-wc/testing';
import { filter, firstValueFrom } from 'rxjs';
import { workViews } from '../../../../services/application/unsent-work/work-views.ts';
import type { WorkViewsSource } from '../../../../services/application/unsent-work/work-views-source.ts';
import type { ReadyTabView } from '../../../../services/application/views.ts';
import { checkIdentity, makeProduct, type Product } from '../../../fakes/product.ts';
import { waitUntil } from '../../../wait-until.ts';
import '../../../words-at-hand.ts';

/** A product whose list of unsent work is loaded in this way, and how often it was asked for. */
function makeWithList(load: WorkViewsSource): { readonly product: Product; asked: () => number } {
  let asked = 0;
  const product = makeProduct(undefined, {
    workViews: () => {
      asked += 1;
      return load();
    },
  });
  return { product, asked: () => asked };
}

/** The first view of the open patient of which this holds. */
function viewThat(product: Product, holds: (view: ReadyTabView) => boolean): Promise<unknown> {
  return firstValueFrom(
    product.services.tab$.pipe(filter((view) => view.phase === 'ready' && holds(view))),
  );
}

describe('the list of unsent work', () => {
  it('is loaded once there is some, and names it', async () => {
    const { product, asked } = makeWithList(() => Promise.resolve(workViews));
    await product.tab();
    expect(asked()).to.equal(0);
    await checkIdentity(product);
    await viewThat(product, ({ sync }) => sync.work[0]?.description === 'Record identity check');
    expect(asked()).to.equal(1);
  });

  it('is said to be missing while it cannot be loaded, with its changes counted, and asked for again', async () => {
    let isThere = false;
    const { product } = makeWithList(() =>
      isThere ? Promise.resolve(workViews) : Promise.reject(new TypeError('There is no network.')),
    );
    await checkIdentity(product);
    const views: ReadyTabView[] = [];
    const following = product.services.tab$.subscribe((view) => {
      if (view.phase === 'ready') views.push(view);
    });
    const last = (): ReadyTabView['sync'] | undefined => views.at(-1)?.sync;
    await waitUntil(() => last()?.listMissing === true, 'the screen says that it is missing');
    expect(last()?.summary).to.contain('1 change is kept on this computer');
    expect(last()?.work).to.deep.equal([]);
    isThere = true;
    await waitUntil(() => last()?.work.length === 1, 'it is listed');
    expect(last()?.listMissing).to.equal(undefined);
    following.unsubscribe();
  });
});
