import type { Patient as FhirPatient } from 'fhir/r4';
import { inject, injectable } from 'tsyringe';
import { firstValueFrom } from 'rxjs';
import type { HostApi, HostPatientQuery } from '../../plugin/host-api.ts';
import { FailureKind, ok, refuse, type Result } from '../domain/result.ts';
import type { FoundPatient, PatientFinder, PatientQuery } from '../ports/patient-finder.ts';
import { ENVIRONMENT, type Environment } from '../ports/practice-host.ts';
import { asResult, fromHost } from './from-host.ts';
import { HOST } from './host-token.ts';
import { elementsOf, inForce, textOf, textsOf } from './patient/fhir-values.ts';
import { patientFromFhir } from './patient/patient-from-fhir.ts';
import { currentName } from './patient/patient-name.ts';
import { pageGiven, patientsGiven } from './patient/patients-given.ts';
import { readingOf } from './patient/reading-of.ts';

/** More than anybody's namesakes take up: a host that gives as many never ends. */
const MOST_PAGES = 20;

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

  /** Everybody of the name and birth date, and everybody with the number: either may be whom they mean. */
  private async findAll({
    number,
    family,
    birthDate,
  }: PatientQuery): Promise<Result<readonly FoundPatient[]>> {
    const found: FhirPatient[] = [];
    for (const query of [{ family, birthDate }, ...(number === undefined ? [] : [{ number }])]) {
      const patients = await this.everyPage(query);
      if (!patients.ok) return patients;
      found.push(...patients.value);
    }
    const once = patientsGiven(found) ?? [];
    return ok(once.flatMap((patient) => this.found(patient) ?? []));
  }

  /** All pages: one left out might be whom they mean. */
  private async everyPage(query: HostPatientQuery): Promise<Result<readonly FhirPatient[]>> {
    const found: FhirPatient[] = [];
    let after: string | undefined;
    for (let pages = 1; pages <= MOST_PAGES; pages += 1) {
      const request = after === undefined ? {} : { after };
      const given = await asResult(async () => this.host.patients.find?.(query, request));
      if (!given.ok) return given;
      const page = pageGiven(given.value, after);
      if (page === undefined) break;
      found.push(...page.patients);
      if (page.next === undefined) return ok(found);
      after = page.next;
    }
    return refuse(FailureKind.hostRefused, { code: 'applicants-not-searched' });
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
