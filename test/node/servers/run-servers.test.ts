import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startServer } from '../fhir-server/running-server.ts';

const SCRIPT = fileURLToPath(new URL('../../servers/run-servers.mjs', import.meta.url));
const SECRET = 'k3pt-to-itself';
/** Nothing listens there. */
const NOWHERE = 'http://127.0.0.1:9/fhir';

async function run(words: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, ...words], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  const said = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = (await ended) as [number | null];
  return { code, said: said.join('') };
}

describe('npm run test:servers', () => {
  it('says what is wrong with its words, and repeats no secret', async () => {
    for (const [words, message] of [
      [['--only', 'everything'], /There is no part everything/],
      [['--fhir', 'nonsense', '--fhir-token', SECRET], /is not the address of a FHIR server/],
      [['--fhir', `a=${NOWHERE}`, '--fhir', `a=${NOWHERE}`], /each has a name of its own/],
      [['--fhir', `embedded=${NOWHERE}`], /none is embedded/],
      [['--no-embedded'], /No server is left to try/],
      [['--sideways'], /--sideways/],
    ] as const) {
      const { code, said } = await run(words);
      assert.equal(code, 2, words.join(' '));
      assert.match(said, message);
      assert.ok(!said.includes(SECRET));
    }
  });

  it('fails for a server out of reach, and says what else was not tried, and why', async () => {
    const words = ['--no-embedded', '--only', 'check', '--fhir', `hapi=${NOWHERE}`];
    const { code, said } = await run(words, { HAPI_FHIR_TOKEN: SECRET });
    assert.equal(code, 1);
    assert.match(said, /The server cannot be reached\./);
    assert.match(said, /^FAILED {2}hapi {2}check {2}/m);
    assert.match(said, /^- contract: not asked for\.$/m);
    assert.match(said, /^- stories: not asked for\.$/m);
    assert.match(said, /^- The embedded server: not asked for\.$/m);
    assert.match(said, /^- Medplum: not tried\. .*--fhir medplum=<base>/m);
    assert.doesNotMatch(said, /^- HAPI FHIR: not tried/m);
    assert.ok(!said.includes(SECRET));
  });

  it('signs in to a server with a name by what the environment says after that name', async (test) => {
    const { base } = await startServer(test);
    const words = ['--no-embedded', '--only', 'check', '--fhir', `a-clinic=${base}`];
    const refused = await run(words, { FHIR_TOKEN: 'a-good-token', A_CLINIC_FHIR_TOKEN: 'wrong' });
    assert.equal(refused.code, 1);
    assert.match(refused.said, /refuses the sign-in/);

    const taken = await run(words, { FHIR_TOKEN: 'wrong', A_CLINIC_FHIR_TOKEN: 'a-good-token' });
    assert.match(taken.said, /^ok +a-clinic {2}check {2}Works/m);
    assert.equal(taken.code, 0);
  });
});
