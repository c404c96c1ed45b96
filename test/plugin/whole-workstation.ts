import { filter, firstValueFrom, type Subscription } from 'rxjs';
import { container as root, type DependencyContainer } from 'tsyringe';
import type { Bundle, FhirResource, Patient, Person, Task } from 'fhir/r4';
import { LazyServices } from '../../plugin/lazy-services.ts';
import type { HostApi } from '../../plugin/host-api.ts';
import type {
  JobsHere,
  JobsView,
  JobView,
  OnlineServices,
  SplitView,
} from '../../services/application/views.ts';
import type { PatientRecords, RecordKind, SharedRecords } from '../../services/domain/records.ts';
import type { Json } from '../../services/fhir/mapping/reading.ts';
import { STORED, type StoredKind } from '../../services/fhir/resource-mapping.ts';
import { TRANSFER_TAG } from '../../services/fhir/transfer-vocabulary.ts';
import { ACCOUNT_KEY, PRACTICE_TAG } from '../../services/fhir/vocabulary.ts';
import { LETTER_BATCHES } from '../../services/ports/letter-batches.ts';
import { UNSENT_WORK } from '../../services/ports/outbox.ts';
import { PRACTICE_REGISTER } from '../../services/ports/practice-register.ts';
import { RECORD_STORE } from '../../services/ports/record-store.ts';
import {
  REGISTRATION_CODE_ISSUER,
  type RegistrationCodes,
} from '../../services/ports/registration-codes.ts';
import { FakeHost } from '../fakes/fake-host.ts';
import { FakeLetterBatches } from '../fakes/fake-letter-batches.ts';
import { readyTab } from '../fakes/product.ts';
import { waitUntil } from '../wait-until.ts';
import { testServer, type TestServer } from '../services/fhir/test-server.ts';

/** A shared record, and what is on it by FHIR alone. */
export class SharedServer {
  readonly server: TestServer = testServer();

  /** Puts records there, as if other workstations had sent them. */
  async hold<K extends StoredKind>(
    kind: K,
    bodies: readonly SharedRecords[K & RecordKind][],
  ): Promise<void> {
    const entry = bodies.map((body) => {
      const resource = STORED[kind].toResource(body as never, crypto.randomUUID());
      return { resource, request: { method: 'POST' as const, url: resource.resourceType } };
    });
    for (let from = 0; from < entry.length; from += 100) {
      const bundle = {
        resourceType: 'Bundle',
        type: 'batch',
        entry: entry.slice(from, from + 100),
      };
      const answer = await this.server.request('', {
        method: 'POST',
        body: JSON.stringify(bundle),
      });
      const said = (await answer.json()) as Bundle;
      const bad = said.entry?.find(({ response }) => !(response?.status ?? '').startsWith('2'));
      if (!answer.ok || bad !== undefined) throw new Error(JSON.stringify(bad ?? answer.status));
    }
  }

  /** All accounts of a practice. */
  async accounts(practiceId: string): Promise<readonly HeldAccount[]> {
    const persons = await this.all<Person>('Person', PRACTICE_TAG, practiceId);
    return persons.map((person) => {
      const read = STORED.account.toRecord(person as unknown as Json);
      if (!read.ok) throw new Error(read.fields.join());
      const { id: key, accountId, patientRef, movedTo, disabling } = read.body;
      const isOpen = person.active !== false;
      return { key, accountId, patientRef, isOpen, movedTo, closedBecause: disabling?.reason };
    });
  }

  /** Codes that work, by the account that they open. */
  async codes(practiceId: string): Promise<ReadonlyMap<string, readonly Task[]>> {
    const tasks = await this.all<Task>('Task', PRACTICE_TAG, practiceId);
    const found = new Map<string, Task[]>();
    for (const task of tasks.filter(({ status }) => status === 'requested')) {
      const key = valueOf(task, ACCOUNT_KEY);
      found.set(key, [...(found.get(key) ?? []), task]);
    }
    return found;
  }

  /** Transfers addressed to a practice. */
  transfers(practiceId: string): Promise<readonly Task[]> {
    return this.all<Task>('Task', TRANSFER_TAG, practiceId);
  }

  /** A resource in all its versions, oldest first. */
  async versions<T extends FhirResource>(
    type: T['resourceType'],
    id: string,
  ): Promise<readonly T[]> {
    const answer = await this.server.request(`${type}/${id}/_history`);
    const { entry = [] } = (await answer.json()) as Bundle<T>;
    const found = entry.flatMap(({ resource }) => resource ?? []);
    return found.sort((one, other) => versionOf(one) - versionOf(other));
  }

  private async all<T extends FhirResource>(
    type: T['resourceType'],
    system: string,
    code: string,
  ): Promise<readonly T[]> {
    const found: T[] = [];
    const query = new URLSearchParams({ _tag: `${system}|${code}`, _count: '500' });
    let path: string | undefined = `${type}?${query.toString()}`;
    while (path !== undefined) {
      const answer: Response = await this.server.request(path);
      const page = (await answer.json()) as Bundle<T>;
      found.push(...(page.entry ?? []).flatMap(({ resource }) => resource ?? []));
      const next: string | undefined = page.link?.find(({ relation }) => relation === 'next')?.url;
      path = next?.slice(this.server.access.baseUrl.length + 1);
    }
    return found;
  }
}

