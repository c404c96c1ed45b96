import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle } from 'fhir/r4';
import { lag } from '../../servers/lag.ts';
import { startServer } from '../fhir-server/running-server.ts';

const signIn = { kind: 'token', token: 'a-good-token' } as const;

void test('changes arrive where nobody looks, if the server tells, and nothing is left of them', async (t) => {
  const { base, send } = await startServer(t);
  const outcome = await lag({
    server: { baseUrl: base, signIn },
    isTold: true,
    changes: 3,
    secondsBetweenLooks: 86_400,
    pauseMs: 0,
  });
  assert.equal(outcome.lags.length, 3);
  assert.equal(outcome.wasTold, true);
  assert.deepEqual(outcome.left, []);
  for (const type of ['Person', 'Patient', 'Subscription']) {
    assert.equal((await send<Bundle>('GET', `${type}?_summary=count`)).body.total, 0, type);
  }
});
