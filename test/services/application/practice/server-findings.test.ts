import { expect } from '@open-wc/testing';
import { Permission } from '../../../../services/domain/practice/permission.ts';
import type { ServerView, SettingsView } from '../../../../services/application/views.ts';
import { LACKING_SERVER } from '../../../fakes/in-memory-server-notes.ts';
import { makeProduct, type Product } from '../../../fakes/product.ts';
import '../../../words-at-hand.ts';

/** Once storage has answered. */
function shown({ services }: Product): ServerView | undefined {
  let latest: SettingsView | undefined;
  services.settings$.subscribe((view) => (latest = view)).unsubscribe();
  return latest?.phase === 'ready' ? latest.server : undefined;
}

describe('what the server does not do', () => {
  let product: Product;

  beforeEach(() => {
    product = makeProduct();
    may(Permission.view, Permission.administer);
  });

  function may(...permissions: readonly Permission[]): void {
    const session = product.host.session.value;
    product.host.session.set(session && { ...session, permissions });
  }

  it('is shown to who may change the settings, and to nobody else', async () => {
    expect(shown(product)).to.equal(undefined);
    await product.serverNotes.put(LACKING_SERVER);
    expect(shown(product)).to.deep.equal({
      software: 'Some Server 1.2.0',
      findings: LACKING_SERVER.findings,
      isGrave: true,
    });
    may(Permission.view, Permission.manageAccounts);
    expect(shown(product)).to.equal(undefined);
  });

  it('is grave only where the product does not work without it', async () => {
    const identity = { baseUrl: 'https://fhir.example/R4' };
    await product.serverNotes.put({
      ...LACKING_SERVER,
      identity,
      findings: [{ code: 'no-batch' }],
    });
    expect(shown(product)).to.deep.include({ software: '', isGrave: false });
    await product.serverNotes.put({ ...LACKING_SERVER, findings: [] });
    expect(shown(product)).to.equal(undefined);
  });

  it('is shown until it has been read, which is in the audit once', async () => {
    await product.serverNotes.put(LACKING_SERVER);
    expect((await product.services.acknowledgeServerFindings(undefined)).ok).to.equal(true);
    expect(shown(product)).to.equal(undefined);
    expect((await product.services.acknowledgeServerFindings(undefined)).ok).to.equal(true);
    const rows = await product.storage.records.audit({ limit: 10 });
    const told = rows.ok ? rows.value : [];
    expect(told.map(({ action, summary }) => [action, summary])).to.deep.equal([
      [
        'acknowledge-server-findings',
        'What the shared record’s server does not do was read: sort-ignored, no-history',
      ],
    ]);
  });
});
