import type {
  Disposable,
  HostDocument,
  HostDocuments,
  HostFile,
} from '../../../plugin/host-api.ts';
import { make } from '../base/dom.ts';
import { HostRefusal } from '../base/host-refusal.ts';
import { ObservableValue } from '../base/observable-value.ts';
import { showDialog } from './dialog.ts';

/** The last document printed, until the patient is closed. */
export interface PrintedDocument {
  readonly fileName: string;
  readonly title: string;
  /** Whom it is about, in one line. */
  readonly about: string | undefined;
  /** `blob:` address of the PDF, readable by this page only. */
  readonly address: string;
}

/** Who is open: the record's id, and one line that tells them from others. */
export interface OpenPatient {
  readonly id: string | undefined;
  readonly line: string;
}

/**
 * Stand-in for the practice's printer. It asks as a print dialog does; what is confirmed is not put on paper but can be
 * opened until the patient is closed. A real host hands it to the print queue and keeps nothing.
 */
export class Printer implements HostDocuments, Disposable {
  readonly printed = new ObservableValue<PrintedDocument | null>(null);
  readonly #open: () => OpenPatient | undefined;

  /** @param open who is open now. */
  constructor(open: () => OpenPatient | undefined) {
    this.#open = open;
  }

  async print(document: HostDocument): Promise<boolean> {
    const open = this.#open();
    // What is on the screen, and what is said of the paper, are one person.
    if (document.patientId !== undefined && document.patientId !== open?.id) {
      throw new HostRefusal('Another patient is open now. Nothing was printed.');
    }
    return this.#printed(document, open?.line);
  }

  printList(document: Omit<HostDocument, 'patientId'>): Promise<boolean> {
    return this.#printed(document, undefined);
  }

  async #printed(document: HostDocument, about: string | undefined): Promise<boolean> {
    const answer = await showDialog({
      title: 'Print',
      about,
      body: [
        make(
          'dl',
          { class: 'facts' },
          make('dt', {}, 'Document'),
          make('dd', {}, document.title),
          make('dt', {}, 'Printer'),
          make('dd', {}, 'Front desk (stand-in: nothing is put on paper)'),
          make('dt', {}, 'Paper'),
          make('dd', {}, 'A4, one copy'),
          make('dt', {}, 'Size'),
          make('dd', {}, readableSize(document.pdf.size)),
        ),
      ],
      buttons: ['Print', 'Cancel'],
    });
    if (answer !== 'Print') return false;
    this.forget();
    const { fileName, title } = document;
    this.printed.set({
      fileName,
      title,
      about,
      address: URL.createObjectURL(document.pdf),
    });
    return true;
  }

  save({ fileName, pdf }: HostDocument): Promise<boolean> {
    download(fileName, pdf);
    return Promise.resolve(true);
  }

  saveFile({ fileName, patientId, file }: HostFile): Promise<boolean> {
    if (patientId !== this.#open()?.id) {
      return Promise.reject(new HostRefusal('Another patient is open now. Nothing was saved.'));
    }
    download(fileName, file);
    return Promise.resolve(true);
  }

  saveList({ fileName, file }: Omit<HostFile, 'patientId'>): Promise<boolean> {
    download(fileName, file);
    return Promise.resolve(true);
  }

  /** Lets go of the last document. */
  forget(): void {
    const { value } = this.printed;
    if (value !== null) URL.revokeObjectURL(value.address);
    this.printed.set(null);
  }

  dispose(): void {
    this.forget();
  }
}

function download(fileName: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  make('a', { href: address, download: fileName }).click();
  // The browser has taken the content over once the click is done with.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 10_000);
}

function readableSize(bytes: number): string {
  return `${Math.max(1, Math.round(bytes / 1024))} kB`;
}
