import { getResourceTypes } from '@medplum/core';
import type { CapabilityStatement, CapabilityStatementRestResource } from '@medplum/fhirtypes';
import { searchParametersOf } from './search-request.ts';

const INTERACTIONS = [
  'read',
  'vread',
  'update',
  'delete',
  'history-instance',
  'history-type',
  'create',
  'search-type',
] as const;

const BINDING_TOKEN = {
  name: 'get-ws-binding-token',
  definition:
    'http://hl7.org/fhir/uv/subscriptions-backport/OperationDefinition/backport-subscription-get-ws-binding-token',
};

/** What this server does, for `GET metadata`; it says openly that the server is a stand-in. */
export function capabilityStatement(baseUrl: string, startedAt: string): CapabilityStatement {
  return {
    resourceType: 'CapabilityStatement',
    title: 'Stand-in FHIR server for demonstration and tests',
    status: 'active',
    experimental: true,
    date: startedAt,
    description:
      'A stand-in, not a product: it holds synthetic data in memory, and whoever has a token may read and change everything.',
    kind: 'instance',
    software: { name: 'Stand-in FHIR server' },
    implementation: { description: 'Stand-in FHIR server of the demonstration', url: baseUrl },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'json'],
    rest: [
      {
        mode: 'server',
        security: { description: 'Every request but this one needs a bearer token.' },
        resource: getResourceTypes().map(resourceCapability),
        interaction: [{ code: 'transaction' }, { code: 'batch' }, { code: 'history-system' }],
      },
    ],
  };
}

function resourceCapability(
  type: CapabilityStatementRestResource['type'],
): CapabilityStatementRestResource {
  const searchParam = searchParametersOf(type).map(({ code, type: kind }) => ({
    name: code,
    type: kind,
  }));
  return {
    type,
    interaction: INTERACTIONS.map((code) => ({ code })),
    versioning: 'versioned-update',
    readHistory: true,
    updateCreate: false,
    conditionalCreate: true,
    conditionalRead: 'not-match',
    conditionalUpdate: false,
    conditionalDelete: 'not-supported',
    ...(searchParam.length === 0 ? {} : { searchParam }),
    ...(type === 'Subscription' ? { operation: [BINDING_TOKEN] } : {}),
  };
}
