import { parseArgs } from 'node:util';
import {
  type OutsideServer,
  readServer,
  SIGN_IN_OPTIONS,
  SIGN_IN_USAGE,
  type SignInWords,
} from '../../../fhir-servers/access/server-options.ts';

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
      readonly outside?: OutsideServer;
    };

export const DEFAULT_PORT = 4173;

export const USAGE = `Usage: npm start -- [options]

  --patients <file or folder>  FHIR R4 Patient resources or Bundles to load instead of ours
  --data <folder>              keep everything across restarts in this folder
  --fhir <base address>        keep the shared record on this FHIR R4 server of others
${SIGN_IN_USAGE}  --no-build                   serve what is already built in dist/
  --help                       show this

  PORT=<number>                port to serve on (default ${DEFAULT_PORT}; 0 takes any free one)
`;

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the words after `npm start --`, the PORT variable, and how to sign in to a server of others. */
export function readCommandLine(words: readonly string[], environment: Environment): CommandLine {
  const parsed = parse(words);
  if (typeof parsed === 'string') return { kind: 'wrong', message: parsed };
  const { help, patients, data, 'no-build': noBuild } = parsed;
  if (help) return { kind: 'help' };
  const port = readPort(environment.PORT);
  if (typeof port === 'string') return { kind: 'wrong', message: port };
  const outside = readOutside(parsed, environment);
  if (typeof outside === 'string') return { kind: 'wrong', message: outside };
  return {
    kind: 'start',
    port,
    build: !noBuild,
    ...(patients === undefined ? {} : { patients }),
    ...(data === undefined ? {} : { dataFolder: data }),
    ...(outside === undefined ? {} : { outside }),
  };
}

function readPort(port: string | undefined): number | string {
  const number = Number(port ?? DEFAULT_PORT);
  const isPort = Number.isInteger(number) && number >= 0 && number <= 65535;
  return port?.trim() === '' || !isPort
    ? `PORT must be a number from 0 to 65535, not "${port ?? ''}".`
    : number;
}

/** @returns the sentence saying what is wrong. Variables alone, which may be there for other tools, ask for nothing. */
function readOutside(words: Words, environment: Environment): OutsideServer | string | undefined {
  if (words.fhir !== undefined) return readServer(words.fhir, words, environment);
  const isSaid = (name: string): boolean => words[name as keyof SignInWords] !== undefined;
  const said = Object.keys(SIGN_IN_OPTIONS).find(isSaid);
  return said === undefined ? undefined : `--${said} is for a server: name it with --fhir.`;
}

interface Words extends SignInWords {
  readonly help: boolean;
  readonly 'no-build': boolean;
  readonly patients?: string;
  readonly data?: string;
  readonly fhir?: string;
}

/** @returns the sentence saying what is wrong, when the words cannot be understood. */
function parse(words: readonly string[]): Words | string {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        patients: { type: 'string' },
        data: { type: 'string' },
        fhir: { type: 'string' },
        ...SIGN_IN_OPTIONS,
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
