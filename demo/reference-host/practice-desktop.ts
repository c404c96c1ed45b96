import type { Disposable, HostDialogs, HostDocuments } from '../../plugin/host-api.ts';
import { Disposables } from './base/disposables.ts';
import { ObservableValue } from './base/observable-value.ts';
import { Messages } from './messages/messages.ts';
import { ContextKeys } from './plugin-support/context-keys.ts';
import { Contributions } from './plugin-support/contributions.ts';
import { listenForKeybindings } from './plugin-support/keybindings.ts';
import {
  fetchManifest,
  pluginFaultSentence,
  type RunningPlugin,
  startPlugin,
} from './plugin-support/plugin-loader.ts';
import type { PluginManifest } from './plugin-support/plugin-manifest.ts';
import { PracticeSettings } from './plugin-support/practice-settings.ts';
import { createHostApi } from './plugin-support/reference-host-api.ts';
import { SessionKey } from './plugin-support/session-key.ts';
import { Walkthroughs } from './plugin-support/walkthroughs.ts';
import type { TechnicalLog } from './plugin-support/technical-log.ts';
import type { WorkingCopies } from './plugin-support/working-copies.ts';
import { FhirPatients } from './record/fhir-patients.ts';
import { PatientRecords } from './record/patient-records.ts';
import type { StaffDesk } from './session/staff-desk.ts';
import type { Appearance } from './shell/appearance.ts';
import type { WorkstationMemory } from './shell/workstation-memory.ts';
import type { PracticeWithStaff } from './wire.ts';

/** What outlives a change of practice. */
export interface DesktopParts {
  readonly workstationId: string;
  readonly practices: readonly PracticeWithStaff[];
  readonly desk: StaffDesk;
  readonly dialogs: HostDialogs;
  readonly documents: HostDocuments;
  readonly workingCopies: WorkingCopies;
  readonly log: TechnicalLog;
  readonly appearance: Appearance;
  readonly memory: WorkstationMemory;
  /** Shows a patient's Registration screen; `false` when the person stayed. */
  readonly openPatient: (patientId: string) => Promise<boolean>;
}

const NO_PLUGIN: PluginManifest = {
  displayName: '',
  version: '0.0.0',
  main: '',
  registrationTabs: [],
  controlPanelPages: [],
  practiceViews: [],
  commands: [],
  keybindings: [],
  registrationMenu: [],
  walkthroughs: [],
  settings: new Map(),
};

/**
 * One practice at one workstation: its patients, its settings, and the plugin running for it. Another practice is
 * another desktop, because a plugin counts on the practice staying the same.
 */
export class PracticeDesktop implements Disposable {
  readonly practice: PracticeWithStaff;
  readonly records: PatientRecords;
  readonly settings: PracticeSettings;
  readonly messages: Messages;
  readonly contributions: Contributions;
  readonly contextKeys = new ContextKeys();
  readonly walkthroughs: Walkthroughs;
  /** Counts the entries added to clinical histories here. */
  readonly clinicalEntries = new ObservableValue(0);
  readonly #parts: DesktopParts;
  readonly #manifest: PluginManifest;
  readonly #held = new Disposables();
  #plugin: RunningPlugin | undefined;

  private constructor(practice: PracticeWithStaff, manifest: PluginManifest, parts: DesktopParts) {
    const { desk, practices, dialogs } = parts;
    this.practice = practice;
    this.#manifest = manifest;
    this.#parts = parts;
    this.records = new PatientRecords({
      practiceId: practice.id,
      practiceIds: practices.map(({ id }) => id),
      fhir: new FhirPatients(desk.fetch),
      session: desk.session,
    });
    this.messages = new Messages(desk.backend, this.records);
    this.settings = new PracticeSettings(desk.backend, manifest.settings);
    this.contributions = new Contributions(manifest, this.settings, this.contextKeys, (event) => {
      this.walkthroughs.happened(event);
    });
    this.walkthroughs = new Walkthroughs(manifest.walkthroughs, {
      memory: parts.memory,
      staffId: () => desk.session.value?.staff.id,
      holds: (clause) => this.contributions.holds(clause),
      changes: [this.contextKeys.changes, this.settings],
    });
    this.#held.add(this.walkthroughs);
    this.#held.add(this.records);
    this.#held.add(this.messages);
    this.#held.add(this.settings);
    this.#held.add(this.contributions);
    this.#held.add(
      this.records.current.subscribe((patient) => {
        this.contextKeys.set('patientOpen', patient !== null);
      }),
    );
    this.#held.add(
      listenForKeybindings(manifest.keybindings, this.contributions, (command) => {
        this.runCommand(command);
      }),
    );
    this.runCommand = (id) => {
      this.contributions.runCommand(id).catch((error: unknown) => {
        // The boundary to the plugin's commands: whatever one throws, the host lives on.
        dialogs.notify('error', pluginFaultSentence(error));
      });
    };
  }

  /** Runs a contributed command, if it can be run now. What goes wrong is told as a notification. */
  readonly runCommand: (id: string) => void;

  /**
   * Opens a practice for the person who is signed in, and starts the plugin. A plugin that cannot be had is told as a
   * notification: the desktop is there without it. Rejects with a HostRefusal when the practice's server refuses.
   */
  static async open(practice: PracticeWithStaff, parts: DesktopParts): Promise<PracticeDesktop> {
    let manifest = NO_PLUGIN;
    try {
      manifest = await fetchManifest(parts.appearance.locale.value);
    } catch (error) {
      tellFault(parts.dialogs, 'The plugin', error);
    }
    const desktop = new PracticeDesktop(practice, manifest, parts);
    try {
      await desktop.settings.start();
    } catch (error) {
      desktop.dispose();
      throw error;
    }
    if (manifest !== NO_PLUGIN) await desktop.#startPlugin();
    return desktop;
  }

  /** Stops the plugin, then lets go of everything else. */
  async close(): Promise<void> {
    this.records.close();
    await this.#plugin?.stop();
    this.dispose();
  }

  dispose(): void {
    this.#held.dispose();
  }

  async #startPlugin(): Promise<void> {
    const { contributions, contextKeys, messages, records, settings, practice } = this;
    // The interface tells of the practice and of its people apart.
    const { staff, gps, ...hostPractice } = practice;
    const { desk } = this.#parts;
    const practiceKey = this.#held.add(SessionKey.ofPractice(desk));
    const storageKey = this.#held.add(SessionKey.ofStorage(desk));
    const host = createHostApi({
      ...this.#parts,
      practiceKey,
      storageKey,
      practice: hostPractice,
      staff,
      gps,
      records,
      settings,
      messages,
      contextKeys,
      contributions,
      onClinicalEntry: () => {
        this.clinicalEntries.set(this.clinicalEntries.value + 1);
      },
    });
    try {
      this.#plugin = await startPlugin(this.#manifest, host);
    } catch (error) {
      tellFault(this.#parts.dialogs, this.#manifest.displayName, error);
    }
  }
}

function tellFault(dialogs: HostDialogs, name: string, error: unknown): void {
  const why = pluginFaultSentence(error);
  dialogs.notify('error', `${name} could not be loaded. Everything else works. Reason: ${why}`);
}
