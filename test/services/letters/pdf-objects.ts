/** Dictionaries of a PDF as they are written, by object number: what pdf.js does not hand out. */
export class PdfObjects {
  private readonly objects: ReadonlyMap<number, string>;

  constructor(pdf: ArrayBuffer) {
    const text = new TextDecoder('latin1').decode(pdf);
    this.objects = new Map(
      [...text.matchAll(/^(\d+) 0 obj\s([\s\S]*?)endobj/gm)].map(([, number, body = '']) => [
        Number(number),
        body.split(/\bstream\r?\n/, 1)[0] ?? '',
      ]),
    );
  }

  /** All that say this of themselves, e.g. "/Type /Page". */
  saying(entry: RegExp): readonly string[] {
    return [...this.objects.values()].filter((body) => entry.test(body));
  }

  /**
   * What an entry of an object points to.
   * @throws {Error} when it points nowhere.
   */
  follow(body: string, key: string): string {
    const number = new RegExp(`/${key}\\s*\\[?\\s*(\\d+) 0 R`).exec(body)?.[1];
    const found = this.objects.get(Number(number));
    if (found === undefined) throw new Error(`There is no ${key} in ${body}`);
    return found;
  }
}
