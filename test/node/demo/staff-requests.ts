import assert from 'node:assert/strict';
import { PRACTICES } from '../../../demo/reference-host/server/practices.ts';
import type { SignInAnswer } from '../../../demo/reference-host/wire.ts';

export const [ENGLAND, WALES] = PRACTICES;

export interface Asked<T> {
  readonly status: number;
  readonly body: T;
}

/** Asks the servers as a page does; the caller says what the answer holds. */
export type Ask = <T>(method: string, path: string, body?: unknown) => Promise<Asked<T>>;

export function asker(url: string, token?: string): Ask {
  return async (method, path, body) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as never };
  };
}

/** A member of staff, signed in, and what they ask with their token. */
export async function signInAs(
  url: string,
  role: string,
  practice = ENGLAND,
): Promise<SignInAnswer & { readonly ask: Ask }> {
  const person = practice?.staff.find((one) => one.role === role);
  const asked = { practiceId: practice?.id, staffId: person?.id };
  const { status, body } = await asker(url)<SignInAnswer>('POST', '/host-api/sign-in', asked);
  assert.equal(status, 200);
  return { ...body, ask: asker(url, body.accessToken) };
}
