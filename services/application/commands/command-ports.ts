import { inject, injectable } from 'tsyringe';
import { ACCOUNT_HISTORY, type AccountHistory } from '../../ports/account-history.ts';
import { CLINICAL_FACTS, type ClinicalFacts } from '../../ports/clinical-facts.ts';
import { LETTER_RENDERER, type LetterRenderer } from '../../ports/letter-renderer.ts';
import { OSU_APPLICATIONS, type OsuApplications } from '../../ports/osu-applications.ts';
import { OUTBOX, UNSENT_DECISIONS, type Outbox, type UnsentDecisions } from '../../ports/outbox.ts';
import { MESSAGES, type Messages } from '../../ports/messages.ts';
import {
  DOCUMENT_OUTPUT,
  ENVIRONMENT,
  PATIENT_RECORD,
  PRACTICE,
  HOST_CONFIGURATION,
  SETTINGS_STORE,
  STAFF_SESSIONS,
  type DocumentOutput,
  type Environment,
  type PatientRecord,
  type Practice,
  type HostConfiguration,
  type SettingsStore,
  type StaffSessions,
} from '../../ports/practice-host.ts';
import { PATIENT_DIRECTORY, type PatientDirectory } from '../../ports/patient-directory.ts';
import { PATIENT_FINDER, type PatientFinder } from '../../ports/patient-finder.ts';
import { PRACTICE_REGISTER, type PracticeRegister } from '../../ports/practice-register.ts';
import { RECORD_STORE, type RecordStore } from '../../ports/record-store.ts';
import { LOG, type Log } from '../../ports/remote-access.ts';
import {
  REGISTRATION_CODE_ISSUER,
  type RegistrationCodeIssuer,
} from '../../ports/registration-codes.ts';
import { REMOTE_RECORDS, type RemoteRecords } from '../../ports/remote-records.ts';
import { SETTINGS_KEEPER, type SharedSettingsKeeper } from '../../ports/shared-settings.ts';
import { SERVER_NOTES, type ServerNotes } from '../../ports/server-look.ts';
import { VERIFICATION_CODES, type VerificationCodes } from '../../ports/verification-codes.ts';
import { TABLE_FILES, type TableFiles } from '../../ports/table-files.ts';
import { SYNC_CONTROL, type SyncControl } from '../../ports/sync-control.ts';
import { JOBS_SOURCE, type JobsSource } from '../jobs/jobs-source.ts';
import { SPLIT_SOURCE, type SplitSource } from '../split/split-source.ts';
import { USERNAME_CHECK, type UsernameCheck } from '../../ports/username-check.ts';

/** Everything that carrying out commands takes. */
@injectable()
export class AllPorts {
  constructor(
    @inject(PRACTICE) readonly practice: Practice,
    @inject(STAFF_SESSIONS) readonly sessions: StaffSessions,
    @inject(PATIENT_RECORD) readonly patients: PatientRecord,
    @inject(SETTINGS_STORE) readonly settings: SettingsStore,
    @inject(HOST_CONFIGURATION) readonly configuration: HostConfiguration,
    @inject(SETTINGS_KEEPER) readonly keeper: SharedSettingsKeeper,
    @inject(REMOTE_RECORDS) readonly remote: RemoteRecords,
    @inject(ENVIRONMENT) readonly environment: Environment,
    @inject(RECORD_STORE) readonly store: RecordStore,
    @inject(OUTBOX) readonly outbox: Outbox,
    @inject(UNSENT_DECISIONS) readonly decisions: UnsentDecisions,
    @inject(REGISTRATION_CODE_ISSUER) readonly issuer: RegistrationCodeIssuer,
    @inject(LETTER_RENDERER) readonly renderer: LetterRenderer,
    @inject(VERIFICATION_CODES) readonly codes: VerificationCodes,
    @inject(MESSAGES) readonly messages: Messages,
    @inject(DOCUMENT_OUTPUT) readonly documents: DocumentOutput,
    @inject(TABLE_FILES) readonly tables: TableFiles,
    @inject(ACCOUNT_HISTORY) readonly history: AccountHistory,
    @inject(CLINICAL_FACTS) readonly clinical: ClinicalFacts,
    @inject(OSU_APPLICATIONS) readonly applications: OsuApplications,
    @inject(PATIENT_FINDER) readonly finder: PatientFinder,
    @inject(PATIENT_DIRECTORY) readonly directory: PatientDirectory,
    @inject(PRACTICE_REGISTER) readonly register: PracticeRegister,
    @inject(USERNAME_CHECK) readonly usernames: UsernameCheck,
    @inject(SERVER_NOTES) readonly serverNotes: ServerNotes,
    @inject(JOBS_SOURCE) readonly jobs: JobsSource,
    @inject(SPLIT_SOURCE) readonly split: SplitSource,
    @inject(SYNC_CONTROL) readonly sync: SyncControl,
    @inject(LOG) readonly log: Log,
  ) {}
}

/** What a command may use itself. It writes through its action, so that nothing gets past the audit. */
export type CommandPorts = Omit<AllPorts, 'sessions' | 'store' | 'sync' | 'outbox' | 'log'> & {
  readonly outbox: Pick<Outbox, 'change' | 'entriesOf' | 'serverVersion'>;
  readonly store: Pick<RecordStore, 'audit' | 'isAccountIdTaken' | 'read'>;
  readonly sessions: Pick<StaffSessions, 'colleagues$' | 'session$'>;
};
