import type { jsPDF } from 'jspdf';
import type { Part } from './laid-out-letter.ts';

/** Left, bottom, right, top in points from the bottom left of the page. */
export type BoundingBox = readonly [number, number, number, number];

interface Writer {
  write(...text: string[]): void;
  newAdditionalObject(): { readonly objId: number; content: string };
}

/** Where content of a part is: the n-th marked sequence of a page. */
interface MarkedContent {
  readonly page: number;
  readonly index: number;
}

/**
 * Makes a jsPDF document a tagged PDF: marks what is drawn as content of a part or as decoration, and writes the
 * structure tree beside it. Stock jsPDF leaves PDFs untagged; this leans on its event hooks, hence its pinned version.
 *
 * Source: ISO 32000-1, 14.7 (logical structure) and 14.8 (tagged PDF); ISO 14289-1 (PDF/UA-1).
 */
export class PdfTagger {
  private readonly writer: Writer;
  private readonly contents = new Map<Part, MarkedContent[]>();
  private readonly boxes = new Map<Part, BoundingBox>();
  /** For each page, from 0, the part of each marked sequence. */
  private readonly owners: Part[][] = [];
  private readonly pageObjects = new Map<number, number>();
  private treeObject = 0;

  /** @param root what the whole document is, in `language` (BCP 47). */
  constructor(
    doc: jsPDF,
    private readonly root: Part,
    language: string,
  ) {
    this.writer = writerOf(doc);
    const { events } = doc.internal;
    events.subscribe('putPage', (page: { objId: number; pageNumber: number }) => {
      this.pageObjects.set(page.pageNumber, page.objId);
      this.writer.write(`/StructParents ${page.pageNumber - 1} /Tabs /S`);
    });
    events.subscribe('putAdditionalObjects', () => {
      this.writeTree();
    });
    events.subscribe('putCatalog', () => {
      // jsPDF writes the header of PDF 1.3; tags came with 1.4 and the roles used here with 1.7.
      this.writer.write(
        `/Version /1.7 /Lang (${language}) /MarkInfo <</Marked true>> /StructTreeRoot ${this.treeObject} 0 R`,
      );
    });
  }

  /** Draws content of a part on a page (from 1), or decoration when there is no part. */
  mark(part: Part | undefined, page: number, draw: () => void): void {
    this.writer.write(part === undefined ? '/Artifact BMC' : this.begin(part, page));
    draw();
    this.writer.write('EMC');
  }

  /** Where a figure is: readers zoom to it. */
  place(part: Part, box: BoundingBox): void {
    this.boxes.set(part, box);
  }

  private begin(part: Part, page: number): string {
    const owners = (this.owners[page - 1] ??= []);
    const index = owners.push(part) - 1;
    const contents = this.contents.get(part);
    if (contents === undefined) this.contents.set(part, [{ page, index }]);
    else contents.push({ page, index });
    return `/${part.role} <</MCID ${index}>> BDC`;
  }

  private writeTree(): void {
    const tree = this.writer.newAdditionalObject();
    const parents = this.writer.newAdditionalObject();
    const numbers = new Map<Part, number>();
    const root = this.writePart(this.root, tree.objId, numbers);
    const nums = this.owners.map(
      (owners, page) =>
        `${page} [${owners.map((part) => ref(numbers.get(part) ?? root)).join(' ')}]`,
    );
    parents.content = `<</Nums [${nums.join(' ')}]>>`;
    tree.content = `<</Type /StructTreeRoot /K ${ref(root)} /ParentTree ${ref(parents.objId)} /ParentTreeNextKey ${this.owners.length}>>`;
    this.treeObject = tree.objId;
  }

  /** Writes a part and what is in it; gives its object number. */
  private writePart(part: Part, parent: number, numbers: Map<Part, number>): number {
    const object = this.writer.newAdditionalObject();
    numbers.set(part, object.objId);
    const contents = (this.contents.get(part) ?? []).map(
      ({ page, index }) =>
        `<</Type /MCR /Pg ${ref(this.pageObjects.get(page) ?? 0)} /MCID ${index}>>`,
    );
    const children = part.children.map((child) =>
      ref(this.writePart(child, object.objId, numbers)),
    );
    object.content = [
      `<</Type /StructElem /S /${part.role} /P ${ref(parent)}`,
      part.alternative === undefined ? '' : `/Alt ${unicodeString(part.alternative)}`,
      this.attributes(part),
      `/K [${[...contents, ...children].join(' ')}]>>`,
    ].join(' ');
    return object.objId;
  }

  private attributes(part: Part): string {
    // Each row's first cell names the other.
    if (part.role === 'TH') return `/A <</O /Table /Scope /${part.scope ?? 'Row'}>>`;
    if (part.numbering !== undefined) return `/A <</O /List /ListNumbering /${part.numbering}>>`;
    const box = this.boxes.get(part);
    if (box === undefined) return '';
    const corners = box.map((corner) => corner.toFixed(2)).join(' ');
    return `/A <</O /Layout /Placement /Block /BBox [${corners}]>>`;
  }
}

function ref(object: number): string {
  return `${object} 0 R`;
}

/** A text string as UTF-16 in hexadecimal, which needs no escaping. */
function unicodeString(text: string): string {
  const units = Array.from({ length: text.length }, (_, index) =>
    text.charCodeAt(index).toString(16).padStart(4, '0'),
  );
  return `<feff${units.join('')}>`;
}

/** The part of jsPDF's internals that its types leave out. */
function writerOf(doc: jsPDF): Writer {
  const { internal } = doc;
  if (!isWriter(internal)) throw new TypeError('This version of jsPDF cannot be tagged.');
  return internal;
}

function isWriter(internal: object): internal is Writer {
  return (
    'write' in internal &&
    typeof internal.write === 'function' &&
    'newAdditionalObject' in internal &&
    typeof internal.newAdditionalObject === 'function'
  );
}
