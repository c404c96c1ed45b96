import type { HostApi } from '../../plugin/host-api.ts';
import { currentOf, hold, refuses, same, text, until } from './expectations.ts';
import { type HostCheck, promise } from './host-check.ts';

const VIEW = 'onlineServices.view';

/** Keys and tokens, and what becomes of them when somebody signs out. */
export const accessChecks: readonly HostCheck[] = [
  promise(
    'gives a practice key of AES-GCM, 256 bits, that seals and opens and cannot be exported',
    async ({ keys }, { signInWith }) => {
      await signInWith?.(VIEW);
      const key = await keys.practiceKey();
      const { name, length } = key.algorithm as AesKeyAlgorithm;
      same([name, length], ['AES-GCM', 256], 'algorithm');
      same(key.extractable, false, 'extractable');
      same([...key.usages].sort(), ['decrypt', 'encrypt'], 'usages');
      const aes = { name, iv: crypto.getRandomValues(new Uint8Array(12)) };
      const sealed = await crypto.subtle.encrypt(aes, key, new TextEncoder().encode('sealed'));
      // The key as given another time opens it too: it is the practice's, not the call's.
      const opened = await crypto.subtle.decrypt(aes, await keys.practiceKey(), sealed);
      same(new TextDecoder().decode(opened), 'sealed', 'what was sealed');
    },
  ),
  promise(
    'gives, where it has one, a key for what is kept in the browser: the same every time, and not to be exported',
    async ({ keys }, { signInWith }) => {
      if (keys.storageKey === undefined) return;
      await signInWith?.(VIEW);
      const key = await keys.storageKey();
      same(key.algorithm.name, 'HKDF', 'algorithm');
      same(key.extractable, false, 'extractable');
      hold(key.usages.includes('deriveKey'), 'usages: deriveKey is missing');
      const hkdf = {
        name: 'HKDF',
        hash: 'SHA-256',
        salt: new Uint8Array(),
        info: new Uint8Array(),
      };
      const derive = (from: CryptoKey) =>
        crypto.subtle.deriveKey(hkdf, from, { name: 'AES-GCM', length: 256 }, false, [
          'encrypt',
          'decrypt',
        ]);
      const aes = { name: 'AES-GCM', iv: crypto.getRandomValues(new Uint8Array(12)) };
      const text = new TextEncoder().encode('sealed');
      const sealed = await crypto.subtle.encrypt(aes, await derive(key), text);
      // Whoever asks for it: what one session sealed another one opens.
      const again = await derive(await keys.storageKey());
      const opened = await crypto.subtle.decrypt(aes, again, sealed);
      same(new TextDecoder().decode(opened), 'sealed', 'what was sealed');
    },
  ),
  promise(
    'saves, where it does so, files that are no PDFs only of the patient who is open',
    async ({ documents }, { signInWith }) => {
      if (documents.saveFile === undefined) return;
      await signInWith?.(VIEW);
      const file = new Blob(['Checked'], { type: 'text/csv;charset=utf-8' });
      const asked = { fileName: 'check.csv', title: 'Check', patientId: 'nobody', file };
      await refuses(() => documents.saveFile?.(asked) ?? Promise.resolve(), 'documents.saveFile');
    },
  ),
  promise(
    'gives the address of the shared record and tokens for it',
    async ({ fhir }, { signInWith }) => {
      await signInWith?.(VIEW);
      const { protocol } = new URL(fhir.baseUrl);
      hold(['http:', 'https:'].includes(protocol), 'fhir.baseUrl: web address expected');
      hold(!fhir.baseUrl.endsWith('/'), 'fhir.baseUrl: ends with a slash');
      text(await fhir.accessToken(), 'fhir.accessToken');
      text(await fhir.accessToken({ fresh: true }), 'fhir.accessToken, fresh');
    },
  ),
  promise(
    'gives no token to nobody, and a new session to whoever signs in next',
    async (host, { signInWith, signOut }) => {
      if (signOut === undefined) return;
      await signInWith?.(VIEW);
      const before = currentOf(host.session, 'session');
      const told: unknown[] = [];
      const listener = host.session.subscribe((session) => told.push(session));
      listener.dispose();
      await signOut();
      await until(host.session, (session) => session === null, 'session ends');
      same(told, [before], 'what a disposed listener was told');
      await refuses(() => host.fhir.accessToken(), 'token for nobody');
      await refuses(() => host.fhir.accessToken({ fresh: true }), 'fresh token for nobody');
      if (signInWith !== undefined) await signsInAnew(host, signInWith, before?.id);
    },
  ),
];

async function signsInAnew(
  host: HostApi,
  signInWith: (permission: string) => Promise<void>,
  before: string | undefined,
): Promise<void> {
  await signInWith(VIEW);
  const session = await until(host.session, (value) => value !== null, 'somebody signs in');
  hold(session?.id !== before, 'session.id: the same as before');
}
