import { expect } from '@open-wc/testing';
import type { Patient } from 'fhir/r4';
import { waitUntil } from '../../../wait-until.ts';
import { SIAN } from '../../../fakes/fake-host.ts';
import {
  auditTrail,
  checkIdentity,
  createAccount,
  makeProduct,
  type Product,
} from '../../../fakes/product.ts';

const ENDINGS: readonly (readonly [string, Partial<Patient>])[] = [
  ['has died', { deceasedDateTime: '2026-01-01' }],
  ['has left', { active: false }],
  ['was merged', { link: [{ type: 'replaced-by', other: { reference: 'Patient/other' } }] }],
  [
    'is being removed',
    {
      extension: [
        {
          url: 'https://fhir.nhs.uk/StructureDefinition/Extension-PDS-RemovalFromRegistration',
          extension: [{ url: 'effectiveTime', valuePeriod: { start: '2026-01-01' } }],
        },
      ],
    },
  ],
  [
    'is registered elsewhere',
    {
      generalPractitioner: [
        { identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'B99901' } },
      ],
    },
  ],
];

/** Marks every identity check that stands as entered in error. */
async function strikeChecks({ services, tab }: Product): Promise<void> {
  const { patient, identityChecks } = await tab();
  for (const { id, enteredInError } of identityChecks) {
    if (enteredInError !== undefined) continue;
    const struck = await services.markIdentityCheckEnteredInError({
      operationId: services.newOperationId(),
      patientRef: patient.ref,
      checkId: id,
      reason: 'Recorded for the wrong patient.',
    });
    if (!struck.ok) throw new Error(struck.failure.message);
  }
}

/** What each of these says when it is tried, whatever the screen offered. */
async function refusals(product: Product): Promise<Readonly<Record<string, string>>> {
  const { services, tab } = product;
  const { patient, services: ticks } = await tab();
  const input = () => ({
    operationId: services.newOperationId(),
    patientRef: patient.ref,
    answered: ['codes-not-shared', 'no-preferred-email'] as const,
    reasonCode: 'cannot-be-printed',
  });
  const on = ticks.map((tick) => ({ ...tick, enabled: true }));
  const tried = {
    create: await services.createAccount({ ...input(), services: on }),
    'new codes': await services.issueNewCodes(input()),
    preview: await services.previewLetter({ patientRef: patient.ref }),
    print: await services.printLetter(input()),
    save: await services.saveLetter(input()),
    enable: await services.changeServices({ ...input(), services: on }),
    unlock: await services.unlockAccount(input()),
  };
  return Object.fromEntries(
    Object.entries(tried).map(([name, outcome]) => [
      name,
      outcome.ok ? 'done' : outcome.failure.message,
    ]),
  );
}

async function switchOff(product: Product): Promise<void> {
  const { patient, services: ticks } = await product.tab();
  const off = await product.services.changeServices({
    operationId: product.services.newOperationId(),
    patientRef: patient.ref,
    services: ticks.map((tick) =>
      tick.name === 'global' ? { ...tick, enabled: false, reason: 'misuse' } : tick,
    ),
  });
  if (!off.ok) throw new Error(off.failure.message);
}

