import type { Patient as FhirPatient } from 'fhir/r4';
import { inject, injectable } from 'tsyringe';
import { firstValueFrom } from 'rxjs';
import type { HostApi } from '../../plugin/host-api.ts';
import { FailureKind, refuse, type Result } from '../domain/result.ts';
import type { FoundPatient, PatientFinder, PatientQuery } from '../ports/patient-finder.ts';
import { ENVIRONMENT, type Environment } from '../ports/practice-host.ts';
import { asResult, fromHost } from './from-host.ts';
import { HOST } from './host-token.ts';
import { elementsOf, inForce, textOf, textsOf } from './patient/fhir-values.ts';
import { patientFromFhir } from './patient/patient-from-fhir.ts';
import { currentName } from './patient/patient-name.ts';
import { readingOf } from './patient/reading-of.ts';

/** Finds patients through the host, where it can be asked. */
@injectable()
export class HostPatientFinder implements PatientFinder {
  readonly find?: NonNullable<PatientFinder['find']>;

  constructor(
    @inject(HOST) private readonly host: HostApi,
    @inject(ENVIRONMENT) private readonly environment: Pick<Environment, 'today'>,
  ) {
    if (host.patients.find !== undefined) this.find = (query) => this.findAll(query);
  }

  async open(): Promise<FoundPatient | undefined> {
    const patient = await firstValueFrom(fromHost(this.host.patients.current));
    return patient === null ? undefined : this.found(patient);
  }

  private async findAll(query: PatientQuery): Promise<Result<readonly FoundPatient[]>> {
    const { patients } = this.host;
    const found = await asResult(async () => (await patients.find?.(query)) ?? []);
    if (!found.ok) return found;
    // Hosts pass on what others wrote; what is no list is an answer to nothing.
    if (!isList(found.value)) {
      return refuse(FailureKind.hostRefused, { code: 'applicants-not-searched' });
    }
    const given: readonly FhirPatient[] = found.value;
    const patientsFound = elementsOf(given).flatMap((patient) => this.found(patient) ?? []);
    return { ok: true, value: unique(patientsFound) };
  }

  private found(fhir: FhirPatient): FoundPatient | undefined {
    const reading = readingOf(this.host, this.environment.today());
    const patient = patientFromFhir(fhir, reading);
    if (patient === null) return undefined;
    const addresses = elementsOf(fhir.address).filter(
      ({ use, period }) => use !== 'old' && inForce(period, reading.today),
    );
    return {
      ...patient,
      given: textsOf(currentName(fhir.name, reading.today)?.given),
      postcodes: addresses.flatMap(({ postalCode }) => textOf(postalCode) ?? []),
      addressLines: patient.restricted ? [] : (patient.address?.lines ?? []),
    };
  }
}

function isList(value: unknown): boolean {
  return Array.isArray(value);
}

/** A host that gives somebody twice means one person. */
function unique(patients: readonly FoundPatient[]): readonly FoundPatient[] {
  return [...new Map(patients.map((patient) => [patient.ref, patient])).values()];
}
