import { injectable } from 'tsyringe';
import type { Verifier } from '../domain/records.ts';
import type { UsernameCheck } from '../ports/username-check.ts';

/** By the salted SHA-256 of the name in lower case, as docs/fhir-mapping.md has it. */
@injectable()
export class HashedUsernameCheck implements UsernameCheck {
  async isUsername(typed: string, { salt, hash }: Verifier): Promise<boolean> {
    const salted = [...bytesOf(salt), ...new TextEncoder().encode(typed.trim().toLowerCase())];
    const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(salted));
    return String([...new Uint8Array(digest)]) === String(bytesOf(hash));
  }
}

/** The bytes of base64url; none where it is something else. */
function bytesOf(text: string): readonly number[] {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return [...binary].map((character) => character.charCodeAt(0));
  } catch {
    return [];
  }
}
