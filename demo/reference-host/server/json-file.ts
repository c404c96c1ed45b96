import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * A JSON document on disk, or in memory only when there is no path. Writes go through a second file and a rename, one
 * at a time, so that a crash leaves the old document or the new one. File mode 0600.
 */
export class JsonFile<T> {
  readonly #path: string | undefined;
  #content: T;
  #writing: Promise<void> = Promise.resolve();

  private constructor(path: string | undefined, content: T) {
    this.#path = path;
    this.#content = content;
  }

  /**
   * @param path `undefined` keeps the document in memory.
   * @param isContent tells a document of ours from anything else.
   * @throws {Error} naming the file when it cannot be read or is not such a document.
   */
  static async open<T>(
    path: string | undefined,
    empty: T,
    isContent: (value: unknown) => value is T,
  ): Promise<JsonFile<T>> {
    if (path === undefined) return new JsonFile(path, empty);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const text = await readText(path);
    if (text === undefined) return new JsonFile(path, empty);
    const content = parse(text, path);
    if (!isContent(content)) throw new Error(`${path}: not a file of the reference host.`);
    return new JsonFile(path, content);
  }

  get content(): T {
    return this.#content;
  }

  /** Resolves when the new document is on disk. Readers see it at once. */
  replace(content: T): Promise<void> {
    this.#content = content;
    const path = this.#path;
    if (path === undefined) return Promise.resolve();
    const written = this.#writing.then(() => writeWhole(path, JSON.stringify(content)));
    // The next write is tried whether or not this one worked; who asked for this one is told.
    this.#writing = written.then(
      () => undefined,
      () => undefined,
    );
    return written;
  }
}

async function writeWhole(path: string, text: string): Promise<void> {
  const unfinished = `${path}.unfinished`;
  await writeFile(unfinished, text, { mode: 0o600 });
  await rename(unfinished, path);
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${path}: damaged, so the reference host cannot start with it.`, {
      cause: error,
    });
  }
}
