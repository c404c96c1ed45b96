import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type * as Pdfjs from 'pdfjs-dist';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

const PDFJS = new URL('../../node_modules/pdfjs-dist/build/', import.meta.url);
/** Reserved name that no network answers; the page and pdf.js are served by the route below. */
const READING_ROOM = 'https://reading-room.example/';
/** Four groups of four characters, without those that are mistaken for others. */
const GROUPED_CODE = /\b[2-9A-HJ-NP-Z]{4}(?:-[2-9A-HJ-NP-Z]{4}){3}\b/g;

const ACCOUNT_ID = /\b\d{4} \d{4} \d{4}\b/;

/** What a letter tells its reader. */
export interface LetterCodes {
  readonly accountId: string;
  readonly token: string;
  readonly linkageKey: string;
}

/**
 * Reads the codes of a letter back.
 * @throws {Error} when the letter does not hold them.
 */
export async function readCodes(pdf: Buffer): Promise<LetterCodes> {
  const letter = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  let text = '';
  for (let number = 1; number <= letter.numPages; number += 1) {
    const { items } = await (await letter.getPage(number)).getTextContent();
    text += items.map((item) => ('str' in item ? item.str : '')).join(' ');
  }
  await letter.destroy();
  const [token, linkageKey] = text.match(GROUPED_CODE) ?? [];
  const [accountId] = ACCOUNT_ID.exec(text) ?? [];
  if (token === undefined || linkageKey === undefined || accountId === undefined) {
    throw new Error('The letter does not hold its three codes.');
  }
  return { accountId, token, linkageKey };
}

/** Shows the first page of a letter in the browser page, drawn by pdf.js. */
export async function showLetter(page: Page, pdf: Buffer): Promise<void> {
  await page.route(`${READING_ROOM}**`, async (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    await (name === ''
      ? route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Letter</title>' })
      : route.fulfill({
          contentType: 'text/javascript',
          body: await readFile(fileURLToPath(new URL(name, PDFJS))),
        }));
  });
  await page.goto(READING_ROOM);
  await page.evaluate(drawFirstPage, {
    pdf: pdf.toString('base64'),
    library: `${READING_ROOM}pdf.min.mjs`,
    worker: `${READING_ROOM}pdf.worker.min.mjs`,
  });
}

/** Runs inside the page. */
async function drawFirstPage(from: {
  readonly pdf: string;
  readonly library: string;
  readonly worker: string;
}): Promise<void> {
  const pdfjs = (await import(from.library)) as typeof Pdfjs;
  pdfjs.GlobalWorkerOptions.workerSrc = from.worker;
  const data = Uint8Array.from(atob(from.pdf), (character) => character.charCodeAt(0));
  const letter = await pdfjs.getDocument({ data }).promise;
  const first = await letter.getPage(1);
  const natural = first.getViewport({ scale: 1 });
  const viewport = first.getViewport({
    scale: document.documentElement.clientWidth / natural.width,
  });
  const canvas = document.createElement('canvas');
  canvas.style.display = 'block';
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  document.body.style.margin = '0';
  document.body.replaceChildren(canvas);
  await first.render({ canvas, viewport }).promise;
}
