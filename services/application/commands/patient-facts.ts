import { firstValueFrom } from 'rxjs';
import { ok, type Result } from '../../domain/result.ts';
import type { Patient } from '../../ports/practice-host.ts';
import type { AllPorts } from './command-ports.ts';
import type { PatientFacts } from './staff-action.ts';

type Ports = Pick<AllPorts, 'environment' | 'patients' | 'practice' | 'settings' | 'store'>;

/** All that is known of a patient at this moment, who they are coming from the host. */
export async function factsAbout(
  patient: Patient,
  { environment, patients, practice, settings, store }: Ports,
): Promise<Result<PatientFacts>> {
  const records = await store.read(patient.ref);
  if (!records.ok) return records;
  return ok({
    practice,
    patient,
    records: records.value,
    settings: await firstValueFrom(settings.settings$),
    sendsMessages: patients.sendsMessages,
    now: environment.now(),
    today: environment.today(),
  });
}
