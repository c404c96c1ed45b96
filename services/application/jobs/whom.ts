/** Somebody who need not be open. */
import type { LeftOutReason, JobReason } from '../../domain/jobs/reasons.ts';
import type { StorageReason } from '../../domain/unsent-work/reasons.ts';
import type { AllPorts } from '../commands/command-ports.ts';
import { factsAbout } from '../commands/patient-facts.ts';
import type { PatientFacts } from '../commands/staff-action.ts';

/** All that is known of a patient; or why nothing is done without that. */
export type Whom =
  | { readonly facts: PatientFacts }
  | { readonly leftOut: LeftOutReason }
  | { readonly failed: JobReason }
  | { readonly held: StorageReason };

/** As the host has them at this moment, whoever is open: never by what was known before. */
export async function whomOf(patientRef: string, ports: AllPorts): Promise<Whom> {
  const found = await ports.patients.find(patientRef);
  if (!found.ok) return { failed: { code: 'host-refused-one' } };
  if (found.value?.ref !== patientRef) return { leftOut: { code: 'patient-not-told' } };
  const facts = await factsAbout(found.value, ports);
  // Reading fails for storage alone.
  return facts.ok ? { facts: facts.value } : { held: facts.failure.reason as StorageReason };
}
