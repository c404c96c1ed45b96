/** What a FHIR server takes for the writes of a split when nothing but the writes is done. */
import { startDemo } from '../../demo/start.ts';

/** A write as it left the browser. */
export interface Write {
  readonly method: string;
  readonly type: string;
  readonly ifNoneExist: string | undefined;
  readonly body: string;
}

type Held = Readonly<Record<string, unknown>> & { readonly id: string };

/**
 * Plays them on a server of the same kind that holds nothing else, one after the other.
 * @returns milliseconds for each
 */
export async function timeOfBareWrite(writes: readonly Write[]): Promise<number> {
  const demo = await startDemo({ port: 0, build: false });
  try {
    const send = sender(`${demo.url}/fhir/R4`, demo.serviceToken);
    let took = 0;
    for (const write of writes) {
      const again = await prepared(write, send);
      const start = performance.now();
      await again();
      took += performance.now() - start;
    }
    return took / Math.max(1, writes.length);
  } finally {
    await demo.close();
  }
}

type Send = (path: string, init: RequestInit) => Promise<Held>;

/** What is changed has to be there first. */
async function prepared(
  { method, type, ifNoneExist, body }: Write,
  send: Send,
): Promise<() => Promise<Held>> {
  if (method === 'POST') {
    const headers: Record<string, string> = ifNoneExist ? { 'If-None-Exist': ifNoneExist } : {};
    return () => send(type, { method, headers, body });
  }
  const { meta, id } = await send(type, { method: 'POST', body });
  const version = (meta as { readonly versionId?: string } | undefined)?.versionId ?? '';
  const changed = JSON.stringify({ ...(JSON.parse(body) as object), id });
  const headers = { 'If-Match': `W/"${version}"` };
  return () => send(`${type}/${id}`, { method, headers, body: changed });
}

function sender(base: string, token: string): Send {
  return async (path, { headers, ...init }) => {
    const answer = await fetch(`${base}/${path}`, {
      ...init,
      headers: {
        ...(headers as Record<string, string> | undefined),
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/fhir+json',
        Prefer: 'return=representation',
      },
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`The server refused a write: ${answer.status} ${text}`);
    return JSON.parse(text) as Held;
  };
}
