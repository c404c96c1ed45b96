/**
 * The smallest host that runs the plugin: one patient, one member of staff, the tab on the page. Everything a real host
 * would ask its own services is a constant or a line here. See ../embedding.md.
 */
import type { Patient } from 'fhir/r4';
import type {
  Disposable,
  HostApi,
  HostContact,
  HostObservable,
  HostView,
  HostWorkingCopy,
  PluginModule,
} from '../../plugin/host-api.ts';

const PLUGIN = '/plugin/';

/** A value that never changes is a lawful observable: it calls at once and never again. */
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

/** What the plugin knows a refusal by: its sentence is shown to staff. */
function refusal(sentence: string): Error {
  return Object.assign(new Error(sentence), { name: 'HostError' });
}

/** What somebody wants done with unsaved changes before they leave. */
type Answer = 'save' | 'discard' | 'cancel';

/** What is unsaved now, and what becomes of it before somebody leaves. */
class WorkingCopies {
  private readonly dirty = new Set<HostWorkingCopy>();

  markDirty(copy: HostWorkingCopy): Disposable {
    const own = { ...copy, save: () => copy.save(), revert: () => copy.revert() };
    this.dirty.add(own);
    return { dispose: () => this.dirty.delete(own) };
  }

  /** `false`: stay. */
  async mayLeave(ask: (unsaved: readonly string[]) => Promise<Answer>): Promise<boolean> {
    if (this.dirty.size === 0) return true;
    const copies = [...this.dirty];
    const answer = await ask(copies.map(({ name }) => name));
    if (answer === 'cancel') return false;
    for (const copy of copies) {
      if (answer === 'discard') await copy.revert();
      else if (!(await copy.save())) return false;
    }
    return true;
  }
}

/**
 * Runs the plugin for one patient and shows its tab in `place`. Close it before the screen goes: `ask` puts the
 * question what is to become of unsaved changes, with the patient's name; `false` when the person stays.
 */
export async function showOnlineServices(
  place: HTMLElement,
  patient: Patient,
  token: () => Promise<string>,
  key: CryptoKey,
  storageKey: CryptoKey,
  ask: (unsaved: readonly string[]) => Promise<Answer>,
): Promise<{ close(): Promise<boolean> }> {
  const contacts: readonly HostContact[] = [
    { id: '1', type: 'email', value: 'sian@mail.example', verified: true, preferred: true },
  ];
  // From the manifest's `contributes.configuration`; a real host keeps them for the practice.
  const settings: Readonly<Record<string, unknown>> = await defaultSettings();
  const tabs = new Map<string, HostView>();
  const workingCopies = new WorkingCopies();
  const host: HostApi = {
    version: '1.2.0',
    workstationId: 'front-desk-1',
    practice: { id: 'A99968', name: 'Hollin Bank Surgery', address: [], nation: 'england' },
    session: always({
      id: crypto.randomUUID(),
      staff: { id: '000000000011', name: 'Aisha Kelsall', role: 'Receptionist' },
      permissions: ['onlineServices.view', 'onlineServices.recordIdentity'],
    }),
    colleagues: always([{ id: '000000000012', name: 'Dr Owen Farrow', role: 'GP' }]),
    patients: {
      current: always(patient),
      contacts: () => always(contacts),
      saveContact: () => Promise.reject(refusal('Contacts cannot be changed here.')),
      countSharingEmail: () => Promise.resolve(0),
      describe: (ids) => Promise.resolve(ids.includes(patient.id ?? '') ? [patient] : []),
    },
    clinicalRecord: { addCodedEntry: () => Promise.reject(refusal('The record is closed.')) },
    settings: {
      get: (name) => settings[name],
      update: () => Promise.reject(refusal('Settings cannot be changed here.')),
      onDidChange: nothingHeld,
    },
    contextKeys: { set: () => undefined },
    contributions: {
      registerCommand: nothingHeld,
      registerControlPanelPage: nothingHeld,
      registerRegistrationTab: (id, view) => {
        tabs.set(id, view);
        return { dispose: () => tabs.delete(id) };
      },
    },
    workingCopies,
    dialogs: { notify: () => undefined, ask: () => Promise.resolve(undefined) },
    documents: {
      print: () => Promise.reject(refusal('There is no printer.')),
      save: () => Promise.resolve(false),
    },
    fhir: { baseUrl: 'https://fhir.practice.example/r4', accessToken: token },
    keys: {
      practiceKey: () => Promise.resolve(key),
      storageKey: () => Promise.resolve(storageKey),
    },
    log: { write: () => undefined },
    appearance: { locale: always('en-GB'), theme: always('light') },
  };

  const plugin = (await import(`${PLUGIN}main.js`)) as PluginModule;
  await plugin.activate(host);
  const tab = await tabs.get('onlineServices.tab')?.createElement();
  if (tab !== undefined) place.replaceChildren(tab);
  return {
    close: async () => {
      const mayLeave = await workingCopies.mayLeave(ask);
      if (mayLeave) await plugin.deactivate();
      return mayLeave;
    },
  };
}

async function defaultSettings(): Promise<Readonly<Record<string, unknown>>> {
  const manifest = (await (await fetch(`${PLUGIN}manifest.json`)).json()) as {
    contributes: { configuration: { properties: Record<string, { default: unknown }> } };
  };
  const { properties } = manifest.contributes.configuration;
  return Object.fromEntries(
    Object.entries(properties).map(([id, { default: value }]) => [id, value]),
  );
}
