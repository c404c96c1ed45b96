import { filter, firstValueFrom, lastValueFrom, takeWhile } from 'rxjs';
import type { Patient } from 'fhir/r4';
import type {
  InPlan,
  OutInput,
  OutPlan,
  SplitView,
} from '../../../../services/application/views.ts';
import type { JobView } from '../../../../services/application/jobs/jobs-view.ts';
import { hasValidCheckDigit } from '../../../../services/domain/patient/patient-identifier.ts';
import { FailureKind, refuse } from '../../../../services/domain/result.ts';
import {
  claimedFor,
  takenInAs,
  type Transfer,
} from '../../../../services/domain/split/transfer.ts';
import type {
  AccountRecord,
  PatientRecords,
  RecordKind,
  RegistrationRecord,
  ServicesRecord,
} from '../../../../services/domain/records.ts';
import type { HeldTransfer } from '../../../../services/ports/transfers.ts';
import {
  account,
  identityCheck,
  registration,
  remote,
  services,
} from '../../../contracts/storage-samples.ts';
import { FakeHost, SIAN } from '../../../fakes/fake-host.ts';
import { InMemoryTransfers } from '../../../fakes/in-memory-transfers.ts';
import { makeProduct, type Product, type ProductOptions } from '../../../fakes/product.ts';

const NUMBERS: string[] = [];
for (let nine = 999_000_100; NUMBERS.length < 300; nine += 1) {
  const number = Array.from({ length: 10 }, (_, digit) => `${nine}${digit}`).find(
    hasValidCheckDigit,
  );
  if (number !== undefined) NUMBERS.push(number);
}

/** A patient number of the range that is never issued. */
export function numberOf(index: number): string {
  const number = NUMBERS[index];
  if (number === undefined) throw new Error('There is no such number.');
  return number;
}

const DAY = '2026-04-27';
export const TO_NEW: OutInput = {
  practice: { code: 'a99969', name: 'Brook Lane Surgery', nation: 'england', on: DAY },
  who: { by: 'all' },
  restricted: false,
};

/** What somebody at the old practice has. */
export interface Mover {
  readonly person?: Partial<Patient>;
  readonly account?: Partial<AccountRecord>;
  readonly services?: ServicesRecord['services'];
  readonly registration?: Partial<RegistrationRecord>;
  readonly hasNoAccount?: true;
  /** The host does not know them, or shows them to nobody. */
  readonly isUnknown?: true;
}

/** The person with this number, in the record of either practice. */
export function person(index: number, at: 'old' | 'new', changes: Partial<Patient> = {}): Patient {
  return {
    ...SIAN,
    id: `${at}-${index}`,
    identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: numberOf(index) }],
    name: [{ use: 'official', given: ['Ann'], family: `Price${'abcdefghij'[index % 10] ?? ''}` }],
    birthDate: '1980-05-17',
    ...changes,
  };
}

/** A workstation of one of the practices. */
export class Practice {
  readonly product: Product;

  constructor(
    readonly host: FakeHost,
    options: ProductOptions,
  ) {
    this.product = makeProduct(host, options);
  }

  async hold(movers: readonly Mover[]): Promise<void> {
    const { journal, outbox } = this.product.storage;
    const practiceId = this.host.practice.id;
    const epoch = await outbox.claimEpoch();
    const held = movers.flatMap((mover, index) =>
      mover.hasNoAccount === true ? [] : [{ ...mover, index }],
    );
    const keys = (index: number) => ({
      practiceId,
      patientRef: `old-${index}`,
      accountKey: `account-${index}`,
    });
    const apply = (page: object): Promise<unknown> =>
      journal.applyPage({ quarantined: [], ...page } as never, epoch);
    await apply({
      kind: 'account',
      records: held.map(({ index, account: changes }) => {
        const accountId = String(index + 1).padStart(12, '0');
        const { patientRef } = keys(index);
        const body = { id: `account-${index}`, practiceId, patientRef, accountId, ...changes };
        return remote('account', account(body), 1);
      }),
    });
    await apply({
      kind: 'services',
      records: held.map(({ index, services: set }) =>
        remote(
          'services',
          services({ id: `services-${index}`, ...keys(index), ...(set && { services: set }) }),
          1,
        ),
      ),
    });
    await apply({
      kind: 'identity-check',
      records: held.map(({ index }) => {
        const { practiceId: practice, patientRef } = keys(index);
        return remote(
          'identity-check',
          identityCheck({ id: `check-${index}`, practiceId: practice, patientRef }),
          1,
        );
      }),
    });
    await apply({
      kind: 'registration',
      records: held.map(({ index, registration: changes }) =>
        remote('registration', registration({ id: `reg-${index}`, ...keys(index), ...changes }), 1),
      ),
    });
  }

  /** More accounts on the shared record, which this workstation has fetched. */
  async fetchAccounts(...accounts: readonly Partial<AccountRecord>[]): Promise<void> {
    const { journal, outbox } = this.product.storage;
    const practiceId = this.host.practice.id;
    const records = accounts.map((changes) =>
      remote('account', account({ practiceId, ...changes }), 1),
    );
    await journal.applyPage(
      { kind: 'account', records, quarantined: [] },
      await outbox.claimEpoch(),
    );
  }

  /** The account as it stands is disabled at another workstation. */
  async disabledElsewhere(patientRef: string): Promise<void> {
    const { account: held } = await this.records(patientRef);
    if (held === undefined) throw new Error('There is no account.');
    const disabling = { id: 'act-since', reason: 'safeguarding', at: '2026-04-20T09:00:00.000Z' };
    await this.changedElsewhere({ ...held, enabled: false, disabling }, 2);
  }

