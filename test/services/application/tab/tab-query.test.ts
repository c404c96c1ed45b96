import { expect } from '@open-wc/testing';
import { filter, firstValueFrom, map } from 'rxjs';
import type { TabView } from '../../../../services/application/views.ts';
import type { StorageReason } from '../../../../services/domain/unsent-work/reasons.ts';
import { SyncPhase } from '../../../../services/ports/sync-control.ts';
import { SIAN, TOMASZ, VERIFIED_EMAIL } from '../../../fakes/fake-host.ts';
import { checkIdentity, createAccount, makeProduct, TODAY } from '../../../fakes/product.ts';
import { changeStoredAccount } from '../../../fakes/stored-account.ts';
import { waitUntil } from '../../../wait-until.ts';

describe('the Online Services tab', () => {
  it('follows the patient of the host', async () => {
    const product = makeProduct();
    expect((await product.tab()).patient).to.include({
      name: 'MORGAN, Siân (Mrs)',
      patientId: '999 000 0018',
      patientIdLabel: 'NHS number',
    });
    product.host.currentPatient.set(TOMASZ);
    expect((await product.tab()).patient.name).to.equal('ŻAK, Łukasz');
  });

  it('says so, on screen and of unsent work, and prints no letter to nobody, when the record holds no name', async () => {
    const product = makeProduct();
    product.host.currentPatient.set({ ...SIAN, name: [] });
    expect((await product.tab()).patient.name).to.equal('Name not recorded');
    await checkIdentity(product);
    const { work } = (await product.tab()).sync;
    expect(work.map(({ patientName }) => patientName)).to.include('Name not recorded');
    product.host.currentPatient.set(SIAN);
    await createAccount(product);
    product.host.currentPatient.set({ ...SIAN, name: [] });
    const printed = await product.services.printLetter({
      patientRef: 'patient-sian',
      operationId: product.services.newOperationId(),
      answered: ['codes-not-shared'],
    });
    expect(!printed.ok && printed.failure.message).to.contain('holds no name');
    expect(product.renderer.letters).to.deep.equal([]);
  });

  it('shows what cannot be seen in names and free text as what it is', async () => {
    const product = makeProduct();
    product.host.currentPatient.set({
      ...SIAN,
      name: [{ use: 'official', given: ['Si\u200Bân'], family: 'Morgan' }],
    });
    await product.services.recordIdentityCheck({
      patientRef: 'patient-sian',
      operationId: crypto.randomUUID(),
      date: TODAY,
      method: 'passport',
      staffId: 'staff-dilys',
      freetext: 'Passport\u2066 seen',
      addCodedEntry: false,
    });
    product.host.colleagues?.set([{ id: 'staff-x', name: 'Sam\u202E', role: 'GP' }]);
    const { patient, identityChecks, staffChoices } = await product.tab();
    expect(staffChoices).to.deep.include({ id: 'staff-x', name: 'Sam[U+202E]' });
    expect(patient.name).to.contain('Si[U+200B]ân');
    expect(identityChecks[0]).to.include({
      freetext: 'Passport[U+2066] seen',
    });
  });

  it('shows nothing of a patient when nobody is signed in, or none is open', async () => {
    const product = makeProduct();
    product.host.currentPatient.set(null);
    expect((await firstValueFrom(product.services.tab$)).phase).to.equal('no-patient');
    product.host.session.set(null);
    expect((await firstValueFrom(product.services.tab$)).phase).to.equal('signed-out');
  });

  it('shows nothing to a role that may not see it', async () => {
    const product = makeProduct();
    const session = product.host.session.value;
    product.host.session.set(session && { ...session, permissions: [] });
    expect((await firstValueFrom(product.services.tab$)).phase).to.equal('not-permitted');
  });

  it('says when storage cannot be used, and recovers by itself', async () => {
    const product = makeProduct();
    product.storage.fail({ code: 'storage-full' });
    const view = await firstValueFrom(
      product.services.tab$.pipe(filter(({ phase }) => phase !== 'loading')),
    );
    expect(view).to.have.property('phase', 'unavailable');
    expect(view).to.have.property('message').that.contains('no room left');
    product.storage.fail(undefined);
    expect((await product.tab()).patient.ref).to.equal('patient-sian');
  });

  it('says what to do where it cannot be said why storage is of no use', async () => {
    const product = makeProduct();
    const laterVersions = { code: 'storage-fell-silent' } as unknown as StorageReason;
    product.storage.fail(laterVersions);
    const view = await firstValueFrom(
      product.services.tab$.pipe(filter(({ phase }) => phase === 'unavailable')),
    );
    expect(view).to.have.property('message').that.contains('reload the page');
  });

  it('does not take it that there is no account before everything has been fetched once', async () => {
    const product = makeProduct(undefined, { isFirstPull: true });
    expect((await product.tab()).accountMayExist).to.equal(true);
    product.storage.haveEverything();
    expect((await product.tab()).accountMayExist).to.equal(undefined);
  });

  it('knows an account of its own before everything has been fetched once', async () => {
    const product = makeProduct(undefined, { isFirstPull: true });
    await createAccount(product);
    expect((await product.tab()).accountMayExist).to.equal(undefined);
  });

  it('says when what can be done could not be loaded, and asks for it again', async () => {
    let asked = 0;
    const product = makeProduct(undefined, {
      offers: () => {
        asked += 1;
        return Promise.reject(new TypeError('There is no network.'));
      },
    });
    const views: TabView[] = [];
    const following = product.services.tab$.subscribe((view) => views.push(view));
    await waitUntil(
      () => views.some((view) => view.phase === 'ready' && view.commandsMissing === true),
      'the screen says that commands are missing',
    );
    const last = views.at(-1);
    expect(last?.phase === 'ready' && last.can).to.deep.equal({});
    await waitUntil(() => asked > 1, 'they are asked for again');
    following.unsubscribe();
  });

  it('names how many patients share the email address', async () => {
    const product = makeProduct();
    product.host.contacts('patient-sian').set([VERIFIED_EMAIL]);
    product.host.sharingEmail = 2;
    const counts$ = product.services.tab$.pipe(
      map((view) => (view.phase === 'ready' ? view.emailSharedBy : undefined)),
      filter((count) => count !== undefined),
    );
    expect(await firstValueFrom(counts$)).to.equal(2);
  });

  it('takes a lock that has run out for over', async () => {
    const product = makeProduct();
    await createAccount(product);
    await changeStoredAccount(product, {
      status: 'locked',
      lockedAt: '2026-04-20T09:00:00.000Z',
      lockedUntil: '2026-04-20T13:00:00.000Z',
    });
    expect((await product.tab()).account?.statusLabel).to.equal('Locked');
    expect((await product.tab()).can.unlockAccount?.allowed).to.equal(true);
    product.clock.time = '2026-04-20T13:00:01.000Z';
    expect((await product.tab()).account?.statusLabel).to.equal('Active');
    expect((await product.tab()).can.unlockAccount).to.include({ allowed: false, hidden: true });
  });

  it('never says "shared" of work the server has not confirmed', async () => {
    const product = makeProduct();
    await createAccount(product);
    for (const phase of Object.values(SyncPhase)) {
      product.sync$.next({ phase, lastPulledAt: '2026-04-20T09:00:00.000Z' });
      const { sync } = await product.tab();
      expect(sync.summary, phase).to.contain('not shared yet');
      expect(sync.tone, phase).not.to.equal('good');
    }
  });

  it('says up to date only after it has looked', async () => {
    const product = makeProduct();
    product.sync$.next({ phase: SyncPhase.idle });
    expect((await product.tab()).sync.tone).to.equal('neutral');
    product.sync$.next({ phase: SyncPhase.idle, lastPulledAt: '2026-04-20T09:00:00.000Z' });
    expect((await product.tab()).sync).to.include({
      tone: 'good',
      summary: 'Up to date with the shared record.',
    });
  });
});
