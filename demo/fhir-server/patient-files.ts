import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { parseShallowJson } from '../json-nesting.ts';

/** A JSON value and where it stood. */
export interface SourcedJson {
  readonly source: string;
  readonly value: unknown;
}

/** Something that was not loaded, and why, in words for whoever keeps the files. */
export interface PatientRefusal {
  /** File, and the line or entry within it. */
  readonly source: string;
  readonly reason: string;
}

const TYPES = ['.json', '.ndjson'];

/**
 * Every JSON value of a file, or of all files in a folder and the folders within it, in the order of
 * their names. `.ndjson` has one a line. What cannot be read becomes a refusal, and reading goes on.
 * A file named directly is read whatever its name; in a folder, other types are passed over
 * (FHIR in XML with a word about it).
 */
export async function* readPatientFiles(
  path: string,
): AsyncGenerator<SourcedJson | PatientRefusal> {
  const kind = await kindOf(path);
  if (kind === 'folder') {
    yield* readFolder(path);
  } else if (kind === 'file') {
    yield* readOneFile(path);
  } else {
    yield { source: path, reason: kind };
  }
}

async function* readFolder(path: string): AsyncGenerator<SourcedJson | PatientRefusal> {
  let entries: Dirent[];
  try {
    entries = await readdir(path, { withFileTypes: true });
  } catch (error) {
    yield { source: path, reason: whyUnreadable(error) };
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const inside = join(path, entry.name);
    const type = extname(entry.name).toLowerCase();
    if (entry.isDirectory()) yield* readFolder(inside);
    else if (TYPES.includes(type)) yield* readPatientFile(inside);
    else if (type === '.xml') yield { source: inside, reason: 'XML is not read, only JSON.' };
  }
}

/** A file, or a link to one; a link to a folder could lead round in circles. */
async function* readPatientFile(path: string): AsyncGenerator<SourcedJson | PatientRefusal> {
  const kind = await kindOf(path);
  if (kind === 'file') yield* readOneFile(path);
  else
    yield { source: path, reason: kind === 'folder' ? 'Links to folders are not followed.' : kind };
}

/** What there is at a path, or a sentence why that cannot be told. */
async function kindOf(path: string): Promise<string> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return 'folder';
    return found.isFile() ? 'file' : 'Neither a file nor a folder.';
  } catch (error) {
    return whyUnreadable(error);
  }
}

async function* readOneFile(path: string): AsyncGenerator<SourcedJson | PatientRefusal> {
  let text: string;
  try {
    // A byte order mark is no JSON, but editors leave one.
    text = (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    yield { source: path, reason: whyUnreadable(error) };
    return;
  }
  if (extname(path).toLowerCase() !== '.ndjson') {
    yield parse(text, path);
    return;
  }
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() !== '') yield parse(line, `${path}, line ${index + 1}`);
  }
}

function parse(text: string, source: string): SourcedJson | PatientRefusal {
  if (text.trim() === '') return { source, reason: 'The file is empty.' };
  try {
    return { source, value: parseShallowJson(text) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { source, reason: `Not JSON: ${error.message}.` };
  }
}

function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'There is no such file or folder.';
  if (code === 'EACCES' || code === 'EPERM') return 'It may not be read (permission refused).';
  return `It cannot be read (${String(code ?? error)}).`;
}
