import { filter, firstValueFrom, type Observable } from 'rxjs';
import type { Patient } from 'fhir/r4';
import type { JobsView, JobView, PlanView } from '../../../../services/application/views.ts';
import type { AccountRecord, PatientRecords } from '../../../../services/domain/records.ts';
import {
  account,
  identityCheck,
  registration,
  remote,
  until,
} from '../../../contracts/storage-samples.ts';
import { FakeHost, SIAN } from '../../../fakes/fake-host.ts';
import { makeProduct, type Product, type ProductOptions } from '../../../fakes/product.ts';

export const MISUSE = { kind: 'disable', reason: 'misuse' } as const;

/** Somebody of the practice, in the host's record. */
export function person(number: number, changes: Partial<Patient> = {}): Patient {
  return {
    ...SIAN,
    id: `patient-${number}`,
    name: [{ use: 'official', given: ['Ann'], family: `Price${number}` }],
    ...changes,
  };
}

/** A practice with so many patients, all with an account, and the page of jobs open. */
export class JobPractice {
  readonly product: Product;
  private count = 0;

  constructor(
    readonly host = new FakeHost(),
    options: ProductOptions = {},
  ) {
    this.product = makeProduct(host, options);
  }

  /** As many accounts, on the shared record and here; each a change of the usual. */
  async hold(...changes: readonly Partial<AccountRecord>[]): Promise<void> {
    this.count = changes.length;
    this.host.known = changes.map((_, index) => person(index + 1));
    const { journal, outbox } = this.product.storage;
    const records = changes.map((change, index) => {
      const number = index + 1;
      const id = `account-${number}`;
      const accountId = String(number).padStart(12, '0');
      const createdAt = `2026-03-01T09:${String(number % 60).padStart(2, '0')}:00.000Z`;
      return remote(
        'account',
        account({ patientRef: `patient-${number}`, id, accountId, createdAt, ...change }),
        1,
      );
    });
    const epoch = await outbox.claimEpoch();
    await journal.applyPage({ kind: 'account', records, quarantined: [] }, epoch);
  }

  /** Codes for the accounts of these numbers, issued and on the shared record; their patients are identified. */
  async giveCodes(...numbers: readonly number[]): Promise<void> {
    const { issuer, storage } = this.product;
    const practiceId = this.host.practice.id;
    const checks = numbers.map((number) =>
      remote('identity-check', identityCheck({ id: `check-${number}`, ...of(number) }), 1),
    );
    const registrations = await Promise.all(
      numbers.map(async (number) => {
        const [id, accountKey] = [`registration-${number}`, `account-${number}`];
        const issued = await issuer.issue({ practiceId, accountKey, registrationId: id });
        if (!issued.ok) throw new Error(issued.failure.reason.code);
        const body = registration({ id, accountKey, practiceId, ...of(number), ...issued.value });
        return remote('registration', body, 1);
      }),
    );
    const epoch = await storage.outbox.claimEpoch();
    await storage.journal.applyPage(
      { kind: 'identity-check', records: checks, quarantined: [] },
      epoch,
    );
    await storage.journal.applyPage(
      { kind: 'registration', records: registrations, quarantined: [] },
      epoch,
    );
  }

  async records(number: number): Promise<PatientRecords> {
    const read = await this.product.storage.records.read(`patient-${number}`);
    if (!read.ok) throw new Error(read.failure.reason.code);
    return read.value;
  }

  async open(): Promise<JobsView> {
    const opened = await this.product.services.openJobs({});
    if (!opened.ok) throw new Error(opened.failure.message);
    return opened.value;
  }

  async keys(): Promise<Uint32Array> {
    const keys$ = this.product.storage.register.keys$({ by: 'all' });
    const answer = await until(keys$, (told) => told.available && told.value.isWhole);
    return answer.available ? answer.value.keys : new Uint32Array();
  }

  async plan(view: JobsView, work: Parameters<JobsView['plan$']>[1] = MISUSE): Promise<PlanView> {
    return whole(view.plan$({ keys: await this.keys() }, work));
  }

  /** Begins to disable everybody. */
  async begin(view: JobsView): Promise<void> {
    const { id = '' } = await this.plan(view);
    const started = await view.start(id);
    if (!started.ok) throw new Error(started.failure.message);
  }

  /** Who is disabled, by number. */
  async disabled(): Promise<readonly number[]> {
    const numbers = Array.from({ length: this.count }, (_, index) => index + 1);
    const read = await Promise.all(
      numbers.map((number) => this.product.storage.records.read(`patient-${number}`)),
    );
    return numbers.filter((_, index) => {
      const records = read[index];
      return records?.ok === true && records.value.account?.enabled === false;
    });
  }
}

/** A look once it has come to its end. */
export function whole(plan$: Observable<PlanView>): Promise<PlanView> {
  return firstValueFrom(plan$.pipe(filter((plan) => plan.isWhole || plan.stopped !== undefined)));
}

function of(number: number): { readonly patientRef: string } {
  return { patientRef: `patient-${number}` };
}

/** The newest job once it is in this phase. */
export async function jobIn(view: JobsView, phase: JobView['phase']): Promise<JobView> {
  const here = await firstValueFrom(
    view.jobs$.pipe(filter((told) => told.available && told.jobs[0]?.phase === phase)),
  );
  const [job] = here.available ? here.jobs : [];
  if (job === undefined) throw new Error('There is no job.');
  return job;
}
