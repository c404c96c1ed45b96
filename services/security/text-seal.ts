import { SEALED_TEXT } from '../domain/sealed-text.ts';
import type { TextPlace, TextSeal } from '../ports/text-seals.ts';

/** Bytes of an AES-GCM nonce (NIST SP 800-38D, 5.2.1.1). */
const NONCE_BYTES = 12;
const MARK_BYTES = 6;

const HMAC = { name: 'HMAC', hash: 'SHA-256', length: 256 };
const GCM = { name: 'AES-GCM', length: 256 };

/**
 * The seal under a key of the host's (HKDF, RFC 5869). A text is encrypted with AES-256-GCM and bound to its place as
 * additional data. The nonce is the beginning of an HMAC over place and text, under a key of its own: so nonces repeat
 * only where all of it does, and sealing again gives the same (the construction of RFC 5297). What equality tells stays
 * within one place: whether a text is what it was.
 */
export async function textSeal(hostKey: CryptoKey): Promise<TextSeal> {
  const [texts, nonces] = await Promise.all([
    derived(hostKey, 'texts', GCM, ['encrypt', 'decrypt']),
    derived(hostKey, 'nonces', HMAC, ['sign']),
  ]);
  const digest = async (content: string): Promise<Uint8Array<ArrayBuffer>> =>
    new Uint8Array(await crypto.subtle.sign('HMAC', nonces, bytesOf(content)));
  // An array is no place: the mark is never a nonce.
  const mark = `${SEALED_TEXT}${base64((await digest('mark')).subarray(0, MARK_BYTES))}:`;
  return {
    mark,
    async seal(text, place) {
      const iv = (await digest(JSON.stringify([...place, text]))).subarray(0, NONCE_BYTES);
      const sealed = await crypto.subtle.encrypt(bound(iv, place), texts, bytesOf(text));
      return mark + base64(iv) + base64(new Uint8Array(sealed));
    },
    async open(sealed, place) {
      if (!sealed.startsWith(mark)) return undefined;
      try {
        const bytes = Uint8Array.from(atob(sealed.slice(mark.length)), (c) => c.charCodeAt(0));
        const iv = bytes.subarray(0, NONCE_BYTES);
        const text = bytes.subarray(NONCE_BYTES);
        return new TextDecoder().decode(await crypto.subtle.decrypt(bound(iv, place), texts, text));
      } catch (error) {
        // Not authentic, or not even base64.
        if (error instanceof DOMException) return undefined;
        throw error;
      }
    },
  };
}

function derived(
  hostKey: CryptoKey,
  info: string,
  algorithm: AesKeyAlgorithm | typeof HMAC,
  usages: KeyUsage[],
): Promise<CryptoKey> {
  const hkdf = {
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(),
    info: bytesOf(`online-services/${info}`),
  };
  return crypto.subtle.deriveKey(hkdf, hostKey, algorithm, false, usages);
}

function bound(iv: Uint8Array<ArrayBuffer>, place: TextPlace): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: bytesOf(JSON.stringify(place)) };
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
