import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { FindingCode } from '../../../fhir-servers/check/findings.ts';
import type { Try } from '../../../fhir-servers/check/try.ts';
import { checkOf } from './checking.ts';
import type { Meddling } from './meddling-server.ts';

/** A server that differs, and what the check says of it. */
export interface Fault {
  readonly title: string;
  readonly meddling: Meddling;
  readonly tries: readonly Try[];
  readonly code: FindingCode;
  /** The sentence of the finding, word for word, or with what varies left open. */
  readonly text: string | RegExp;
  /** Absent where nobody loses anything by it. */
  readonly cost?: string;
  readonly exitCode: 0 | 1;
}

/** One test a fault: the sentence, what it means, the verdict and the exit code. */
export function tellsEach(faults: readonly Fault[]): void {
  for (const fault of faults) {
    void test(`says of a server that ${fault.title} what it means`, (t) => tells(t, fault));
  }
}

async function tells(
  t: TestContext,
  { meddling, tries, code, text, cost, exitCode }: Fault,
): Promise<void> {
  const said = await checkOf(t, meddling, { tries });
  const line = said.line(code);
  assert.ok(line, `found: ${said.codes.join(', ')}`);
  if (typeof text === 'string') assert.equal(line.text, text);
  else assert.match(line.text, text);
  assert.equal(line.cost, cost);
  assert.equal(said.verdict.exitCode, exitCode);
  assert.equal(said.verdict.because.includes(line), cost !== undefined);
  if (cost === undefined) return;
  assert.match(said.text, exitCode === 1 ? /Will not work with this server/ : /, without:/);
  assert.ok(said.text.includes(`${line.text} ${cost}`));
}
