import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readCommandLine } from '../../../demo/reference-host/server/command-line.ts';

describe('npm start', () => {
  it('builds and serves on port 4173 when nothing is said', () => {
    assert.deepEqual(readCommandLine([], undefined), { kind: 'start', port: 4173, build: true });
  });

  it('takes patients, a data folder, no build and a port', () => {
    assert.deepEqual(readCommandLine(['--patients', 'p', '--data=d', '--no-build'], '0'), {
      kind: 'start',
      port: 0,
      build: false,
      patients: 'p',
      dataFolder: 'd',
    });
  });

  it('shows how it is used when asked, and says what it does not understand', () => {
    assert.deepEqual(readCommandLine(['--help'], undefined), { kind: 'help' });
    const wrong = [
      [['--patient', 'p'], undefined, /--patient/],
      [['folder'], undefined, /folder/],
      [['--data'], undefined, /--data/],
      [[], 'eighty', /PORT must be a number/],
      [[], '', /PORT must be a number/],
      [[], '70000', /PORT must be a number/],
    ] as const;
    for (const [words, port, message] of wrong) {
      const answer = readCommandLine(words, port);
      assert.ok(answer.kind === 'wrong');
      assert.match(answer.message, message);
    }
  });
});
