/**
 * Makes the staff guide of docs/guide/ into web pages: static, without scripts, one style sheet. The order of the pages is
 * that of the links under *Pages* of index.md.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Marked } from 'marked';
import { ROOT } from './bundling.mjs';

const SOURCE = join(ROOT, 'docs/guide');
const IMAGES = join(ROOT, 'docs/images');
const STYLES = 'guide.css';
const FIRST = 'index';

/** A guide that nobody could read to its end: a link or a picture leads nowhere. */
export class GuideFault extends Error {
  name = 'GuideFault';
}

/**
 * Every file of the built guide, by its name below guide/.
 * @param {readonly string[]} pictures further ones that are needed beside it, by their names in docs/images
 * @returns {ReadonlyMap<string, string | Buffer>}
 * @throws {GuideFault} naming the page and what is wrong in it.
 */
export function guideFiles(pictures = []) {
  const pages = new Map(
    readdirSync(SOURCE)
      .filter((file) => file.endsWith('.md'))
      .map((file) => [basename(file, '.md'), readFileSync(join(SOURCE, file), 'utf8')]),
  );
  const read = [...pages].map(([name, source]) => readPage(name, source));
  read.forEach((page) => {
    checkLinks(page, read);
  });
  const order = inOrder(read);
  const files = new Map(order.map((page) => [`${page.name}.html`, htmlOf(page, order)]));
  files.set(STYLES, readFileSync(join(SOURCE, STYLES)));
  const used = new Set([...read.flatMap(({ images }) => images), ...pictures]);
  for (const image of used) files.set(`images/${image}`, pictureOf(image));
  return files;
}

/** What a page says, and what it leads to. */
function readPage(name, source) {
  const page = { name, title: '', anchors: [], links: [], images: [], body: '' };
  const marked = new Marked({ gfm: true, renderer: rendererFor(page) });
  page.body = marked.parse(source);
  if (page.title === '') throw new GuideFault(`${name}.md has no heading of the first level.`);
  return page;
}

function rendererFor(page) {
  return {
    html: ({ text }) => {
      throw new GuideFault(`${page.name}.md holds HTML, which is not looked at: ${text.trim()}`);
    },
    heading({ tokens, depth }) {
      const text = this.parser.parseInline(tokens, this.parser.textRenderer);
      if (depth === 1) page.title = text;
      const id = anchorOf(text);
      page.anchors.push(id);
      return `<h${depth} id="${id}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
    },
    link({ href, tokens }) {
      page.links.push(href);
      return `<a href="${escaped(href.replace(/\.md(?=#|$)/, '.html'))}">${this.parser.parseInline(tokens)}</a>`;
    },
    image({ href, text }) {
      if (text === '')
        throw new GuideFault(`${page.name}.md shows ${href} without saying what it is.`);
      const image = basename(href);
      page.images.push(image);
      const { width, height } = sizeOf(pictureOf(image, page.name));
      return `<a class="picture" href="images/${image}"><img src="images/${image}" alt="${escaped(text)}" width="${width}" height="${height}" loading="lazy"></a>`;
    },
    table(token) {
      const cells = (row, tag) =>
        `<tr>${row.map(({ tokens }) => `<${tag}>${this.parser.parseInline(tokens)}</${tag.split(' ')[0]}>`).join('')}</tr>`;
      const rows = token.rows.map((row) => cells(row, 'td')).join('');
      return `<div class="wide" role="region" tabindex="0" aria-label="${page.title}"><table><thead>${cells(token.header, 'th scope="col"')}</thead><tbody>${rows}</tbody></table></div>\n`;
    },
  };
}

/** As GitHub makes them of headings, so that links work there too. */
function anchorOf(text) {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');
}

function checkLinks({ name, links }, pages) {
  for (const link of links) {
    const [, target = '', anchor] = /^(?:([\w-]+)\.md)?(?:#(.+))?$/.exec(link) ?? [];
    const page = pages.find((other) => other.name === (target || name));
    if (page === undefined || (!target && anchor === undefined))
      throw new GuideFault(`${name}.md leads to ${link}, which is no page of the guide.`);
    if (anchor !== undefined && !page.anchors.includes(anchor))
      throw new GuideFault(`${name}.md leads to ${link}, and there is no such heading.`);
  }
}

/** The index, then the pages as it lists them last; each must be listed. */
function inOrder(pages) {
  const index = pages.find(({ name }) => name === FIRST);
  if (index === undefined) throw new GuideFault(`There is no ${FIRST}.md.`);
  const listed = index.links.map((link) => link.replace(/\.md.*$/, ''));
  const others = pages.filter((page) => page !== index);
  const missing = others.find(({ name }) => !listed.includes(name));
  if (missing) throw new GuideFault(`${FIRST}.md does not lead to ${missing.name}.md.`);
  const place = ({ name }) => listed.lastIndexOf(name);
  return [index, ...others.sort((a, b) => place(a) - place(b))];
}

function htmlOf(page, pages) {
  const at = pages.indexOf(page);
  const items = pages.map(
    ({ name, title }) =>
      `<li><a href="${name}.html"${name === page.name ? ' aria-current="page"' : ''}>${title}</a></li>`,
  );
  const next = pages[at + 1];
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${at === 0 ? page.title : `${page.title} – ${pages[0].title}`}</title>
<link rel="stylesheet" href="${STYLES}">
</head>
<body>
<a class="skip" href="#content">Skip to the text</a>
<nav aria-label="Staff guide"><ul>${items.join('')}</ul></nav>
<main id="content" tabindex="-1">
${page.body}${next ? `<p class="next">Next: <a href="${next.name}.html">${next.title}</a></p>\n` : ''}</main>
</body>
</html>
`;
}

function pictureOf(image, page = 'the manifest') {
  const file = join(IMAGES, image);
  if (!existsSync(file))
    throw new GuideFault(`${page} shows ${image}, which is not in docs/images.`);
  return readFileSync(file);
}

/** A PNG begins with its size, so that nothing moves when it comes. */
function sizeOf(png) {
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
