import { inject, injectable } from 'tsyringe';
import { map, type Observable } from 'rxjs';
import type { HostApi } from '../../plugin/host-api.ts';
import type { Contact } from '../domain/contacts/contact.ts';
import type { CalendarDate } from '../domain/records.ts';
import type { Result } from '../domain/result.ts';
import {
  ENVIRONMENT,
  type Environment,
  type Patient,
  type PatientRecord,
} from '../ports/practice-host.ts';
import { asResult, fromHost, shared } from './from-host.ts';
import { HOST } from './host-token.ts';
import { patientFromFhir } from './patient/patient-from-fhir.ts';
import { readingOf } from './patient/reading-of.ts';

/** Read code recorded when registration data were verified; the display is the code's own term. */
const REGISTRATION_DATA_VERIFIED = {
  system: 'http://read.info/readv2',
  code: '91B..00',
  display: 'Patient registration data verified',
};

/** The patient's record, through the host. */
@injectable()
export class HostPatientRecord implements PatientRecord {
  readonly current$: Observable<Patient | null>;

  constructor(
    @inject(HOST) private readonly host: HostApi,
    @inject(ENVIRONMENT) private readonly environment: Pick<Environment, 'today'>,
  ) {
    this.current$ = shared(
      fromHost(host.patients.current).pipe(
        map((patient) =>
          patient === null
            ? null
            : patientFromFhir(patient, readingOf(host, this.environment.today())),
        ),
      ),
    );
  }

  get sendsMessages(): boolean {
    return this.host.messages !== undefined;
  }

  find(patientRef: string): Promise<Result<Patient | undefined>> {
    return asResult(async () => {
      const found = await this.host.patients.read?.(patientRef);
      if (found?.id !== patientRef) return undefined;
      return patientFromFhir(found, readingOf(this.host, this.environment.today())) ?? undefined;
    });
  }

  contacts$(patientRef: string): Observable<readonly Contact[]> {
    return shared(fromHost(this.host.patients.contacts(patientRef)));
  }

  saveContact(patientRef: string, contact: Contact): Promise<Result<Contact>> {
    return asResult(() => this.host.patients.saveContact(patientRef, contact));
  }

  countSharingEmail(patientRef: string, email: string): Promise<Result<number>> {
    return asResult(() => this.host.patients.countSharingEmail(patientRef, email));
  }

  addIdentityVerifiedEntry(
    patientRef: string,
    date: CalendarDate,
    freetext: string,
  ): Promise<Result<void>> {
    return asResult(() =>
      this.host.clinicalRecord.addCodedEntry(patientRef, {
        ...REGISTRATION_DATA_VERIFIED,
        date,
        ...(freetext === '' ? {} : { freetext }),
      }),
    );
  }
}
