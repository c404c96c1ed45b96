/** Name of the Trusted Types policy a host's Content-Security-Policy must list. */
export const TRUSTED_TYPES_POLICY = 'online-services';

/** The part of the Trusted Types API used here; TypeScript's own library does not have it. */
interface PolicyFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
    // Really gives a TrustedScriptURL, which `new Worker` takes where its type says string.
  ): { createScriptURL: (url: string) => string };
}

/** Made once for a page: a second policy of the same name would be refused. */
let policy: ReturnType<PolicyFactory['createPolicy']> | undefined;
const allowed = new Set<string>();

/**
 * The address in the form `new Worker` wants under a strict Content-Security-Policy. Where the browser knows no Trusted
 * Types, the address itself.
 * @throws {TypeError} when the page's policy does not allow {@link TRUSTED_TYPES_POLICY}.
 */
export function workerScriptUrl(url: URL): string {
  const factory = policyFactory();
  if (factory === undefined) return url.href;
  allowed.add(url.href);
  policy ??= factory.createPolicy(TRUSTED_TYPES_POLICY, { createScriptURL: onlyOurWorkers });
  return policy.createScriptURL(url.href);
}

function onlyOurWorkers(url: string): string {
  if (allowed.has(url)) return url;
  throw new TypeError('This is not the address of a worker of Online Services.');
}

function policyFactory(): PolicyFactory | undefined {
  return (globalThis as typeof globalThis & { readonly trustedTypes?: PolicyFactory }).trustedTypes;
}
