import type { FindingCode } from './findings.ts';

/** Servers whose settings are known, by a word of the name they give themselves. */
const SERVERS = { hapi: /HAPI/i, medplum: /Medplum/i } as const;

type KnownServer = keyof typeof SERVERS;

/** What decides a finding, where it can be set; starter project of HAPI FHIR, and Medplum's own names. */
const SETTINGS: Readonly<
  Partial<Record<FindingCode, Readonly<Partial<Record<KnownServer, string>>>>>
> = {
  'origin-refused': {
    hapi: 'hapi.fhir.cors.allowed_origin',
    medplum: 'allowedOrigins of the server’s configuration',
  },
  'headers-refused': { hapi: 'hapi.fhir.cors.allowed_headers' },
  'methods-refused': { hapi: 'hapi.fhir.cors.allowed_methods' },
  'date-hidden': { hapi: 'hapi.fhir.cors.exposed_headers' },
  'retry-after-hidden': { hapi: 'hapi.fhir.cors.exposed_headers' },
  'transaction-split': { medplum: 'feature transaction-bundles of the project' },
  'unknown-patient-refused': {
    hapi: 'hapi.fhir.enforce_referential_integrity_on_write',
    medplum: 'checkReferencesOnWrite of the project',
  },
  'search-cached': { hapi: 'hapi.fhir.reuse_cached_search_results_millis' },
  'subscription-refused': { hapi: 'hapi.fhir.subscription.websocket_enabled' },
  'no-binding-token': {
    hapi: 'hapi.fhir.subscription.websocket_enabled, and fhir.webSocketUrl of the host',
    medplum: 'feature websocket-subscriptions of the project',
  },
  'limit-without-retry-after': {
    medplum: 'defaultRateLimit and defaultFhirQuota of the server’s configuration',
  },
};

/** The setting that decides a finding at a server of that name, if it is known. */
export function settingOf(code: FindingCode, software: string): string | undefined {
  const known = (Object.keys(SERVERS) as KnownServer[]).find((name) =>
    SERVERS[name].test(software),
  );
  return known === undefined ? undefined : SETTINGS[code]?.[known];
}