export interface HeldAccount {
  readonly key: string;
  readonly accountId: string;
  readonly patientRef: string;
  readonly isOpen: boolean;
  readonly movedTo: string | undefined;
  readonly closedBecause: string | undefined;
}

function versionOf({ meta }: FhirResource): number {
  return Number(meta?.versionId);
}

function valueOf({ identifier = [] }: Task, wanted: string): string {
  return identifier.find(({ system }) => system === wanted)?.value ?? '';
}

/** A workstation with the whole product: its own database in the browser, its own exchange with a FHIR server. */
export class WholeWorkstation {
  readonly host: FakeHost;
  /** What letters of many were made; no PDF is. */
  readonly batches = new FakeLetterBatches();
  services!: OnlineServices;
  private readonly container: DependencyContainer = root.createChildContainer();
  private readonly lazy: LazyServices;
  private following: Subscription | undefined;
  private gate: Promise<void> = Promise.resolve();

  constructor(
    practice: Partial<HostApi['practice']>,
    { server }: SharedServer,
    patients: readonly Patient[],
  ) {
    this.host = new FakeHost();
    Object.assign(this.host.practice, practice);
    this.host.known = patients;
    this.host.currentPatient.set(null);
    const { accessToken } = this.host.fhir;
    this.host.fhir = {
      baseUrl: server.access.baseUrl,
      accessToken: async () => {
        await this.gate;
        return accessToken();
      },
    };
    this.container.registerInstance(LETTER_BATCHES, this.batches);
    this.lazy = new LazyServices(this.host, this.container);
  }

  /** Switches the product on, and waits until everything of the practice has been fetched. */
  async open(): Promise<this> {
    await this.host.settings.update('onlineServices.activated', true);
    this.services = await this.lazy.get();
    // As long as a page is open, the workstation keeps in step.
    this.following = this.services.settings$.subscribe();
    await this.jobs();
    const { isComplete$ } = this.container.resolve(PRACTICE_REGISTER);
    await firstValueFrom(isComplete$.pipe(filter((told) => told.available && told.value)));
    return this;
  }

  close(): void {
    this.following?.unsubscribe();
    this.lazy.dispose();
  }

  /** Nothing gets through to the server until the network is given back. */
  cutOff(): () => void {
    let back: () => void = () => undefined;
    this.gate = new Promise((resolve) => {
      back = resolve;
    });
    return back;
  }

  async jobs(): Promise<JobsView> {
    const opened = await this.services.openJobs({});
    if (!opened.ok) throw new Error(opened.failure.message);
    return opened.value;
  }

  async split(): Promise<SplitView> {
    const opened = await this.services.openSplit({});
    if (!opened.ok) throw new Error(opened.failure.message);
    return opened.value;
  }

  readonly tab = (): ReturnType<typeof readyTab> => readyTab(this.services);

  async records(patientRef: string): Promise<PatientRecords> {
    const read = await this.container.resolve(RECORD_STORE).read(patientRef);
    if (!read.ok) throw new Error(read.failure.reason.code);
    return read.value;
  }

  /** The patient's tab, open. */
  async openTab(patient: Patient): Promise<void> {
    this.host.currentPatient.set(patient);
    await waitUntil(async () => (await this.tab()).patient.ref === patient.id, 'the tab is open');
  }

  /** Resolves once nothing is left to send but what waits for a person: as long as it gets less, it is waited for. */
  async allSent(): Promise<void> {
    const { totals$ } = this.container.resolve(UNSENT_WORK);
    for (;;) {
      const now = await firstValueFrom(totals$);
      if (now.toSend === 0) return;
      await waitUntil(
        async () => (await firstValueFrom(totals$)).toSend < now.toSend,
        `less is to be sent than ${JSON.stringify(now)}`,
      );
    }
  }

  /** Changes that a person must look at. */
  async needingAttention(): Promise<number> {
    const { totals$ } = this.container.resolve(UNSENT_WORK);
    return (await firstValueFrom(totals$)).needingAttention;
  }

  /** Codes of the shared record, as a letter would say them; `undefined` where none can be made of them. */
  async codesIn(task: Task): Promise<RegistrationCodes | undefined> {
    const read = STORED.registration.toRecord(task as unknown as Json);
    if (!read.ok) throw new Error(read.fields.join());
    const { id: registrationId, accountKey, practiceId, sealedCodes } = read.body;
    if (sealedCodes === undefined) return undefined;
    const issuer = this.container.resolve(REGISTRATION_CODE_ISSUER);
    const opened = await issuer.open(sealedCodes, { practiceId, accountKey, registrationId });
    if (!opened.ok) throw new Error(opened.failure.reason.code);
    return opened.value;
  }
}

/** A job that is over, of those on a page. */
export async function overOn(
  view: { readonly jobs$: JobsView['jobs$'] },
  id: string,
): Promise<JobView> {
  const isOver = (told: JobsHere): boolean =>
    told.available && told.jobs.some((job) => job.id === id && job.phase !== 'running');
  const here = await firstValueFrom(view.jobs$.pipe(filter(isOver)));
  const job = here.available ? here.jobs.find((each) => each.id === id) : undefined;
  if (job === undefined) throw new Error('There is no job.');
  return job;
}
