import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { AccessTokens, SignInFailedError } from '../../../fhir-servers/access/access-token.ts';
import { readServer } from '../../../fhir-servers/access/server-options.ts';

const ADDRESS = 'http://localhost:8080/fhir/';
const CLIENT = {
  'fhir-client': 'demo',
  'fhir-secret': 'k3pt',
  'fhir-token-url': 'http://localhost:8080/token',
};

describe('Naming a server', () => {
  it('takes an address alone, a token, or a client; words before the environment', () => {
    const baseUrl = 'http://localhost:8080/fhir';
    assert.deepEqual(readServer(ADDRESS, {}, {}), { baseUrl, signIn: { kind: 'open' } });
    const token = { baseUrl, signIn: { kind: 'token', token: 't1' } };
    assert.deepEqual(readServer(ADDRESS, { 'fhir-token': 't1' }, { FHIR_TOKEN: 't2' }), token);
    assert.deepEqual(readServer(ADDRESS, {}, { FHIR_TOKEN: 't1' }), token);
    const signIn = { kind: 'client', clientId: 'demo', secret: 'k3pt' };
    const client = { baseUrl, signIn: { ...signIn, tokenUrl: 'http://localhost:8080/token' } };
    assert.deepEqual(readServer(ADDRESS, CLIENT, {}), client);
  });

  it('says in a sentence what is wrong, and repeats no secret', () => {
    const secret = 'k3pt-to-itself';
    const wrong = [
      [readServer('localhost:8080', {}, {}), /is not the address of a FHIR server/],
      ...[
        `http://u:${secret}@localhost/fhir`,
        `${ADDRESS}?key=${secret}`,
        `${secret}@localhost`,
      ].map(
        (address) => [readServer(address, {}, {}), /is not the address of a FHIR server/] as const,
      ),
      ...[`http://localhost/token?client_secret=${secret}`, `ftp://${secret}@localhost`].map(
        (address) =>
          [
            readServer(ADDRESS, { ...CLIENT, 'fhir-token-url': address }, {}),
            /is not the address of a token service/,
          ] as const,
      ),
      [
        readServer(ADDRESS, {}, { FHIR_CLIENT: 'c', FHIR_SECRET: 's', FHIR_TOKEN_URL: secret }),
        /is not the address of a token service/,
      ],
      [readServer(ADDRESS, { ...CLIENT, 'fhir-token': secret }, {}), /not both/],
      [readServer(ADDRESS, { 'fhir-secret': secret }, {}), /all three/],
      [
        readServer(ADDRESS, { ...CLIENT, 'fhir-secret': secret, 'fhir-token-url': 'x' }, {}),
        /not the address of a token service/,
      ],
    ] as const;
    for (const [answer, message] of wrong) {
      assert.ok(typeof answer === 'string');
      assert.match(answer, message);
      assert.doesNotMatch(answer, new RegExp(secret));
    }
  });
});

describe('Signing in as a client', () => {
  it('fetches one token for all who ask, keeps it, and fetches another when it was refused', async () => {
    await withTokenService(3600, async (tokenUrl, asked) => {
      const tokens = new AccessTokens({ kind: 'client', clientId: 'a b', secret: 'p:q', tokenUrl });
      const first = await Promise.all([tokens.authorization(), tokens.authorization()]);
      assert.deepEqual(first, ['Bearer token-1', 'Bearer token-1']);
      assert.equal(await tokens.authorization(), 'Bearer token-1');
      assert.equal(await tokens.authorization({ fresh: true }), 'Bearer token-2');
      assert.deepEqual(asked, ['a%20b:p%3Aq', 'a%20b:p%3Aq']);
    });
  });

  it('fetches another when the last is about to end', async () => {
    await withTokenService(1, async (tokenUrl) => {
      const tokens = new AccessTokens({ kind: 'client', clientId: 'c', secret: 's', tokenUrl });
      assert.equal(await tokens.authorization(), 'Bearer token-1');
      assert.equal(await tokens.authorization(), 'Bearer token-2');
    });
  });

  it('says that there is no token, without what the service said', async () => {
    await withTokenService(3600, async (tokenUrl) => {
      const signIn = { kind: 'client', clientId: 'c', secret: 'wrong', tokenUrl } as const;
      await assert.rejects(new AccessTokens(signIn).authorization(), (error: unknown) => {
        assert.ok(error instanceof SignInFailedError);
        assert.equal(error.message, 'The token service gave no token (status 401).');
        return true;
      });
    });
  });
});

async function withTokenService(
  seconds: number,
  use: (tokenUrl: string, asked: readonly string[]) => Promise<void>,
): Promise<void> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const basic = request.headers.authorization?.replace('Basic ', '') ?? '';
    const who = Buffer.from(basic, 'base64').toString();
    asked.push(who);
    const isKnown = !who.endsWith(':wrong');
    response.writeHead(isKnown ? 200 : 401, { 'Content-Type': 'application/json' });
    response.end(
      JSON.stringify(
        isKnown
          ? { access_token: `token-${asked.length}`, expires_in: seconds }
          : { error: `not ${who}` },
      ),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    await use(`http://127.0.0.1:${port}/token`, asked);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
