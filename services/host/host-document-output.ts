import { inject, injectable } from 'tsyringe';
import type { HostApi } from '../../plugin/host-api.ts';
import { FailureKind, refuse, type Result } from '../domain/result.ts';
import type { DocumentKind, DocumentOutput, FiguresFormat } from '../ports/practice-host.ts';
import { asResult } from './from-host.ts';
import { HOST } from './host-token.ts';

/** File names travel into download lists and backups, so they name nobody. */
const FILE_NAMES: Readonly<Record<DocumentKind | 'list' | 'figures', string>> = {
  letter: 'online-services-registration-letter',
  history: 'online-services-history',
  list: 'online-services-list',
  figures: 'online-services-uptake',
};

const NOT_KEPT = refuse(FailureKind.notAllowed, { code: 'files-not-kept' });

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

  async saveFile(patientId: string, file: Blob, title: string): Promise<Result<boolean>> {
    const { documents } = this.host;
    if (documents.saveFile === undefined) return NOT_KEPT;
    const given = { fileName: `${FILE_NAMES.history}.csv`, title, patientId, file };
    return asResult(async () => (await documents.saveFile?.(given)) ?? false);
  }

  get keepsLists(): boolean {
    return this.host.documents.saveList !== undefined;
  }

  saveList(file: Blob, title: string): Promise<Result<boolean>> {
    return this.saveTable('list', file, title);
  }

  saveFigures(file: Blob, title: string, format: FiguresFormat): Promise<Result<boolean>> {
    if (format === 'csv') return this.saveTable('figures', file, title);
    const document = { fileName: `${FILE_NAMES.figures}.pdf`, title, pdf: file };
    return asResult(() => this.host.documents.save(document));
  }

  private async saveTable(
    kind: 'list' | 'figures',
    file: Blob,
    title: string,
  ): Promise<Result<boolean>> {
    const { documents } = this.host;
    if (documents.saveList === undefined) return NOT_KEPT;
    const given = { fileName: `${FILE_NAMES[kind]}.csv`, title, file };
    return asResult(async () => (await documents.saveList?.(given)) ?? false);
  }

  get printsLists(): boolean {
    return this.host.documents.printList !== undefined;
  }

  async printList(pdf: Blob, title: string): Promise<Result<boolean>> {
    const { documents } = this.host;
    if (documents.printList === undefined) {
      return refuse(FailureKind.notAllowed, { code: 'letters-not-printed' });
    }
    const given = { fileName: `${FILE_NAMES.letter}s.pdf`, title, pdf };
    return asResult(async () => (await documents.printList?.(given)) ?? false);
  }
}
