/**
 * A letter that a browser can show, with nothing on its one page. One that it cannot would have its viewer open a
 * window of its own that takes the focus.
 */
export const BLANK_LETTER = new Blob(
  [
    '%PDF-1.7\n',
    '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n',
    '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n',
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n',
    'trailer<</Root 1 0 R>>\n%%EOF\n',
  ],
  { type: 'application/pdf' },
);
