import * as pdfjs from 'pdfjs-dist';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import type { TextItem } from 'pdfjs-dist/types/src/display/api.js';

pdfjs.GlobalWorkerOptions.workerSrc = '/node_modules/pdfjs-dist/build/pdf.worker.min.mjs';

/** A structure element as a screen reader meets it; `text` is its own and its children's. */
export interface ReadPart {
  readonly role: string;
  readonly alt?: string;
  readonly text: string;
  readonly children: readonly ReadPart[];
}

/** What pdf.js, which knows nothing of how the letter was made, finds in it. */
export interface ReadLetter {
  readonly document: PDFDocumentProxy;
  /** Stretches of text of each page, in reading order. */
  readonly pages: readonly (readonly TextItem[])[];
  /** All text, ends of lines as single spaces. */
  readonly text: string;
  readonly parts: readonly ReadPart[];
}

/** Reads a PDF; call `document.destroy()` when done. */
export async function readPdf(pdf: ArrayBuffer): Promise<ReadLetter> {
  const document = await pdfjs.getDocument({ data: pdf.slice(0), verbosity: 0 }).promise;
  const pages: TextItem[][] = [];
  const parts: ReadPart[] = [];
  let text = '';
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const stretches = items.filter((item) => 'str' in item);
    text += stretches.map(({ str, hasEOL }) => (hasEOL ? `${str} ` : str)).join('') + ' ';
    pages.push(stretches.filter(({ str }) => str.trim() !== ''));
    const tree = await page.getStructTree();
    parts.push(...(await partsOf(tree, page)));
  }
  return { document, pages, text: text.replaceAll(/\s+/g, ' '), parts };
}

/** The parts of a role, wherever they are, in reading order. */
export function partsWithRole(parts: readonly ReadPart[], role: string): readonly ReadPart[] {
  return parts.flatMap((part) => [
    ...(part.role === role ? [part] : []),
    ...partsWithRole(part.children, role),
  ]);
}

/** A page as pixels, `scale` times its size in points. */
export async function rasterise(
  document: PDFDocumentProxy,
  number: number,
  scale: number,
): Promise<ImageData> {
  const page = await document.getPage(number);
  const viewport = page.getViewport({ scale });
  const canvas = new OffscreenCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('There is no canvas.');
  const page2d: unknown = context;
  await page.render({
    canvas: null,
    canvasContext: page2d as CanvasRenderingContext2D,
    viewport,
    background: '#ffffff',
  }).promise;
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

interface StructNode {
  readonly role?: string;
  readonly alt?: string;
  readonly type?: string;
  readonly id?: string;
  readonly children?: readonly StructNode[];
}

async function partsOf(tree: StructNode | null, page: PDFPageProxy): Promise<readonly ReadPart[]> {
  if (tree === null) return [];
  const texts = await markedTexts(page);
  const read = (node: StructNode): ReadPart => {
    const children = (node.children ?? []).filter(({ role }) => role !== undefined).map(read);
    const own = (node.children ?? [])
      .filter(({ type }) => type === 'content')
      .map(({ id }) => texts.get(id ?? '') ?? '');
    return {
      role: node.role ?? '',
      ...(node.alt === undefined ? {} : { alt: node.alt }),
      text: [own.join(''), ...children.map(({ text }) => text)].join(' ').trim(),
      children,
    };
  };
  return (tree.children ?? []).map(read);
}

/** Text of each marked sequence, by the id the structure tree names it with. */
async function markedTexts(page: PDFPageProxy): Promise<ReadonlyMap<string, string>> {
  const { items } = await page.getTextContent({
    includeMarkedContent: true,
    disableNormalization: true,
  });
  const texts = new Map<string, string>();
  let id = '';
  for (const item of items) {
    if ('type' in item) id = item.type === 'endMarkedContent' ? '' : item.id;
    else texts.set(id, (texts.get(id) ?? '') + item.str);
  }
  return texts;
}
