import { parseArgs } from 'node:util';

/** What was asked for on the command line. */
export type CommandLine =
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly message: string }
  | {
      readonly kind: 'start';
      readonly port: number;
      readonly build: boolean;
      readonly patients?: string;
      readonly dataFolder?: string;
    };

export const DEFAULT_PORT = 4173;

export const USAGE = `Usage: npm start -- [options]

  --patients <file or folder>  FHIR R4 Patient resources or Bundles to load instead of ours
  --data <folder>              keep everything across restarts in this folder
  --no-build                   serve what is already built in dist/
  --help                       show this

  PORT=<number>                port to serve on (default ${DEFAULT_PORT}; 0 takes any free one)
`;

/** Reads the words after `npm start --` and the PORT variable. */
export function readCommandLine(words: readonly string[], port: string | undefined): CommandLine {
  const parsed = parse(words);
  if (typeof parsed === 'string') return { kind: 'wrong', message: parsed };
  const { help, patients, data, 'no-build': noBuild } = parsed;
  if (help) return { kind: 'help' };
  const portNumber = Number(port ?? DEFAULT_PORT);
  if (
    port?.trim() === '' ||
    !Number.isInteger(portNumber) ||
    portNumber < 0 ||
    portNumber > 65535
  ) {
    return {
      kind: 'wrong',
      message: `PORT must be a number from 0 to 65535, not "${port ?? ''}".`,
    };
  }
  return {
    kind: 'start',
    port: portNumber,
    build: !noBuild,
    ...(patients === undefined ? {} : { patients }),
    ...(data === undefined ? {} : { dataFolder: data }),
  };
}

interface Words {
  readonly help: boolean;
  readonly 'no-build': boolean;
  readonly patients?: string;
  readonly data?: string;
}

/** @returns the sentence saying what is wrong, when the words cannot be understood. */
function parse(words: readonly string[]): Words | string {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        patients: { type: 'string' },
        data: { type: 'string' },
        'no-build': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    return values;
  } catch (error) {
    // parseArgs throws TypeErrors whose message names the word.
    if (error instanceof TypeError && 'code' in error) return error.message;
    throw error;
  }
}
