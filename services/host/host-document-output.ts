import { inject, injectable } from 'tsyringe';
import type { HostApi } from '../../plugin/host-api.ts';
import type { Result } from '../domain/result.ts';
import type { DocumentOutput } from '../ports/practice-host.ts';
import { asResult } from './from-host.ts';
import { HOST } from './host-token.ts';

/** File names travel into download lists and backups, so they name nobody. */
const FILE_NAME = 'online-services-registration-letter.pdf';

/** Printing and saving, by the host. */
@injectable()
export class HostDocumentOutput implements DocumentOutput {
  constructor(@inject(HOST) private readonly host: HostApi) {}

  print(patientId: string, pdf: Blob, title: string): Promise<Result<boolean>> {
    const document = { fileName: FILE_NAME, title, patientId, pdf };
    return asResult(() => this.host.documents.print(document));
  }

  save(patientId: string, pdf: Blob, title: string): Promise<Result<boolean>> {
    const document = { fileName: FILE_NAME, title, patientId, pdf };
    return asResult(() => this.host.documents.save(document));
  }
}
