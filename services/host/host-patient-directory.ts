import type { Patient as FhirPatient } from 'fhir/r4';
import { inject, injectable } from 'tsyringe';
import type { HostApi, HostPatientPage } from '../../plugin/host-api.ts';
import { patientIdFor } from '../domain/patient/patient-identifier.ts';
import { FailureKind, ok, refuse, type Result } from '../domain/result.ts';
import {
  type DescribedPage,
  type DescribedPatient,
  type DirectoryPageRequest,
  type DirectoryQuery,
  MOST_DESCRIBED,
  type PatientDirectory,
  type UsualGp,
} from '../ports/patient-directory.ts';
import { ENVIRONMENT, type Environment } from '../ports/practice-host.ts';
import { asResult } from './from-host.ts';
import { HOST } from './host-token.ts';
import { elementsOf, textOf } from './patient/fhir-values.ts';
import { patientFromFhir, type Reading } from './patient/patient-from-fhir.ts';
import { pageGiven, patientsGiven } from './patient/patients-given.ts';
import { readingOf } from './patient/reading-of.ts';
import { usualGp } from './patient/usual-gp.ts';
import { verifiedEmail } from './patient/verified-email.ts';

/** Tells of patients who are not open, as far as the host does. */
@injectable()
export class HostPatientDirectory implements PatientDirectory {
  readonly describes: boolean;
  readonly find?: NonNullable<PatientDirectory['find']>;
  readonly usualGps?: NonNullable<PatientDirectory['usualGps']>;
  readonly open?: NonNullable<PatientDirectory['open']>;

  constructor(
    @inject(HOST) private readonly host: HostApi,
    @inject(ENVIRONMENT) private readonly environment: Pick<Environment, 'today'>,
  ) {
    const { patients } = host;
    this.describes = patients.describe !== undefined;
    if (patients.find !== undefined) this.find = (query, page) => this.findPage(query, page);
    if (patients.usualGps !== undefined) this.usualGps = () => this.listUsualGps();
    if (patients.open !== undefined) this.open = (ref) => this.openPatient(ref);
  }

  async describe(refs: readonly string[]): Promise<Result<ReadonlyMap<string, DescribedPatient>>> {
    if (!this.describes) return notTold();
    const described = new Map<string, DescribedPatient>();
    for (const some of inParts([...new Set(refs)])) {
      const given = await asResult<unknown>(async () => this.host.patients.describe?.(some));
      if (!given.ok) return given;
      const patients = patientsGiven(given.value);
      if (patients === undefined) return notTold();
      for (const patient of this.described(patients)) {
        // Who was not asked for is nobody's business.
        if (some.includes(patient.ref)) described.set(patient.ref, patient);
      }
    }
    return ok(described);
  }

  private async findPage(
    query: DirectoryQuery,
    request: DirectoryPageRequest,
  ): Promise<Result<DescribedPage>> {
    const given = await asResult<HostPatientPage | undefined>(async () =>
      this.host.patients.find?.(query, request),
    );
    if (!given.ok) return given;
    const page = pageGiven(given.value, request.after);
    return page === undefined
      ? notTold()
      : ok({ ...page, patients: this.described(page.patients) });
  }

  private async listUsualGps(): Promise<Result<readonly UsualGp[]>> {
    const given = await asResult<unknown>(async () => this.host.patients.usualGps?.());
    if (!given.ok) return given;
    if (!Array.isArray(given.value)) return notTold();
    const people = elementsOf(given.value as readonly Partial<UsualGp>[]);
    return ok(
      people.flatMap(({ id, name }) => {
        const [known, named] = [textOf(id), textOf(name)];
        return known === undefined || named === undefined ? [] : [{ id: known, name: named }];
      }),
    );
  }

  private openPatient(ref: string): Promise<Result<boolean>> {
    return asResult(async () => (await this.host.patients.open?.(ref)) === true);
  }

  private described(patients: readonly FhirPatient[]): readonly DescribedPatient[] {
    const reading = readingOf(this.host, this.environment.today());
    return patients.flatMap((patient) => this.describedPatient(patient, reading) ?? []);
  }

  private describedPatient(fhir: FhirPatient, reading: Reading): DescribedPatient | undefined {
    const patient = patientFromFhir(fhir, reading);
    if (patient === null) return undefined;
    const { ref, displayName, birthDate, restricted, ending, identifiers } = patient;
    const number = patientIdFor(this.host.practice.nation, identifiers);
    const gp = usualGp(fhir, reading.today);
    const hasVerifiedEmail = verifiedEmail(fhir, reading.today);
    return {
      ref,
      displayName,
      restricted,
      ...(birthDate !== undefined && { birthDate }),
      ...(number.ok && { number: number.value }),
      ...(gp !== undefined && { usualGp: gp }),
      ...(ending !== undefined && { ending }),
      ...(hasVerifiedEmail !== undefined && { hasVerifiedEmail }),
    };
  }
}

function inParts(refs: readonly string[]): readonly (readonly string[])[] {
  const parts = Math.ceil(refs.length / MOST_DESCRIBED);
  return Array.from({ length: parts }, (_, part) =>
    refs.slice(part * MOST_DESCRIBED, (part + 1) * MOST_DESCRIBED),
  );
}

function notTold() {
  return refuse(FailureKind.hostRefused, { code: 'patients-not-told' });
}
