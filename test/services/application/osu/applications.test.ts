import { expect } from '@open-wc/testing';
import type { ApplicationsView } from '../../../../services/application/views.ts';
import type { OsuApplication } from '../../../../services/domain/osu/application.ts';
import { Permission } from '../../../../services/domain/practice/permission.ts';
import { FakeHost, SIAN, TOMASZ } from '../../../fakes/fake-host.ts';
import { auditTrail, createAccount, makeProduct, type Product } from '../../../fakes/product.ts';
import { sampleApplication, SIANS_DETAILS } from '../../../fakes/sample-applications.ts';

const APPLICATION = sampleApplication();
const { id: applicationId } = APPLICATION;
const { number: _number, ...WITHOUT_NUMBER } = SIANS_DETAILS;
const NAMESAKE = {
  ...SIAN,
  id: 'patient-namesake',
  identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990000034' }],
};

async function open({ services }: Product): Promise<ApplicationsView> {
  const opened = await services.openApplications({ isOpening: true });
  if (!opened.ok) throw new Error(opened.failure.message);
  return opened.value;
}

function productWith(application: OsuApplication, host = new FakeHost()): Product {
  const product = makeProduct(host);
  product.applications.add(application);
  return product;
}

async function allowing(product: Product): Promise<Product> {
  const { host, services } = product;
  const receptionist = host.session.value;
  host.session.set(receptionist && { ...receptionist, permissions: Object.values(Permission) });
  const saved = await services.saveSettings({ osuAllowed: true });
  expect(saved.ok).to.equal(true);
  return product;
}

