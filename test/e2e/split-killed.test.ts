import { splitAndCount } from '../split/split-and-count.ts';
import { expect, onlyOnTheEmbeddedServer, test } from './server-fixture.ts';

test('a practice is split though browsers are killed, and everybody is in one place', async () => {
  onlyOnTheEmbeddedServer('it makes up two practices on the server itself.');
  test.slow();
  const run = await splitAndCount({
    ...{ patients: 200, kills: 3, seed: 7, build: false },
    tell: (line) => {
      test.info().annotations.push({ type: 'split', description: line });
    },
  });
  expect(run.counted.text).toContain(
    '200 moved: 200 closed at the old code, 194 made at the new one',
  );
  expect(run.counted).toMatchObject({ isRight: true });
  expect(run.wrong).toEqual([]);
});