describe('an account whose every identity check was marked as entered in error', () => {
  it('has its letter, reprint, new codes, enabling and unlocking refused, with the reason', async () => {
    const product = makeProduct();
    await createAccount(product);
    await switchOff(product);
    await strikeChecks(product);
    const said = await refusals(product);
    for (const what of ['new codes', 'preview', 'print', 'save', 'enable', 'unlock']) {
      expect(said[what], what).to.contain('every identity check was marked as entered in error');
    }
    expect(product.host.printed).to.deep.equal([]);
  });

  it('says so on the tab, and can have its codes withdrawn and be disabled in one step', async () => {
    const product = makeProduct();
    await createAccount(product);
    expect((await product.tab()).nobodyLetIn).to.equal(undefined);
    await strikeChecks(product);
    const view = await product.tab();
    expect(view.nobodyLetIn).to.contain('Nobody knows for certain who this patient is');
    expect(view.account?.identityWithdrawn).to.equal(true);
    expect(view.can.withdrawAccess).to.deep.equal({ allowed: true });

    const done = await product.services.withdrawAccess({
      operationId: product.services.newOperationId(),
      patientRef: view.patient.ref,
    });
    expect(done.ok).to.equal(true);
    const after = await product.tab();
    expect(after.account?.disabledByPractice).to.equal(true);
    expect(after.letter).to.equal(undefined);
    expect(after.can.withdrawAccess?.allowed).to.equal(false);
    expect(after.account?.statusMeaning).to.include('The codes of the letter no longer work.');
    expect((await auditTrail(product)).at(-1)).to.equal(
      'withdraw-access done: Codes withdrawn and online account disabled',
    );
  });

  it('is let in again once a new check stands and Global is ticked', async () => {
    const product = makeProduct();
    await createAccount(product);
    await strikeChecks(product);
    await checkIdentity(product);
    const view = await product.tab();
    expect(view.nobodyLetIn).to.equal(undefined);
    expect(view.account?.identityWithdrawn).to.equal(false);
    expect(view.can.printLetter).to.deep.equal({ allowed: true, recommended: true });
  });

  it('can still be switched off: shutting somebody out is never refused', async () => {
    const product = makeProduct();
    await createAccount(product);
    await strikeChecks(product);
    await switchOff(product);
    expect((await product.tab()).account?.disabledByPractice).to.equal(true);
  });
});

describe('the account of a patient who is the practice’s no more', () => {
  for (const [what, change] of ENDINGS) {
    it(`ends by itself, with an audit row and a line on the tab: ${what}`, async () => {
      const product = makeProduct();
      await createAccount(product);
      product.host.currentPatient.set({ ...SIAN, ...change });
      const isOver = async () => {
        const { account, letter } = await product.tab();
        return account?.disabledByPractice === true && letter === undefined;
      };
      await waitUntil(isOver, 'the codes are withdrawn and the account is disabled');
      const row = (await auditTrail(product)).filter((each) => each.startsWith('end-access'));
      expect(row).to.have.length(1);
      expect(row[0]).to.match(/^end-access done: Codes withdrawn and online account disabled: /);
      const { nobodyLetIn } = await product.tab();
      expect(row[0]).to.contain(nobodyLetIn);
    });

    it(`is not given back: ${what}`, async () => {
      const product = makeProduct();
      await createAccount(product);
      await switchOff(product);
      product.host.currentPatient.set({ ...SIAN, ...change });
      const { nobodyLetIn } = await product.tab();
      const said = await refusals(product);
      for (const name of ['new codes', 'preview', 'print', 'save', 'enable', 'unlock']) {
        expect(said[name], name).to.equal(nobodyLetIn);
      }
    });
  }

  it('is ended by nobody who may not manage accounts, and the next who may does it', async () => {
    const product = makeProduct();
    await createAccount(product);
    const session = product.host.session.value;
    product.host.session.set(session && { ...session, permissions: ['onlineServices.view'] });
    product.host.currentPatient.set({ ...SIAN, active: false });
    expect((await product.tab()).account?.disabledByPractice).to.equal(false);
    expect((await product.tab()).nobodyLetIn).not.to.equal(undefined);
    product.host.session.set(session);
    await waitUntil(
      async () => (await product.tab()).account?.disabledByPractice,
      'the account is disabled',
    );
  });

  it('ends again when they left, came back, were enabled and left once more', async () => {
    const product = makeProduct();
    await createAccount(product);
    const isDisabled = async () => (await product.tab()).account?.disabledByPractice === true;
    product.host.currentPatient.set({ ...SIAN, active: false });
    await waitUntil(isDisabled, 'the account is disabled');
    product.host.currentPatient.set(SIAN);
    product.clock.time = '2026-04-20T10:00:00.000Z';
    await checkIdentity(product);
    const { patient, services } = await product.tab();
    const enabled = await product.services.changeServices({
      operationId: product.services.newOperationId(),
      patientRef: patient.ref,
      services: services.map((tick) => ({ ...tick, enabled: tick.showsRecord !== true })),
    });
    expect(enabled.ok).to.equal(true);
    product.host.currentPatient.set({ ...SIAN, active: false });
    await waitUntil(isDisabled, 'the account is disabled again');
  });
});

