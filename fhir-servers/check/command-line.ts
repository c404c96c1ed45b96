import { parseArgs } from 'node:util';
import {
  readServer,
  SIGN_IN_OPTIONS,
  SIGN_IN_USAGE,
  type OutsideServer,
} from '../access/server-options.ts';

/** What was asked for on the command line. */
export type CommandLine =
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly message: string }
  | {
      readonly kind: 'check';
      readonly server: OutsideServer;
      readonly origin: string | undefined;
      readonly json: boolean;
    };

export const USAGE = `Usage: npm run fhir:check -- --server <base> [options]

Tries at a FHIR R4 server what this product leans on, with synthetic resources of its own, and removes them.

  --server <base>              address of the server, such as http://localhost:8080/fhir
${SIGN_IN_USAGE}  --origin <o>                 of the page that would use it, such as https://host.example
  --json                       for programs
  --help                       show this

Ends with 0 where the product works, fully or without something; 1 where it does not; 2 where that cannot be said.
`;

/** Reads the words after `npm run fhir:check --`. What it says repeats no secret. */
export function readCommandLine(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): CommandLine {
  const values = parse(words);
  if (typeof values === 'string') return { kind: 'wrong', message: values };
  if (values.help) return { kind: 'help' };
  if (values.server === undefined) {
    return { kind: 'wrong', message: 'Say which server: --server <base>.' };
  }
  const server = readServer(values.server, values, environment);
  if (typeof server === 'string') return { kind: 'wrong', message: server };
  const { origin } = values;
  if (origin !== undefined && !isOrigin(origin)) {
    const message = 'What was given is not an origin, such as https://host.example.';
    return { kind: 'wrong', message };
  }
  return { kind: 'check', server, origin, json: values.json };
}

/** @returns the sentence saying what is wrong, when the words cannot be understood. */
function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        server: { type: 'string' },
        origin: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        ...SIGN_IN_OPTIONS,
      },
    }).values;
  } catch (error) {
    // parseArgs throws TypeErrors whose message names the word.
    if (error instanceof TypeError && 'code' in error) return error.message;
    throw error;
  }
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}
