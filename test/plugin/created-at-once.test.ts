import { expect } from '@open-wc/testing';
import { filter, firstValueFrom } from 'rxjs';
import type { Patient } from 'fhir/r4';
import type { Chosen, JobsView, PlanView } from '../../services/application/views.ts';
import { identityCheck } from '../contracts/storage-samples.ts';
import { SIAN } from '../fakes/fake-host.ts';
import { numberOf } from '../services/application/split/two-practices.ts';
import { waitUntil } from '../wait-until.ts';
import { overOn, SharedServer, WholeWorkstation } from './whole-workstation.ts';

const PRACTICE = { id: 'A99968', name: 'Bryn Awel Surgery' };
const CREATE = { kind: 'create', services: ['appointments'], withoutEmail: true } as const;
const PRINT = { kind: 'print', size: 100, order: 'name', sides: 'one' } as const;
const COUNT = 30;

const PEOPLE: readonly Patient[] = Array.from({ length: COUNT }, (_, index) => ({
  ...SIAN,
  id: `patient-${index}`,
  identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: numberOf(index) }],
  name: [{ use: 'official', given: ['Ann'], family: `Price${'abcdefghij'[index % 10] ?? ''}` }],
}));
const REFS = PEOPLE.map(({ id = '' }) => id);

function looked(
  view: JobsView,
  chosen: Chosen,
  work: Parameters<JobsView['plan$']>[1],
): Promise<PlanView> {
  return firstValueFrom(
    view.plan$(chosen, work).pipe(filter((plan) => plan.isWhole || plan.stopped !== undefined)),
  );
}

/** *Create* in the patient's own tab; whatever comes of it. */
async function createInTab(workstation: WholeWorkstation, patient: Patient): Promise<boolean> {
  await workstation.openTab(patient);
  const { services } = await workstation.tab();
  const created = await workstation.services.createAccount({
    operationId: workstation.services.newOperationId(),
    patientRef: patient.id ?? '',
    services,
    answered: ['no-preferred-email', 'email-not-verified'],
  });
  return created.ok;
}

describe('accounts that two workstations create for the same patients at once', () => {
  const open: WholeWorkstation[] = [];
  afterEach(() => {
    open.splice(0).forEach((each) => {
      each.close();
    });
  });

  it('are one a patient, with one set of codes and one letter, also where somebody creates one by hand meanwhile', async function () {
    this.timeout(60_000);
    const server = new SharedServer();
    await server.hold(
      'identity-check',
      REFS.map((patientRef) =>
        identityCheck({ id: crypto.randomUUID(), practiceId: PRACTICE.id, patientRef }),
      ),
    );
    const both = await Promise.all(
      [0, 1].map(() => new WholeWorkstation(PRACTICE, server, PEOPLE).open()),
    );
    open.push(...both);
    const views = await Promise.all(both.map((each) => each.jobs()));
    const plans = await Promise.all(views.map((view) => looked(view, { refs: REFS }, CREATE)));
    expect(plans.map(({ todo }) => todo.count)).to.deep.equal([COUNT, COUNT]);

    const jobs = views.map(async (view, index) => {
      const id = plans[index]?.id ?? '';
      expect((await view.start(id)).ok).to.equal(true);
      return overOn(view, id);
    });
    // At the end of the list, where the job has not come to yet, or has: either is right.
    const byHand = both.map((each, index) => createInTab(each, PEOPLE.at(-1 - index) ?? SIAN));
    const ended = await Promise.all(jobs);
    await Promise.all(byHand);
    expect(ended.map(({ phase }) => phase)).to.deep.equal(['done', 'done']);
    await Promise.all(both.map((each) => each.allSent()));
    // Those by hand may be told of; of what the jobs have made nobody was to have a letter yet.
    for (const each of both) expect(await each.needingAttention()).to.be.at.most(2);

    const accounts = await server.accounts(PRACTICE.id);
    expect(accounts.map(({ patientRef }) => patientRef).sort()).to.deep.equal([...REFS].sort());
    const codes = await server.codes(PRACTICE.id);
    for (const { key, patientRef } of accounts) {
      expect(codes.get(key), `${patientRef}: codes`).to.have.length(1);
    }
    expect(codes.size, 'no codes are of an account that nobody has').to.equal(COUNT);

    // Everybody's letter is printed by whoever comes first, and by nobody else.
    for (const [index, workstation] of both.entries()) {
      const view = views[index];
      if (view === undefined) throw new Error('There is no page.');
      workstation.host.currentPatient.set(null);
      workstation.services.refresh();
      await waitUntil(async () => {
        const records = await Promise.all(REFS.map((ref) => workstation.records(ref)));
        return records.every(
          ({ account, registrations, letters }) =>
            accounts.some(({ key }) => key === account?.id) &&
            registrations.some(({ state }) => state === 'pending') &&
            letters.length === index,
        );
      }, 'what the other has made is here');
      const { id = '', todo, leftOut } = await looked(view, { refs: REFS }, PRINT);
      if (index === 0) {
        expect(todo.count).to.equal(COUNT);
        expect((await view.start(id)).ok).to.equal(true);
        expect((await overOn(view, id)).progress).to.equal(`${COUNT} done, 0 left out`);
        await workstation.allSent();
      } else {
        expect(todo.count).to.equal(0);
        expect(leftOut.map(({ label }) => label).join()).to.include('printed or saved already');
      }
    }
    const letters = both.flatMap(({ batches }) => batches.made.flatMap((made) => made.letters));
    expect(letters).to.have.length(COUNT);
    const tokens = new Set(letters.map(({ token }) => token));
    expect(tokens.size, 'no letter has the codes of another').to.equal(COUNT);
  });
});
