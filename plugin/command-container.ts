/** Which class answers which token, for all that only commands need. Loaded when somebody starts to work. */
import type { DependencyContainer } from 'tsyringe';
import { CommandDesk } from '../services/application/commands/command-desk.ts';
import { COMMANDS } from '../services/application/commands/command-list.ts';
import { AllPorts } from '../services/application/commands/command-ports.ts';
import { JOBS_SOURCE, type JobsSource } from '../services/application/jobs/jobs-source.ts';
import { SPLIT_SOURCE, type SplitSource } from '../services/application/split/split-source.ts';
import type { CommandList } from '../services/application/commands/staff-command.ts';
import { PapaparseTableFiles } from '../services/csv/papaparse-table-files.ts';
import { FhirAccountHistory } from '../services/fhir/fhir-account-history.ts';
import { FhirOsuApplications } from '../services/fhir/fhir-osu-applications.ts';
import { FhirRemoteRecords } from '../services/fhir/fhir-remote-records.ts';
import { HostClinicalFacts } from '../services/host/host-clinical-facts.ts';
import { HostDocumentOutput } from '../services/host/host-document-output.ts';
import { HostMessages } from '../services/host/host-messages.ts';
import { HostPatientDirectory } from '../services/host/host-patient-directory.ts';
import { HostPatientFinder } from '../services/host/host-patient-finder.ts';
import { HOST } from '../services/host/host-token.ts';
import {
  LETTER_WORKER_URL,
  letterWorkerUrl,
  WorkerLetterRenderer,
} from '../services/letters/worker-letter-renderer.ts';
import { ACCOUNT_HISTORY } from '../services/ports/account-history.ts';
import { CLINICAL_FACTS } from '../services/ports/clinical-facts.ts';
import { LETTER_RENDERER } from '../services/ports/letter-renderer.ts';
import { MESSAGES } from '../services/ports/messages.ts';
import { OSU_APPLICATIONS, type OsuApplications } from '../services/ports/osu-applications.ts';
import { PATIENT_DIRECTORY, type PatientDirectory } from '../services/ports/patient-directory.ts';
import { PATIENT_FINDER, type PatientFinder } from '../services/ports/patient-finder.ts';
import { DOCUMENT_OUTPUT } from '../services/ports/practice-host.ts';
import { UNSENT_DECISIONS } from '../services/ports/outbox.ts';
import { PRACTICE_REGISTER } from '../services/ports/practice-register.ts';
import { RECORD_STORE } from '../services/ports/record-store.ts';
import { LOG } from '../services/ports/remote-access.ts';
import { REMOTE_RECORDS } from '../services/ports/remote-records.ts';
import { SETTINGS_KEEPER } from '../services/ports/shared-settings.ts';
import { REGISTRATION_CODE_ISSUER } from '../services/ports/registration-codes.ts';
import { TABLE_FILES, type TableFiles } from '../services/ports/table-files.ts';
import { VERIFICATION_CODES } from '../services/ports/verification-codes.ts';
import { HashedVerificationCodes } from '../services/security/hashed-verification-codes.ts';
import { USERNAME_CHECK, type UsernameCheck } from '../services/ports/username-check.ts';
import { HashedUsernameCheck } from '../services/security/hashed-username-check.ts';
import { SealedRegistrationCodes } from '../services/security/sealed-registration-codes.ts';
import { DexiePracticeRegister } from '../services/storage/dexie-practice-register.ts';
import { DexieRecordStore } from '../services/storage/dexie-record-store.ts';
import { DexieSettingsKeeper } from '../services/storage/dexie-settings-keeper.ts';
import { DexieUnsentDecisions } from '../services/storage/dexie-unsent-decisions.ts';
import { askForLastingStorage } from '../services/storage/lasting-storage.ts';
import { isDisposable, type Disposables } from './disposables.ts';
import { FirstSteps } from './first-steps.ts';
import { fetchLetterParts } from './letter-parts.ts';
import { lazily, registerMissing } from './lazily.ts';
import { registerOutbox } from './outbox-container.ts';

/** Adds what commands need to the activation's container and hands out who carries them out. */
export async function composeCommands(
  container: DependencyContainer,
  disposables: Disposables,
  commands: CommandList = COMMANDS,
): Promise<CommandDesk> {
  container.registerInstance(LETTER_WORKER_URL, letterWorkerUrl);
  const one = registerMissing(container);
  registerOutbox(container);
  one(UNSENT_DECISIONS, DexieUnsentDecisions);
  one(SETTINGS_KEEPER, DexieSettingsKeeper);
  one(REMOTE_RECORDS, FhirRemoteRecords);
  one(RECORD_STORE, DexieRecordStore);
  one(PRACTICE_REGISTER, DexiePracticeRegister);
  one(REGISTRATION_CODE_ISSUER, SealedRegistrationCodes);
  one(LETTER_RENDERER, WorkerLetterRenderer);
  one(MESSAGES, HostMessages);
  one(VERIFICATION_CODES, HashedVerificationCodes);
  one(DOCUMENT_OUTPUT, HostDocumentOutput);
  one<TableFiles>(TABLE_FILES, PapaparseTableFiles);
  one(ACCOUNT_HISTORY, FhirAccountHistory);
  one(CLINICAL_FACTS, HostClinicalFacts);
  one<OsuApplications>(OSU_APPLICATIONS, FhirOsuApplications);
  one<PatientDirectory>(PATIENT_DIRECTORY, HostPatientDirectory);
  one<PatientFinder>(PATIENT_FINDER, HostPatientFinder);
  one<UsernameCheck>(USERNAME_CHECK, HashedUsernameCheck);
  const jobs = lazily(async () =>
    (await import('./job-container.ts')).composeJobs(container, desk, disposables),
  );
  container.registerInstance<JobsSource>(JOBS_SOURCE, jobs);
  container.registerInstance<SplitSource>(
    SPLIT_SOURCE,
    lazily(async () => {
      const [{ composeSplit }, office] = await Promise.all([
        import('./split-container.ts'),
        jobs(),
      ]);
      return composeSplit(container, desk, office);
    }),
  );
  const ports = container.resolve(AllPorts);
  const steps = disposables.add(new FirstSteps(container.resolve(HOST)));
  const desk: CommandDesk = await CommandDesk.open(ports, commands, steps.done);
  // Now somebody may leave work here that is nowhere else.
  void askForLastingStorage(container.resolve(LOG));
  if (isDisposable(ports.renderer)) disposables.add(ports.renderer);
  disposables.add(fetchLetterParts(ports));
  if (ports.finder.find === undefined) {
    ports.log.write('info', 'This host finds no patients: staff match online applications');
  }
  if (!ports.documents.keepsFiles) {
    ports.log.write('info', 'This host keeps PDFs only: no history is offered as CSV');
  }
  if (!ports.patients.sendsMessages) {
    ports.log.write('info', 'This host sends no messages: nobody is reminded, or sent a code');
  } else if (container.resolve(HOST).patients.read === undefined) {
    ports.log.write('info', 'This host reads nobody who is not open: only who is open is reminded');
  }
  return desk;
}