describe('before codes are made', () => {
  async function create(product: Product, answered: readonly string[] = []) {
    const { patient, services, staff } = await product.tab();
    return product.services.createAccount({
      operationId: crypto.randomUUID(),
      patientRef: patient.ref,
      services,
      answered: answered as never,
      child: {
        ...{ relation: 'young-person', askedBy: '', responsibility: false },
        ...{ competence: 'assessed', staffId: staff.id },
      },
    });
  }

  async function asked(patient: Partial<Patient>, answered: readonly string[] = []) {
    const product = makeProduct();
    product.host.currentPatient.set({ ...SIAN, ...patient });
    await checkIdentity(product);
    const outcome = await create(product, ['no-preferred-email', ...answered]);
    return { product, question: outcome.ok ? undefined : outcome.failure.question };
  }

  it('is asked about those under 16 and, otherwise, about those under 11', async () => {
    expect((await asked({ birthDate: '2010-04-20' })).question).to.equal(undefined);
    expect((await asked({ birthDate: '2010-04-21' })).question?.code).to.equal('patient-under-16');
    expect((await asked({ birthDate: '2015-04-20' })).question?.code).to.equal('patient-under-16');
    expect((await asked({ birthDate: '2015-04-21' })).question?.code).to.equal('patient-under-11');
  });

  it('is asked about a restricted record, and what was answered is in the audit', async () => {
    const child = { birthDate: '2012-01-01', meta: { security: [{ code: 'R' }] } };
    expect((await asked(child)).question?.code).to.equal('restricted-record');
    expect((await asked(child, ['restricted-record'])).question?.code).to.equal('patient-under-16');
    const { product, question } = await asked(child, ['restricted-record', 'patient-under-16']);
    expect(question).to.equal(undefined);
    expect((await auditTrail(product)).at(-1)).to.equal(
      'create-account done: Online account created (asked: restricted record; patient under 16; no verified preferred email address); asked for by the young person, assessed as competent, decided by Dilys Probert',
    );
  });

  it('is refused for somebody without a name or a date of birth', async () => {
    const cases: readonly (readonly [Partial<Patient>, string])[] = [
      [{ name: [] }, 'no name'],
      [{ birthDate: '1984-02-31' }, 'no date of birth'],
    ];
    for (const [change, word] of cases) {
      const product = makeProduct();
      product.host.currentPatient.set({ ...SIAN, ...change });
      await checkIdentity(product);
      const refused = await create(product, ['no-preferred-email']);
      expect(!refused.ok && refused.failure.message).to.contain(word);
    }
  });

  for (const [what, change] of ENDINGS) {
    it(`keeps the patient’s number in sight of one who ${what}`, async () => {
      const product = makeProduct();
      product.host.currentPatient.set({ ...SIAN, ...change });
      const { patient } = await product.tab();
      expect(patient.ineligible).to.be.a('string');
      expect(patient.patientId).to.equal('999 000 0018');
    });
  }

  it('is refused for a number that has ended or that nobody has verified, and explained', async () => {
    const [number] = SIAN.identifier ?? [];
    const ended = { ...number, period: { end: '2026-01-01' } };
    const product = makeProduct();
    product.host.currentPatient.set({ ...SIAN, identifier: [ended] });
    expect((await product.tab()).patient.ineligible).to.contain('no longer theirs');
  });
});
