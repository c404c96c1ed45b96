import type { ServerSignIn } from './access-token.ts';

/** A FHIR R4 server of somebody else's, and how to sign in to it. */
export interface OutsideServer {
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly signIn: ServerSignIn;
}

/** How signing in is said on a command line, for `parseArgs`; the address has another name in each tool. */
export const SIGN_IN_OPTIONS = {
  'fhir-token': { type: 'string' },
  'fhir-client': { type: 'string' },
  'fhir-secret': { type: 'string' },
  'fhir-token-url': { type: 'string' },
} as const;

type SignInOption = keyof typeof SIGN_IN_OPTIONS;

/** What was said of each. */
export type SignInWords = Readonly<Partial<Record<SignInOption, string | undefined>>>;

/** For the help of a tool. */
export const SIGN_IN_USAGE = `  --fhir-token <t>             bearer token of that server, or in FHIR_TOKEN
  --fhir-client <id>           client of that server (OAuth 2.0 client credentials), or in FHIR_CLIENT
  --fhir-secret <s>            its secret; better in FHIR_SECRET, where other people's process lists do not show it
  --fhir-token-url <u>         where its tokens come from, or in FHIR_TOKEN_URL
`;

/** The same from the environment, where nobody else's list of processes shows it. */
const VARIABLES: Readonly<Record<SignInOption, string>> = {
  'fhir-token': 'FHIR_TOKEN',
  'fhir-client': 'FHIR_CLIENT',
  'fhir-secret': 'FHIR_SECRET',
  'fhir-token-url': 'FHIR_TOKEN_URL',
};

/** An address that is refused is not repeated: what is wrong with it may be the password in it. */
const PLAIN = ' (http or https, without a user name, a password or parameters)';

/**
 * The server that words and environment name; words count first.
 * @returns the sentence saying what is wrong, when they name none. It repeats no secret.
 */
export function readServer(
  address: string,
  words: SignInWords,
  environment: Readonly<Record<string, string | undefined>>,
): OutsideServer | string {
  const baseUrl = readAddress(address);
  if (baseUrl === undefined) {
    return `What was given is not the address of a FHIR server, such as http://localhost:8080/fhir${PLAIN}.`;
  }
  const signIn = readSignIn((option) => words[option] ?? nonEmpty(environment[VARIABLES[option]]));
  return typeof signIn === 'string' ? signIn : { baseUrl, signIn };
}

function readSignIn(said: (option: SignInOption) => string | undefined): ServerSignIn | string {
  const token = said('fhir-token');
  const [clientId, secret] = [said('fhir-client'), said('fhir-secret')];
  const tokenUrl = said('fhir-token-url');
  if (token !== undefined) {
    return clientId === undefined
      ? { kind: 'token', token }
      : 'Give either a token or a client, not both.';
  }
  const given = [clientId, secret, tokenUrl];
  if (given.every((each) => each === undefined)) return { kind: 'open' };
  if (clientId === undefined || secret === undefined || tokenUrl === undefined) {
    return 'A client signs in with all three: --fhir-client, --fhir-secret and --fhir-token-url.';
  }
  return readAddress(tokenUrl) === undefined
    ? `What was given is not the address of a token service${PLAIN}.`
    : { kind: 'client', clientId, secret, tokenUrl };
}

/** Without a trailing slash; `undefined` when it is no address, or carries a secret or parameters. */
function readAddress(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (!['http:', 'https:'].includes(url.protocol)) return undefined;
  const isPlain = url.username === '' && url.password === '' && url.search + url.hash === '';
  return isPlain ? url.href.replace(/\/+$/, '') : undefined;
}

function nonEmpty(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}
