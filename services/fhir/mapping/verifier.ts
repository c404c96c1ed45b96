import type { Verifier } from '../../domain/records.ts';

/** As it is written: `<salt>.<hash>`, both base64url. */
export function verifierText({ salt, hash }: Verifier): string {
  return `${salt}.${hash}`;
}

/** Back again; `undefined` when it is none. */
export function verifier(value: unknown): Verifier | undefined {
  if (typeof value !== 'string') return undefined;
  const [, salt, hash] = /^([\w-]+)\.([\w-]+)$/.exec(value) ?? [];
  return salt === undefined || hash === undefined ? undefined : { salt, hash };
}
