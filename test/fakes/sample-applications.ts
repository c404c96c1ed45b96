import { ApplicationState, type OsuApplication } from '../../services/domain/osu/application.ts';
import type { Verifier } from '../../services/domain/records.ts';

export const SIANS_DETAILS = {
  given: 'Sian',
  family: 'MORGAN',
  birthDate: '1984-02-29',
  number: '999 000 0018',
  postcode: 'zz993vz',
} as const;

/** Siân Morgan's own, with her patient number. */
export function sampleApplication(changes: Partial<OsuApplication> = {}): OsuApplication {
  return {
    id: '5f0c3d0a-2c8e-4b43-9d35-0f6f2f3a7a01',
    practiceId: 'A99968',
    accountKey: '7d1e8d0b-51c9-4a55-8d3e-6a0c9b7e4b02',
    state: ApplicationState.waiting,
    appliedAt: '2026-04-19T18:00:00.000Z',
    typed: SIANS_DETAILS,
    ...changes,
  };
}

/** What tells that somebody knows the username. */
export async function verifierOf(username: string): Promise<Verifier> {
  const salt = new Uint8Array(16).fill(7);
  const salted = new Uint8Array([...salt, ...new TextEncoder().encode(username)]);
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', salted));
  return { salt: text(salt), hash: text(hash) };
}

function text(bytes: Uint8Array): string {
  const base64 = btoa(String.fromCharCode(...bytes));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
