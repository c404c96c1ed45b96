import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle } from 'fhir/r4';
import { isWhole, race } from '../../servers/race.ts';
import { startServer } from '../fhir-server/running-server.ts';
import { refusing, startMeddling, withoutHeader } from '../fhir-servers/meddling-server.ts';

const signIn = { kind: 'token', token: 'a-good-token' } as const;

void test('workstations that create one patient’s account at once end with one account', async (t) => {
  const { base, send } = await startServer(t);
  const outcome = await race({ server: { baseUrl: base, signIn }, rounds: 3, atOnce: 12 });
  assert.equal(outcome.broken, 0);
  assert.deepEqual(
    outcome.rounds.map(({ accounts, agreed }) => ({ accounts, agreed })),
    Array.from({ length: 3 }, () => ({ accounts: 1, agreed: 12 })),
  );
  assert.deepEqual(outcome.left, []);
  for (const type of ['Person', 'Patient']) {
    assert.equal((await send<Bundle>('GET', `${type}?_summary=count`)).body.total, 0);
  }
});

void test('who is told "busy" tries again, and is counted', async (t) => {
  let creates = 0;
  const { base } = await startMeddling(t, (request, pass) => {
    if (request.headers['if-none-exist'] === undefined) return pass(request);
    creates += 1;
    // The first two are refused with nothing created, as databases do that cannot put them in an order.
    return creates <= 2 ? refusing(409) : pass(request);
  });
  const outcome = await race({ server: { baseUrl: base, signIn }, rounds: 1, atOnce: 2 });
  assert.equal(outcome.broken, 0);
  assert.ok(outcome.conflicts >= 2);
  assert.deepEqual(outcome.rounds[0]?.agreed, 2);
});

void test('a server that creates double breaks the round', async (t) => {
  const { base } = await startMeddling(t, (request, pass) =>
    pass(withoutHeader(request, 'if-none-exist')),
  );
  const outcome = await race({ server: { baseUrl: base, signIn }, rounds: 1, atOnce: 4 });
  const [round] = outcome.rounds;
  assert.equal(outcome.broken, 1);
  assert.ok(round && !isWhole(round, 4));
  assert.equal(round.accounts, 4);
  assert.deepEqual(outcome.left, []);
});
