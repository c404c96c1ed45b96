import { expect } from '@open-wc/testing';
import { account, remote } from '../../../contracts/storage-samples.ts';
import { HostRefusal, SIAN, TOMASZ, VERIFIED_EMAIL } from '../../../fakes/fake-host.ts';
import { auditTrail, createAccount, makeProduct, type Product } from '../../../fakes/product.ts';
import { waitUntil } from '../../../wait-until.ts';

const PATIENT = { patientRef: 'patient-sian' };

function print({ services }: Product) {
  return services.printLetter({
    ...PATIENT,
    operationId: services.newOperationId(),
    answered: ['codes-not-shared'],
  });
}

const ANSWERED = ['codes-not-shared'] as const;

async function lookedAt({ services }: Product): Promise<{ readonly registrationId: string }> {
  const preview = await services.previewLetter(PATIENT);
  if (!preview.ok) throw new Error(preview.failure.message);
  return { registrationId: preview.value.registrationId };
}

async function replaceCodes({ services }: Product): Promise<void> {
  const issued = await services.issueNewCodes({
    ...PATIENT,
    operationId: services.newOperationId(),
    reasonCode: 'cannot-be-printed',
  });
  if (!issued.ok) throw new Error(issued.failure.message);
}

async function switchOff({ services, tab }: Product): Promise<void> {
  const ticks = (await tab()).services.map((tick) =>
    tick.name === 'global' ? { ...tick, enabled: false, reason: 'misuse' } : tick,
  );
  const off = await services.changeServices({
    ...PATIENT,
    operationId: services.newOperationId(),
    services: ticks,
  });
  if (!off.ok) throw new Error(off.failure.message);
}

