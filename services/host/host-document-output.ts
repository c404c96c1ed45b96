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

  print(pdf: Blob, title: string): Promise<Result<boolean>> {
    return asResult(() => this.host.documents.print({ fileName: FILE_NAME, title, pdf }));
  }

  save(pdf: Blob, title: string): Promise<Result<boolean>> {
    return asResult(() => this.host.documents.save({ fileName: FILE_NAME, title, pdf }));
  }
}
