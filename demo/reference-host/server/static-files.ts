import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
};
/** Built names carry a hash of the content, so that they never change. */
const HASHED = /-[A-Z0-9]{8}\.js(\.map)?$/;

/**
 * Serves a file of a folder.
 * @param path below the folder, starting with `/`; a folder's own address serves its index.html.
 * @returns `false`, with nothing sent, when there is no such file.
 */
export async function serveFile(
  response: ServerResponse,
  folder: string,
  path: string,
): Promise<boolean> {
  const file = fileFor(folder, path);
  const content = file === undefined ? undefined : await contentOf(file);
  if (file === undefined || content === undefined) return false;
  response.writeHead(200, {
    'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
    'Content-Length': content.length,
    'Cache-Control': HASHED.test(file) ? 'max-age=31536000, immutable' : 'no-store',
  });
  response.end(content);
  return true;
}

/** `undefined` for an address that leads out of the folder, or cannot be read. */
function fileFor(folder: string, path: string): string | undefined {
  const name = decoded(path.endsWith('/') ? `${path}index.html` : path);
  if (name === undefined || name.includes('\0')) return undefined;
  const file = normalize(join(folder, name));
  return file.startsWith(normalize(folder + sep)) ? file : undefined;
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

async function contentOf(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    // Not there, or a folder: to a visitor the same.
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}
