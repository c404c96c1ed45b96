/** The whole product in a page, for a practice whose host knows everybody by their number, and whose network is away. */
import { container as root } from 'tsyringe';
import manifest from '../../manifest.json' with { type: 'json' };
import { databaseName } from '../../plugin/database-name.ts';
import type { Disposable, HostApi, HostObservable } from '../../plugin/host-api.ts';
import { LazyServices } from '../../plugin/lazy-services.ts';
import type { OnlineServices } from '../../services/application/views.ts';
import { Permission } from '../../services/domain/practice/permission.ts';
import type { PullJournal } from '../../services/ports/outbox.ts';
import { openWorkstation, storageKey } from '../store/workstation-page.ts';
import { PRACTICE_ID, STAFF } from '../store/sample-practice.ts';

export interface PracticeWorkstation {
  readonly services: OnlineServices;
  /** Stores what the shared record would have sent. */
  apply(page: Parameters<PullJournal['applyPage']>[0]): Promise<void>;
}

/** With a database of its own for each number of accounts. */
export async function practiceWorkstation(accounts: number): Promise<PracticeWorkstation> {
  const host = hostOf(`bench-${accounts}`);
  const { journal, outbox } = openWorkstation(databaseName(host));
  const services = await new LazyServices(host, root.createChildContainer()).get();
  return {
    services,
    async apply(page) {
      // The product's own exchange may have taken the lead meanwhile.
      await journal.applyPage(page, await outbox.claimEpoch());
    },
  };
}

function hostOf(workstationId: string): HostApi {
  const settings: Readonly<Record<string, string | number | boolean>> = {
    ...Object.fromEntries(
      Object.entries(manifest.contributes.configuration.properties).map(([id, property]) => [
        id,
        property.default,
      ]),
    ),
    'onlineServices.activated': true,
  };
  return {
    version: '1.2.0',
    workstationId,
    practice: { id: PRACTICE_ID, name: 'Bench', address: [], nation: 'england' },
    session: always({
      id: 'session-1',
      staff: { ...STAFF, role: 'Practice manager' },
      permissions: Object.values(Permission),
    }),
    patients: {
      current: always(null),
      contacts: () => always([]),
      saveContact: (_id, contact) => Promise.resolve(contact),
      countSharingEmail: () => Promise.resolve(0),
      read: (id) => Promise.resolve(patient(id)),
      describe: (ids) => Promise.resolve(ids.map(patient)),
      open: () => Promise.resolve(true),
    },
    clinicalRecord: { addCodedEntry: () => Promise.resolve() },
    settings: {
      get: (name) => settings[name],
      update: () => Promise.resolve(),
      onDidChange: nothingHeld,
    },
    contextKeys: { set: () => undefined },
    contributions: {
      registerCommand: nothingHeld,
      registerControlPanelPage: nothingHeld,
      registerRegistrationTab: nothingHeld,
    },
    dialogs: { notify: () => undefined, ask: () => Promise.resolve(undefined) },
    documents: {
      print: () => Promise.resolve(true),
      save: () => Promise.resolve(true),
      saveList: () => Promise.resolve(true),
      printList: () => Promise.resolve(true),
    },
    fhir: {
      baseUrl: `${location.origin}/fhir`,
      accessToken: () => new Promise<string>(() => undefined),
    },
    keys: {
      practiceKey: () => Promise.reject(new Error('No codes are made here.')),
      storageKey: () => storageKey,
    },
    log: { write: () => undefined },
    appearance: { locale: always('en-GB'), theme: always('light') },
  };
}

function patient(
  id: string,
): NonNullable<Awaited<ReturnType<NonNullable<HostApi['patients']['read']>>>> {
  return {
    resourceType: 'Patient',
    id,
    active: true,
    name: [{ use: 'official', family: 'Price', given: [id] }],
    birthDate: '1980-01-01',
  };
}

function always<T>(value: T): HostObservable<T> {
  return {
    subscribe: (listener) => {
      listener(value);
      return nothingHeld();
    },
  };
}

function nothingHeld(): Disposable {
  return { dispose: () => undefined };
}
