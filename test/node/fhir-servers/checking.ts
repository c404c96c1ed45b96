import type { TestContext } from 'node:test';
import type { Bundle } from 'fhir/r4';
import type { FhirServerOptions } from '../../../demo/fhir-server/index.ts';
import { check, type CheckOptions } from '../../../fhir-servers/check/check.ts';
import type { FindingCode } from '../../../fhir-servers/check/findings.ts';
import { reportText } from '../../../fhir-servers/check/report.ts';
import {
  linesOf,
  verdictOf,
  type Line,
  type Verdict,
} from '../../../fhir-servers/check/verdict.ts';
import { startMeddling, type Meddling, type MeddlingServer } from './meddling-server.ts';

/** What a check said. */
export interface Said {
  readonly verdict: Verdict;
  /** Every code, in their order. */
  readonly codes: readonly FindingCode[];
  /** The line of one finding. */
  readonly line: (code: FindingCode) => Line | undefined;
  /** As people read it, on one line. */
  readonly text: string;
  readonly left: readonly string[];
}

/** Checks a server that meddles so; all tries, unless some are named. */
export async function checkOf(
  test: TestContext,
  meddling: Meddling,
  options: Partial<CheckOptions> = {},
  serverOptions: Partial<FhirServerOptions> = {},
): Promise<Said> {
  return checkAt(await startMeddling(test, meddling, serverOptions), options);
}

export async function checkAt(
  { base }: Pick<MeddlingServer, 'base'>,
  options: Partial<CheckOptions> = {},
): Promise<Said> {
  const signIn = { kind: 'token', token: 'a-good-token' } as const;
  const result = await check({ server: { baseUrl: base, signIn }, ...options });
  const lines = linesOf(result);
  return {
    verdict: verdictOf(lines),
    codes: lines.map(({ code }) => code),
    line: (code) => lines.find((line) => line.code === code),
    text: reportText(base, result).replaceAll(/\s+/g, ' '),
    left: result.left,
  };
}

/** How many resources of the types that a check makes are on the server. */
export async function resourcesAt({ real }: Pick<MeddlingServer, 'real'>): Promise<number> {
  const types = ['Person', 'Patient', 'Task', 'Consent', 'Provenance', 'AuditEvent', 'Basic'];
  const counts = await Promise.all(
    types.map((type) => real.send<Bundle>('GET', `${type}?_summary=count`)),
  );
  return counts.reduce((sum, { body }) => sum + (body.total ?? 0), 0);
}
