import { CompactEncrypt, base64url, compactDecrypt, errors } from 'jose';
import type { Verifier } from '../domain/records.ts';
import { normaliseCode } from '../domain/codes/registration-code.ts';
import type { RegistrationCodes, SealContext } from '../ports/registration-codes.ts';

const TYPE = 'online-registration-codes';
const SALT_BYTES = 16;

/**
 * Codes as a compact JWE (RFC 7516), direct encryption with A256GCM under `key`. The protected header, which the
 * encryption authenticates, names the practice (`aud`), the account (`sub`) and the issue (`jti`), so that a sealed
 * text copied to another record does not open there.
 */
export async function sealCodes(
  codes: RegistrationCodes,
  context: SealContext,
  key: CryptoKey,
): Promise<string> {
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(codes)))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ: TYPE, ...boundTo(context) })
    .encrypt(key);
}

/** The codes; `undefined` with another key or context, or when the text was changed. */
export async function unsealCodes(
  sealed: string,
  context: SealContext,
  key: CryptoKey,
): Promise<RegistrationCodes | undefined> {
  try {
    const { plaintext, protectedHeader } = await compactDecrypt(sealed, key, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    if (protectedHeader.typ !== TYPE || !isBoundTo(protectedHeader, context)) return undefined;
    const codes: unknown = JSON.parse(new TextDecoder().decode(plaintext));
    return isRegistrationCodes(codes) ? codes : undefined;
  } catch (error) {
    // What jose says of a text it cannot open, and the parser of one that was never JSON.
    if (error instanceof errors.JOSEError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A verifier with a new salt for a code, by docs/fhir-mapping.md. */
export async function makeVerifier(code: string): Promise<Verifier> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const text = new TextEncoder().encode(normaliseCode(code));
  const salted = new Uint8Array(salt.length + text.length);
  salted.set(salt);
  salted.set(text, salt.length);
  const hash = await crypto.subtle.digest('SHA-256', salted);
  return { salt: base64url.encode(salt), hash: base64url.encode(new Uint8Array(hash)) };
}

function boundTo(context: SealContext): Readonly<Record<'aud' | 'sub' | 'jti', string>> {
  return { aud: context.practiceId, sub: context.accountKey, jti: context.registrationId };
}

function isBoundTo(header: Readonly<Record<string, unknown>>, context: SealContext): boolean {
  return Object.entries(boundTo(context)).every(([name, value]) => header[name] === value);
}

function isRegistrationCodes(value: unknown): value is RegistrationCodes {
  return (
    typeof value === 'object' &&
    value !== null &&
    'token' in value &&
    'linkageKey' in value &&
    typeof value.token === 'string' &&
    typeof value.linkageKey === 'string'
  );
}
