import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { isPlainObject } from './json.ts';
import type { Version } from './version.ts';

const FILE = 'journal.ndjson';
const HEADER = { journal: 'stand-in FHIR server', format: 1 };

/** Where committed transactions are kept. One append is one transaction: all of it or nothing. */
export interface Journal {
  /**
   * Resolves when the versions are safe on disk.
   * @throws when they are not; nothing of them is then in the journal.
   */
  append(versions: readonly Version[]): Promise<void>;
  close(): Promise<void>;
}

/** A journal for a server without a data folder: everything is gone when the process ends. */
export const NO_JOURNAL: Journal = {
  append: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

export interface OpenedJournal {
  readonly journal: Journal;
  /** Every committed transaction, oldest first. */
  readonly transactions: readonly (readonly Version[])[];
}

/**
 * Opens (or begins) the journal in a folder: one line of JSON a transaction, file mode 0600. A last
 * line without its line end was being written when the server died and was never acknowledged: it
 * is cut off with a warning. There is nothing to compact, because history must serve every version.
 * @throws when the folder cannot be used, or a whole line cannot be understood.
 */
export async function openJournal(
  folder: string,
  onWarning: (message: string) => void,
): Promise<OpenedJournal> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, FILE);
  const file = await open(path, 'a+', 0o600);
  try {
    const bytes = await file.readFile();
    const end = bytes.lastIndexOf(0x0a) + 1;
    if (end < bytes.length) {
      onWarning(`${path}: cut off ${bytes.length - end} bytes of a write that never finished.`);
      await file.truncate(end);
    }
    const lines = bytes.subarray(0, end).toString('utf8').split('\n').slice(0, -1);
    const journal = new FileJournal(file, path, end);
    if (lines.length === 0) await journal.begin(folder);
    return { journal, transactions: readTransactions(lines, path) };
  } catch (error) {
    await file.close();
    throw error;
  }
}

function readTransactions(lines: readonly string[], path: string): Version[][] {
  return lines.map((line, index) => {
    const record = parseLine(line, path, index);
    if (index > 0 && Array.isArray(record.versions)) return record.versions as Version[];
    if (index === 0 && record.format === HEADER.format) return [];
    throw new Error(`${path}:${index + 1}: not a journal of this server.`);
  });
}

function parseLine(line: string, path: string, index: number): Record<string, unknown> {
  try {
    const record: unknown = JSON.parse(line);
    if (isPlainObject(record)) return record;
  } catch (error) {
    // Only JSON.parse throws here. A whole line that is no JSON is damage, not a torn write, and
    // everything after it would build on a gap.
    throw new Error(`${path}:${index + 1}: damaged, so this data cannot be served.`, {
      cause: error,
    });
  }
  throw new Error(`${path}:${index + 1}: not a journal of this server.`);
}

class FileJournal implements Journal {
  readonly #file: FileHandle;
  readonly #path: string;
  #length: number;

  constructor(file: FileHandle, path: string, length: number) {
    this.#file = file;
    this.#path = path;
    this.#length = length;
  }

  /** Writes the first line, and makes the new file's name itself survive a power cut. */
  async begin(folder: string): Promise<void> {
    await this.#writeLine(HEADER);
    const directory = await open(folder);
    await directory.sync().finally(() => directory.close());
  }

  async append(versions: readonly Version[]): Promise<void> {
    await this.#writeLine({ versions });
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async #writeLine(record: object): Promise<void> {
    if ((await this.#file.stat()).size !== this.#length) {
      throw new Error(`${this.#path}: another process writes here too.`);
    }
    const line = Buffer.from(`${JSON.stringify(record)}\n`);
    try {
      await this.#file.appendFile(line);
      await this.#file.datasync();
      this.#length += line.length;
    } catch (error) {
      // Disk full or gone: what was half written must not be read back as committed.
      await this.#file.truncate(this.#length);
      throw error;
    }
  }
}
