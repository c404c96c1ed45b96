/** What a script may ask of the reference host's server, as its page does. */
import type { SignInAnswer } from '../../demo/reference-host/wire.ts';
import { practiceWithId, Role } from '../../demo/reference-host/server/practices.ts';

/** Whoever leads the practice, by name and role as the screen shows them. */
export function managerOf(practiceId: string): { readonly id: string; readonly shown: string } {
  const person = practiceWithId(practiceId)?.staff.find(
    ({ role }) => role === Role.practiceManager,
  );
  if (person === undefined) throw new Error(`Nobody leads ${practiceId}.`);
  return { id: person.id, shown: `${person.name}, ${person.role}` };
}

/** The practice's key, extractable by nobody. */
export async function practiceKey(url: string, practiceId: string): Promise<CryptoKey> {
  const signIn = await fetch(`${url}/host-api/sign-in`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ practiceId, staffId: managerOf(practiceId).id }),
  });
  const { accessToken } = (await signIn.json()) as SignInAnswer;
  const answer = await fetch(`${url}/host-api/practice-key`, {
    headers: { Authorization: `Bearer ${accessToken}` },
  });
  const { key } = (await answer.json()) as { readonly key: string };
  const bytes = Buffer.from(key, 'base64url');
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}
