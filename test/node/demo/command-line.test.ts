import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readCommandLine } from '../../../demo/reference-host/server/command-line.ts';

describe('npm start', () => {
  it('builds and serves on port 4173 when nothing is said', () => {
    assert.deepEqual(readCommandLine([], {}), { kind: 'start', port: 4173, build: true });
  });

  it('takes patients, a data folder, no build and a port', () => {
    assert.deepEqual(
      readCommandLine(['--patients', 'p', '--data=d', '--no-build'], { PORT: '0' }),
      {
        kind: 'start',
        port: 0,
        build: false,
        patients: 'p',
        dataFolder: 'd',
      },
    );
  });

  it('takes a server of others and its sign-in, from words or the environment', () => {
    const words = ['--fhir', 'http://localhost:8080/fhir/', '--no-build'];
    const outside = {
      baseUrl: 'http://localhost:8080/fhir',
      signIn: { kind: 'token', token: 'k3pt' },
    };
    const start = { kind: 'start', port: 4173, build: false };
    assert.deepEqual(readCommandLine([...words, '--fhir-token', 'k3pt'], {}), {
      ...start,
      outside,
    });
    assert.deepEqual(readCommandLine(words, { FHIR_TOKEN: 'k3pt' }), { ...start, outside });
    assert.deepEqual(readCommandLine(['--no-build'], { FHIR_TOKEN: 'k3pt' }), start);
  });

  it('shows how it is used when asked, and says what it does not understand', () => {
    assert.deepEqual(readCommandLine(['--help'], {}), { kind: 'help' });
    const wrong = [
      [['--patient', 'p'], undefined, /--patient/],
      [['folder'], undefined, /folder/],
      [['--data'], undefined, /--data/],
      [[], 'eighty', /PORT must be a number/],
      [[], '', /PORT must be a number/],
      [[], '70000', /PORT must be a number/],
      [['--fhir', 'localhost'], undefined, /not the address of a FHIR server/],
      [['--fhir-token', 'k3pt'], undefined, /^--fhir-token is for a server/],
      [['--fhir', 'http://localhost/fhir', '--fhir-client', 'demo'], undefined, /all three/],
    ] as const;
    for (const [words, PORT, message] of wrong) {
      const answer = readCommandLine(words, { PORT });
      assert.ok(answer.kind === 'wrong');
      assert.match(answer.message, message);
    }
  });
});
