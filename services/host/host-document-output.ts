import { inject, injectable } from 'tsyringe';
import type { HostApi, HostFile } from '../../plugin/host-api.ts';
import { FailureKind, refuse, type Result } from '../domain/result.ts';
import type { DocumentKind, DocumentOutput } from '../ports/practice-host.ts';
import { asResult } from './from-host.ts';
import { HOST } from './host-token.ts';

/** File names travel into download lists and backups, so they name nobody. */
const FILE_NAMES: Readonly<Record<DocumentKind | 'figures', string>> = {
  letter: 'online-services-registration-letter',
  history: 'online-services-history',
  figures: 'online-services-uptake',
};

/** Printing and saving, by the host. */
@injectable()
export class HostDocumentOutput implements DocumentOutput {
  constructor(@inject(HOST) private readonly host: HostApi) {}

  get keepsFiles(): boolean {
    return this.host.documents.saveFile !== undefined;
  }

  print(
    patientId: string,
    pdf: Blob,
    title: string,
    kind: DocumentKind = 'letter',
  ): Promise<Result<boolean>> {
    const document = { fileName: `${FILE_NAMES[kind]}.pdf`, title, patientId, pdf };
    return asResult(() => this.host.documents.print(document));
  }

  save(
    patientId: string,
    pdf: Blob,
    title: string,
    kind: DocumentKind = 'letter',
  ): Promise<Result<boolean>> {
    const document = { fileName: `${FILE_NAMES[kind]}.pdf`, title, patientId, pdf };
    return asResult(() => this.host.documents.save(document));
  }

  saveFile(patientId: string, file: Blob, title: string): Promise<Result<boolean>> {
    return this.handOver({ fileName: `${FILE_NAMES.history}.csv`, title, patientId, file });
  }

  saveFigures(file: Blob, title: string, format: 'csv' | 'pdf'): Promise<Result<boolean>> {
    const fileName = `${FILE_NAMES.figures}.${format}`;
    return format === 'csv'
      ? this.handOver({ fileName, title, file })
      : asResult(() => this.host.documents.save({ fileName, title, pdf: file }));
  }

  private async handOver(file: HostFile): Promise<Result<boolean>> {
    const { documents } = this.host;
    if (documents.saveFile === undefined) {
      return refuse(FailureKind.notAllowed, { code: 'files-not-kept' });
    }
    return asResult(async () => (await documents.saveFile?.(file)) ?? false);
  }
}
