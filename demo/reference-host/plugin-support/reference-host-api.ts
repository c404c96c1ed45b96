import type { Patient } from 'fhir/r4';
import type {
  HostApi,
  HostAppearance,
  HostDialogs,
  HostDocuments,
  HostLog,
  HostPatients,
  HostPractice,
  HostStaff,
} from '../../../plugin/host-api.ts';
import { ObservableValue } from '../base/observable-value.ts';
import { HostRefusal } from '../base/host-refusal.ts';
import { FHIR_PATH } from '../record/fhir-patients.ts';
import { codedBefore, missedSince } from '../record/demonstration-history.ts';
import type { PatientRecords } from '../record/patient-records.ts';
import type { StaffDesk } from '../session/staff-desk.ts';
import type { Messages } from '../messages/messages.ts';
import type { ContextKeys } from './context-keys.ts';
import type { Contributions } from './contributions.ts';
import { HOST_API_VERSION } from './plugin-loader.ts';
import type { PracticeSettings } from './practice-settings.ts';
import type { SessionKey } from './session-key.ts';
import type { WorkingCopies } from './working-copies.ts';

/** The parts of this host that stand behind the interface. */
export interface HostParts {
  readonly workstationId: string;
  readonly practice: HostPractice;
  /** Who works at the practice. */
  readonly staff: readonly HostStaff[];
  /** Whose patients they are. */
  readonly gps: readonly HostStaff[];
  readonly desk: StaffDesk;
  readonly records: PatientRecords;
  /** Shows a patient's Registration screen; `false` when the person stayed. */
  readonly openPatient: (patientId: string) => Promise<boolean>;
  readonly settings: PracticeSettings;
  readonly practiceKey: SessionKey;
  readonly storageKey: SessionKey;
  readonly contextKeys: ContextKeys;
  readonly contributions: Contributions;
  readonly workingCopies: WorkingCopies;
  readonly dialogs: HostDialogs;
  readonly documents: HostDocuments;
  readonly messages: Messages;
  readonly log: HostLog;
  readonly appearance: HostAppearance;
  /** Told of each new entry in the clinical history. */
  readonly onClinicalEntry: () => void;
}

/** The interface as this host gives it to a plugin, for one practice. */
export function createHostApi(parts: HostParts): HostApi {
  const { desk } = parts;
  return {
    version: HOST_API_VERSION,
    workstationId: parts.workstationId,
    practice: parts.practice,
    session: desk.session,
    colleagues: new ObservableValue(parts.staff),
    patients: patientsOf(parts),
    clinicalRecord: {
      async addCodedEntry(patientId, entry) {
        if (desk.session.value === null) throw new HostRefusal('Nobody is signed in.');
        await desk.backend.addClinicalEntry(patientId, entry);
        parts.onClinicalEntry();
      },
      async codes(patientId, { system, codes }) {
        const patient = openPatient(parts, patientId);
        const typed = await desk.backend.clinicalEntries(patientId);
        return [...codedBefore(patient), ...typed].filter(
          (entry) => entry.system === system && codes.includes(entry.code),
        );
      },
    },
    appointments: {
      missed: (patientId, { since }) =>
        Promise.resolve().then(() => missedSince(openPatient(parts, patientId), since)),
    },
    settings: parts.settings,
    contextKeys: parts.contextKeys,
    contributions: parts.contributions,
    workingCopies: parts.workingCopies,
    dialogs: parts.dialogs,
    documents: parts.documents,
    messages: parts.messages,
    fhir: {
      takesBatchedWrites: true,
      baseUrl: new URL(FHIR_PATH, location.href).href,
      accessToken: (options) => desk.accessToken(options),
    },
    keys: {
      practiceKey: () => parts.practiceKey.get(),
      storageKey: () => parts.storageKey.get(),
    },
    log: parts.log,
    appearance: parts.appearance,
  };
}

function patientsOf({ records, gps, openPatient }: HostParts): HostPatients {
  return {
    current: records.current,
    contacts: (id) => records.contacts(id),
    saveContact: (id, contact) => records.saveContact(id, contact),
    countSharingEmail: (id, email) => records.countSharingEmail(id, email),
    read: (id) => records.read(id),
    describe: (ids) => records.describe(ids),
    find: (query, page) => records.find(query, page),
    usualGps: () => Promise.resolve(gps),
    open: openPatient,
  };
}

/** What is asked of somebody else's record is nobody's business. */
function openPatient({ desk, records }: HostParts, patientId: string): Patient {
  const patient = records.current.value;
  if (desk.session.value === null) throw new HostRefusal('Nobody is signed in.');
  if (patient?.id !== patientId) throw new HostRefusal('Another patient is open.');
  return patient;
}