  /** Another workstation makes this of an account that is here, as that version of it. */
  async changedElsewhere(body: AccountRecord, version: number): Promise<void> {
    const { journal, outbox } = this.product.storage;
    const records = [remote('account', body, version)];
    await journal.applyPage(
      { kind: 'account', records, quarantined: [] },
      await outbox.claimEpoch(),
    );
  }

  /** Storage of this workstation does not give it the next time: records of a patient, or what is unsent of them. */
  refusesOnce(what: 'records' | 'entriesOf'): void {
    const { records, outbox } = this.product.storage;
    const [part, name] = what === 'records' ? [records, 'read'] : [outbox, 'entriesOf'];
    const whole = Reflect.get(part, name) as unknown;
    const refused = refuse(FailureKind.storageUnavailable, { code: 'storage-unreadable' });
    Object.defineProperty(part, name, {
      configurable: true,
      writable: true,
      value: () => {
        Object.defineProperty(part, name, { configurable: true, value: whole });
        return Promise.resolve(refused);
      },
    });
  }

  async open(): Promise<SplitView> {
    const opened = await this.product.services.openSplit({});
    if (!opened.ok) throw new Error(opened.failure.message);
    return opened.value;
  }

  async records(patientRef: string): Promise<PatientRecords> {
    const read = await this.product.storage.records.read(patientRef);
    if (!read.ok) throw new Error(read.failure.reason.code);
    return read.value;
  }

  /** What was done here goes to the shared record, as the exchange would send it: all of it, or records of this kind. */
  async share(only?: RecordKind): Promise<void> {
    const { storage, server } = this.product;
    const epoch = await storage.outbox.claimEpoch();
    const there = server.remote(this.host.practice.id);
    for (const entry of await storage.entries()) {
      if (only !== undefined && entry.kind !== only) continue;
      const answer = await there.create(entry.kind, entry.after.body, entry.id);
      if (!answer.ok) throw new Error('The shared record refused it.');
      await storage.outbox.confirm(entry.id, answer.value, epoch);
    }
  }
}

/** An old practice, whose patients move, and a new one; every second of the tests they look at the same shared record. */
export class TwoPractices {
  readonly transfers = new InMemoryTransfers();
  readonly old: Practice;
  readonly new: Practice;

  constructor(
    readonly movers: readonly Mover[],
    at: { readonly new?: readonly Patient[]; readonly isFirstPull?: boolean } = {},
  ) {
    const { transfers } = this;
    const { isFirstPull = false } = at;
    this.old = new Practice(new FakeHost(), { transfers, isFirstPull });
    this.old.host.known = movers.flatMap((mover, index) =>
      mover.isUnknown === true ? [] : [person(index, 'old', mover.person)],
    );
    const host = new FakeHost();
    Object.assign(host.practice, { id: 'A99969', name: 'Brook Lane Surgery' });
    this.new = new Practice(host, { transfers });
    this.new.host.known = at.new ?? movers.map((_, index) => person(index, 'new'));
  }

  async begin(): Promise<this> {
    await this.old.hold(this.movers);
    return this;
  }

  /** Hands over everybody who would go, and waits for it. */
  async handOver(input: OutInput = TO_NEW): Promise<OutPlan> {
    const view = await this.old.open();
    const plan = await outPlan(view, input);
    await startAndWait(view, plan.id);
    return plan;
  }

  /** Takes in everybody who fits, and waits for it. */
  async takeIn(): Promise<InPlan> {
    const view = await this.new.open();
    const plan = await inPlan(view);
    await startAndWait(view, plan.id);
    return plan;
  }

  /** The transfer of this patient of the old practice, as it is on the shared record. */
  transferOf(patientRef: string): HeldTransfer {
    const held = [...this.transfers.all.values()].find(({ body }) =>
      body.id.endsWith(`.${patientRef}`),
    );
    if (held === undefined) throw new Error('Nothing was handed over.');
    return held;
  }

  /** Another workstation of the new practice has begun to take in who was `old-0`, or has done so. @returns it as it was before */
  async takenUpElsewhere(how: 'begun' | 'made' = 'begun'): Promise<Transfer> {
    const held = this.transferOf('old-0');
    const claimed = claimedFor(held.body, 'new-0');
    const theirs = how === 'made' ? takenInAs(claimed, 'made') : claimed;
    await this.transfers.of('A99969').update(held, theirs, 'claim-1');
    return held.body;
  }
}

export async function outPlan(view: SplitView, input: OutInput = TO_NEW): Promise<OutPlan> {
  const plan = await view.planOut(input);
  if (!plan.ok) throw new Error(plan.failure.message);
  return lastValueFrom(plan.value);
}

export function inPlan(view: SplitView): Promise<InPlan> {
  return lastValueFrom(view.planIn$());
}

export async function startAndWait(view: SplitView, planId = ''): Promise<JobView> {
  const started = await view.start(planId);
  if (!started.ok) throw new Error(started.failure.message);
  const here = await firstValueFrom(
    view.jobs$.pipe(
      filter(
        (told) =>
          told.available && told.jobs[0]?.phase !== 'running' && told.jobs[0]?.id === planId,
      ),
    ),
  );
  const [job] = here.available ? here.jobs : [];
  if (job === undefined) throw new Error('There is no job.');
  return job;
}

/** Sees once to what is being taken in. */
export async function finished(view: SplitView): Promise<number> {
  const told = await firstValueFrom(view.finishing$.pipe(takeWhile(() => true)));
  return told.available ? told.left : -1;
}

/** What is said of how many. */
export const groups = (
  list: readonly { readonly label: string; readonly count: number }[],
): readonly string[] => list.map(({ label, count }) => `${label} (${count})`);