describe('applications for a basic account', () => {
  it('that fit one patient exactly are matched by the rule: a basic account with appointments alone, and nothing that was typed is left', async () => {
    const product = await allowing(productWith(APPLICATION));
    const view = await open(product);
    expect(view).to.deep.include({ applications: [], matched: 1 });
    const [account] = product.server.all('account');
    expect(account).to.deep.include({
      ...{ id: APPLICATION.accountKey, patientRef: 'patient-sian', kind: 'osu' },
      ...{ status: 'active', origin: { by: 'website' } },
    });
    const [services] = product.server.all('services');
    const on = Object.entries(services?.services ?? {}).filter(([, { enabled }]) => enabled);
    expect(on.map(([name]) => name)).to.deep.equal(['appointments']);
    const held = product.applications.all.get(applicationId)?.body;
    expect(held).to.include({ state: 'matched', patientRef: 'patient-sian' });
    expect(held?.typed).to.equal(undefined);
    const rows = await auditTrail(product);
    expect(rows).to.include(
      'match-application done: Application for a basic account matched to this patient: all details agree',
    );
  });

  it('are left to staff while the practice does not allow them', async () => {
    const view = await open(productWith(APPLICATION));
    expect(view).to.deep.include({ matched: 0, isAllowed: false });
    expect(view.applications).to.have.length(1);
  });

  it('make one account at two workstations at once', async () => {
    const one = await allowing(productWith(APPLICATION));
    const other = makeProduct(new FakeHost(), { besides: one });
    await Promise.all([open(one), open(other)]);
    await Promise.all([open(one), open(other)]);
    expect(one.server.all('account')).to.have.length(1);
    expect(one.server.all('services')).to.have.length(1);
    expect(one.applications.stateOf(applicationId)).to.equal('matched');
  });

  it('are finished by whoever comes next, where it broke off in the middle', async () => {
    const product = await allowing(productWith(APPLICATION));
    product.server.mishap = ({ method, kind }) =>
      method === 'create' && kind === 'services'
        ? { kind: 'unreachable', reason: { code: 'record-unreachable' } }
        : undefined;
    const [listed] = (await open(product)).applications;
    expect(listed?.because).to.include('cannot be read or changed now');
    expect(product.applications.stateOf(applicationId)).to.equal('claimed');
    product.server.mishap = () => undefined;
    expect((await open(product)).applications).to.deep.equal([]);
    expect(product.server.all('account')).to.have.length(1);
    expect(product.server.all('services')).to.have.length(1);
  });

  it('are matched though the answer was lost', async () => {
    const product = await allowing(productWith(APPLICATION));
    product.applications.losesAnswer = true;
    expect((await open(product)).applications).to.deep.equal([]);
    expect(product.server.all('account')).to.have.length(1);
  });

  it('are never matched by themselves where two share name and birth date; staff see both and match the right one', async () => {
    const host = new FakeHost();
    host.known = [SIAN, NAMESAKE, TOMASZ];
    const product = await allowing(productWith({ ...APPLICATION, typed: WITHOUT_NUMBER }, host));
    const [listed] = (await open(product)).applications;
    expect(listed?.because).to.include('More than one patient may be meant');
    expect(listed?.candidates.map(({ patientRef }) => patientRef)).to.deep.equal([
      ...['patient-namesake', 'patient-sian'],
    ]);
    expect(product.server.all('account')).to.deep.equal([]);
    const matched = await product.services.matchApplication({
      ...{ operationId: 'op-1', applicationId, patientRef: 'patient-namesake' },
    });
    expect(matched.ok).to.equal(true);
    expect(product.server.all('account').map(({ patientRef }) => patientRef)).to.deep.equal([
      'patient-namesake',
    ]);
  });

  it('show both sides, and what differs', async () => {
    const typed = { ...WITHOUT_NUMBER, number: '9990000026', postcode: 'ZZ99 1AA' };
    const [listed] = (await open(productWith({ ...APPLICATION, typed }))).applications;
    const [candidate] = listed?.candidates ?? [];
    expect(candidate?.rows).to.deep.equal([
      { label: 'Patient number', typed: '9990000026', held: '999 000 0018', isSame: false },
      { label: 'Given names', typed: 'Sian', held: 'Siân', isSame: true },
      { label: 'Surname', typed: 'MORGAN', held: 'Morgan', isSame: true },
      { label: 'Date of birth', typed: '29 Feb 1984', held: '29 Feb 1984', isSame: true },
      { label: 'Postcode', typed: 'ZZ99 1AA', held: 'ZZ99 3VZ', isSame: false },
    ]);
  });

  it('hide where a restricted patient lives, and ask before they are matched', async () => {
    const host = new FakeHost();
    const restricted = { ...SIAN, meta: { security: [{ code: 'R' }] } };
    host.known = [restricted];
    const product = await allowing(productWith(APPLICATION, host));
    const [listed] = (await open(product)).applications;
    expect(JSON.stringify(listed)).not.to.include('3VZ"');
    expect(listed?.candidates[0]?.questions.map(({ code }) => code)).to.deep.equal([
      'restricted-record',
    ]);
    const input = { operationId: 'op-1', applicationId, patientRef: 'patient-sian' };
    const asked = await product.services.matchApplication(input);
    expect(!asked.ok && asked.failure.question?.code).to.equal('restricted-record');
    expect(product.server.all('account')).to.deep.equal([]);
  });

  it('of who has an account already are refused, also where only the shared record knows of it', async () => {
    const product = await allowing(productWith(APPLICATION));
    await createAccount(product);
    const [listed] = (await open(product)).applications;
    expect(listed?.candidates[0]?.refused).to.include('has an online account already');

    const elsewhere = await allowing(productWith(APPLICATION));
    const account = { id: 'another', practiceId: 'A99968', patientRef: 'patient-sian' };
    await elsewhere.server.remote('A99968').create(
      'account',
      {
        ...{ ...account, accountId: '123456789015', status: 'created', enabled: true },
        createdAt: '2026-04-01T09:00:00.000Z',
      },
      'operation',
    );
    const [given] = (await open(elsewhere)).applications;
    expect(given?.because).to.include('has an online account already');
    expect(elsewhere.applications.stateOf(applicationId)).to.equal('waiting');
    expect(elsewhere.server.all('account')).to.have.length(1);
  });

  it('are rejected with a reason, which the audit keeps; what was typed goes', async () => {
    const product = productWith(APPLICATION);
    const input = { operationId: 'op-1', applicationId };
    const bare = await product.services.rejectApplication(input);
    expect(!bare.ok && bare.failure.field).to.equal('reasonCode');
    const why = { reasonCode: 'suspected-misuse', reason: 'Phoned: was not her' };
    expect((await product.services.rejectApplication({ ...input, ...why })).ok).to.equal(true);
    expect(product.applications.all.get(applicationId)?.body).to.include({ state: 'rejected' });
    expect(product.applications.all.get(applicationId)?.body.typed).to.equal(undefined);
    const rows = await product.storage.records.audit({ limit: 1 });
    const [row] = rows.ok ? rows.value : [];
    expect(row).to.include({ action: 'reject-application', reasonCode: 'suspected-misuse' });
    expect(JSON.stringify(row)).not.to.include('MORGAN');
  });

  it('are dealt with once: who comes second is told', async () => {
    const product = productWith(APPLICATION);
    const reject = { operationId: 'op-1', applicationId, reasonCode: 'not-found-here' };
    await product.services.rejectApplication(reject);
    const late = await product.services.matchApplication({
      ...{ operationId: 'op-2', applicationId, patientRef: 'patient-sian' },
    });
    expect(!late.ok && late.failure.message).to.include('Somebody else has dealt with');
    expect(product.server.all('account')).to.deep.equal([]);
  });

  it('are for the patient who is open where the host finds nobody, and for nobody else', async () => {
    const product = await allowing(productWith(APPLICATION, new FakeHost(undefined, undefined, 1)));
    const [listed] = (await open(product)).applications;
    expect(listed?.because).to.include('does not say who may be meant');
    expect(listed?.candidates.map(({ patientRef }) => patientRef)).to.deep.equal(['patient-sian']);
    expect(product.server.all('account')).to.deep.equal([]);
    product.host.currentPatient.set(TOMASZ);
    expect((await open(product)).applications[0]?.candidates).to.deep.equal([]);
  });

  it('end by themselves after 90 days, by the server’s time alone', async () => {
    const typed = { ...WITHOUT_NUMBER, family: 'Nobody' };
    const appliedAt = '2026-01-19T12:00:00.000Z';
    const product = productWith({ ...APPLICATION, appliedAt, typed });
    product.clock.trusted = false;
    expect((await open(product)).applications).to.have.length(1);
    product.clock.trusted = true;
    expect((await open(product)).applications).to.deep.equal([]);
    expect(product.applications.stateOf(applicationId)).to.equal('rejected');
  });
});