describe('the registration letter', () => {
  it('says everything the patient needs', async () => {
    const product = makeProduct();
    product.host.contacts('patient-sian').set([VERIFIED_EMAIL]);
    product.host.sharingEmail = 2;
    await createAccount(product, [{ name: 'repeats', enabled: false, notes: '' }]);
    expect((await print(product)).ok).to.equal(true);
    const letter = product.renderer.letters[0];
    expect(letter?.practice).to.include({ id: 'A99968', name: 'Bryn Awel Surgery' });
    expect(letter?.patient).to.include({
      name: 'Mrs Siân Morgan',
      patientId: '9990000018',
      patientIdScheme: 'nhs',
      email: 'sian@post.example',
      emailIsShared: true,
    });
    expect(letter?.expiresOn).to.equal('2026-05-04');
    expect(letter?.services).to.include('appointments').and.not.to.include('repeats');
    expect(letter?.copy).to.equal(0);
  });

  it('is told of an email address that is held, though messages do not go to it', async () => {
    const product = makeProduct();
    product.host.contacts('patient-sian').set([{ ...VERIFIED_EMAIL, verified: false }]);
    await createAccount(product);
    await print(product);
    const patient = product.renderer.letters[0]?.patient;
    expect(patient).to.include({ noEmailBecause: 'not-verified' });
    expect(patient).not.to.have.property('email');
  });

  it('is made also where the host cannot say who shares the email address', async () => {
    const product = makeProduct();
    product.host.contacts('patient-sian').set([VERIFIED_EMAIL]);
    await createAccount(product);
    product.host.patients.countSharingEmail = () =>
      Promise.reject(new HostRefusal('The practice’s server cannot be reached.'));
    expect((await print(product)).ok).to.equal(true);
    expect(product.renderer.letters[0]?.patient.emailIsShared).to.equal(false);
  });

  it('bears the address of a restricted patient only when they asked for it, and the audit says so', async () => {
    const product = makeProduct();
    await createAccount(product);
    const meta = { security: [{ code: 'R' }] };
    product.host.currentPatient.set({ ...SIAN, meta });
    await product.services.previewLetter(PATIENT);
    await product.services.previewLetter({ ...PATIENT, addressAskedFor: true });
    const asked = product.renderer.letters.map(({ patient }) => patient.addressAskedFor);
    expect(asked).to.deep.equal([false, true]);
    expect((await auditTrail(product)).slice(-2)).to.deep.equal([
      'preview-letter done: Registration letter looked at',
      'preview-letter done: Registration letter looked at, with the address as the patient asked',
    ]);
  });

  it('is refused with a web address that others have spoilt, and so are codes that would never end', async () => {
    const product = makeProduct();
    await createAccount(product);
    await product.host.settings.update('onlineServices.siteUrl', 'http://elsewhere.example/');
    const refused = await print(product);
    expect(!refused.ok && refused.failure.message).to.contain('“Address of the patient website”');
    expect(product.renderer.letters).to.deep.equal([]);

    await product.host.settings.update('onlineServices.letterExpiryDays', 4000);
    const codes = await product.services.issueNewCodes({
      ...PATIENT,
      operationId: crypto.randomUUID(),
      reasonCode: 'cannot-be-printed',
    });
    expect(!codes.ok && codes.failure.message).to.contain('“Days until unused letters expire”');
  });

  it('printed again shows the same codes and says it is a copy', async () => {
    const product = makeProduct();
    await createAccount(product);
    await print(product);
    product.clock.time = '2026-04-22T10:00:00.000Z';
    const preview = await product.services.previewLetter(PATIENT);
    await print(product);
    const [first, , second] = product.renderer.letters;
    expect(second).to.include({
      token: first?.token,
      linkageKey: first?.linkageKey,
      accountId: first?.accountId,
      copy: 1,
      issuedOn: '2026-04-20',
    });
    expect(preview.ok && preview.value.copyLabel).to.equal('Copy 1');
    expect((await product.tab()).letter).to.include({ copies: 2 });
  });

  it('promises the days to activate that were set when its codes were issued, not those set today', async () => {
    const product = makeProduct();
    await product.host.settings.update('onlineServices.activationDays', 21);
    await createAccount(product);
    await product.host.settings.update('onlineServices.activationDays', 3);
    await print(product);
    expect(product.renderer.letters[0]?.activationDays).to.equal(21);
  });

  it('does not count as printed when the user cancels at the printer', async () => {
    const product = makeProduct();
    await createAccount(product);
    product.host.userPrints = false;
    const cancelled = await print(product);
    expect(cancelled.ok && cancelled.value).to.equal(false);
    expect((await auditTrail(product)).at(-1)).to.contain('not printed: cancelled');
    expect((await product.tab()).letter).to.include({ copies: 0 });
  });

  it('warns while its codes are not on the shared record', async () => {
    const product = makeProduct();
    await createAccount(product);
    const preview = await product.services.previewLetter(PATIENT);
    expect(preview.ok && preview.value.warning).to.contain('do not work on the website yet');
  });

  it('is not made with a glyph that would be garbled; the refusal names it', async () => {
    const product = makeProduct();
    await createAccount(product);
    product.host.currentPatient.set({
      ...SIAN,
      name: [{ text: '王', family: '王', given: ['芳'] }],
    });
    const refused = await print(product);
    expect(!refused.ok && refused.failure.message).to.match(/[王芳]/);
    expect(product.host.printed).to.have.length(0);
  });

  it('tells what the printer said', async () => {
    const product = makeProduct();
    await createAccount(product);
    product.host.refusal = 'The printer is out of paper.';
    const refused = await print(product);
    expect(!refused.ok && refused.failure.message).to.equal('The printer is out of paper.');
  });

  it('leaves an audit row for each look, print and refusal', async () => {
    const product = makeProduct();
    await createAccount(product);
    await product.services.previewLetter(PATIENT);
    await print(product);
    await product.services.saveLetter({
      ...PATIENT,
      operationId: crypto.randomUUID(),
      answered: ['codes-not-shared'],
    });
    product.clock.time = '2026-06-01T09:00:00.000Z';
    await print(product);
    expect((await auditTrail(product)).slice(-6)).to.deep.equal([
      'preview-letter done: Registration letter looked at',
      'print-letter done: Registration letter goes to the printer',
      'print-letter done: Registration letter printed',
      'save-letter done: Registration letter goes to a file',
      'save-letter done: Registration letter saved (copy 1)',
      'print-letter refused: Refused: The codes of this letter have expired. Give the patient a new letter.',
    ]);
  });

  it('saved and then printed is one letter', async () => {
    const product = makeProduct();
    await createAccount(product);
    const out = { ...PATIENT, letterId: 'letter-1', answered: ['codes-not-shared'] } as const;
    await product.services.saveLetter({ ...out, operationId: 'save' });
    await product.services.printLetter({ ...out, operationId: 'print' });
    expect(product.renderer.letters.map(({ copy }) => copy)).to.deep.equal([0, 0]);
    const stored = await product.storage.records.read('patient-sian');
    const letters = stored.ok ? stored.value.letters : [];
    expect(letters.map(({ medium, copy }) => [medium, copy])).to.deep.equal([['printed', 0]]);
    expect((await auditTrail(product)).slice(-4)).to.deep.equal([
      'save-letter done: Registration letter goes to a file',
      'save-letter done: Registration letter saved',
      'print-letter done: Registration letter goes to the printer',
      'print-letter done: Registration letter printed',
    ]);
    await product.services.printLetter({ ...out, letterId: 'letter-2', operationId: 'again' });
    expect(product.renderer.letters.at(-1)?.copy).to.equal(1);
  });

  it('is not handed over without a word while its codes do not work yet', async () => {
    const product = makeProduct();
    await createAccount(product);
    const asked = await product.services.printLetter({
      ...PATIENT,
      operationId: crypto.randomUUID(),
    });
    expect(!asked.ok && asked.failure.kind).to.equal('needs-confirmation');
    expect(product.host.printed).to.deep.equal([]);
  });

  it('does not reach the printer when the person or the patient changed while it was made', async () => {
    for (const change of [
      ({ host }: Product) => {
        host.session.set(null);
      },
      ({ host }: Product) => {
        host.currentPatient.set(TOMASZ);
      },
    ]) {
      const product = makeProduct();
      await createAccount(product);
      product.renderer.meanwhile = () => {
        change(product);
      };
      expect((await print(product)).ok).to.equal(false);
      expect(product.host.printed).to.deep.equal([]);
      expect((await auditTrail(product)).at(-1)).to.match(/^print-letter refused/);
    }
  });

  it('that was looked at does not go out with other codes, once a colleague has replaced them', async () => {
    for (const way of ['printLetter', 'saveLetter'] as const) {
      const product = makeProduct();
      await createAccount(product);
      const { registrationId } = await lookedAt(product);
      await replaceCodes(product);
      const made = product.renderer.letters.length;
      const input = { ...PATIENT, operationId: 'out', registrationId, answered: ANSWERED };
      const refused = await product.services[way](input);
      expect(!refused.ok && refused.failure.kind).to.equal('changed-meanwhile');
      expect(!refused.ok && refused.failure.message).to.contain('have been replaced');
      expect(product.renderer.letters, 'no code was opened for it').to.have.length(made);
      expect([...product.host.printed, ...product.host.saved]).to.deep.equal([]);
      expect((await auditTrail(product)).at(-1)).to.contain('refused: Refused: The codes');

      const again = { ...input, operationId: 'again', ...(await lookedAt(product)) };
      expect((await product.services[way](again)).ok).to.equal(true);
    }
  });

  it('does not go out with codes that were replaced or switched off while it was made', async () => {
    for (const change of [replaceCodes, switchOff]) {
      const product = makeProduct();
      await createAccount(product);
      product.renderer.meanwhile = () => change(product);
      expect((await print(product)).ok).to.equal(false);
      expect(product.host.printed).to.deep.equal([]);
      expect((await auditTrail(product)).at(-1)).to.match(/^print-letter refused/);
    }
  });

  it('that was with the printer while the account turned out to be made elsewhere first is said to be void', async () => {
    const product = makeProduct();
    await createAccount(product);
    const { documents } = product.host;
    const { print: printAtHost } = documents;
    documents.print = async (document) => {
      const standing = account({ id: 'of-another-workstation', patientRef: PATIENT.patientRef });
      const { journal, outbox } = product.storage;
      const records = [remote('account', { ...standing, practiceId: product.host.practice.id }, 1)];
      const epoch = await outbox.claimEpoch();
      await journal.applyPage({ kind: 'account', records, quarantined: [] }, epoch);
      return printAtHost(document);
    };
    const printed = await print(product);
    expect(!printed.ok && printed.failure.message).to.include('destroy it');
    expect((await auditTrail(product)).join()).to.include('Registration letter printed');
  });

  it('that went to the printer is on record, whoever is signed in by then', async () => {
    const product = makeProduct();
    await createAccount(product);
    const { documents } = product.host;
    const { print: printAtHost } = documents;
    documents.print = async (document) => {
      product.host.session.set(null);
      return printAtHost(document);
    };
    expect((await print(product)).ok).to.equal(true);
    expect((await auditTrail(product)).at(-1)).to.equal(
      'print-letter done: Registration letter printed',
    );
  });

  it('can be replaced when it was lost: asked first, audited, the old codes wiped', async () => {
    const product = makeProduct();
    await createAccount(product);
    const input = { ...PATIENT, operationId: crypto.randomUUID() };
    const unsaid = await product.services.issueNewCodes(input);
    expect(!unsaid.ok && unsaid.failure).to.include({ kind: 'invalid', field: 'reasonCode' });
    const ended = await product.services.issueNewCodes({ ...input, reasonCode: 'codes-ended' });
    expect(!ended.ok && ended.failure.field, 'they have not').to.equal('reasonCode');
    const printer = { ...input, reasonCode: 'cannot-be-printed', reason: 'Printer jam' };
    expect((await product.services.issueNewCodes(printer)).ok).to.equal(true);
    const rows = await product.storage.records.audit({ limit: 1 });
    expect(rows.ok && rows.value[0]).to.include({
      reasonCode: 'cannot-be-printed',
      reason: 'Printer jam',
      summary:
        'New registration codes issued (the letter cannot be printed); the earlier ones no longer work',
    });
  });

  it('carries new codes after the old ones expired', async () => {
    const product = makeProduct();
    await createAccount(product);
    await print(product);
    product.clock.time = '2026-06-01T09:00:00.000Z';
    await waitUntil(async () => (await product.tab()).letter?.wiped, 'the expired codes are wiped');
    expect((await product.tab()).can.issueNewCodes?.allowed).to.equal(true);
    const issued = await product.services.issueNewCodes({
      ...PATIENT,
      operationId: crypto.randomUUID(),
      reasonCode: 'codes-ended',
    });
    expect(issued.ok).to.equal(true);
    await print(product);
    const [old, fresh] = product.renderer.letters;
    expect(fresh?.token).not.to.equal(old?.token);
    expect(fresh).to.include({ accountId: old?.accountId, copy: 0, expiresOn: '2026-06-15' });
  });
});
