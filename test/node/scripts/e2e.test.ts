import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'node:test';

const SCRIPT = fileURLToPath(new URL('../../../scripts/e2e.mjs', import.meta.url));
const SECRET = 'k3pt-to-itself';

function run(...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...words], {
    // Nothing is measured then.
    env: { ...process.env, TEST_PATIENCE: '1' },
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr };
}

describe('npm run e2e', () => {
  it('takes the server and its sign-in, and leaves all other words to playwright', () => {
    for (const signIn of [['--fhir-token', SECRET], [`--fhir-token=${SECRET}`]]) {
      const { status, said } = run('--fhir', 'http://127.0.0.1:9/fhir', ...signIn, '--help');
      assert.equal(status, 0);
      assert.match(said, /playwright test/);
      assert.ok(!said.includes(SECRET));
    }
  });

  it('says what is wrong with the server, and repeats no secret', () => {
    for (const [words, message] of [
      [['--fhir', 'nonsense', '--fhir-token', SECRET], /is not the address of a FHIR server/],
      [['--fhir-secret', SECRET], /--fhir-secret is for a server/],
      [['--fhir', 'http://127.0.0.1:9/fhir', '--fhir-secret', SECRET], /all three/],
    ] as const) {
      const { status, said } = run(...words);
      assert.equal(status, 2);
      assert.match(said, message);
      assert.ok(!said.includes(SECRET));
    }
  });
});
