import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** What a command said, once it has ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a TypeScript file with its words, as `npm run` does. */
export async function runCommand(words: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', ...words]);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, stdout, stderr };
}
