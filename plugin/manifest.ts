import { Ajv, type ErrorObject } from 'ajv';
import schema from './manifest.schema.json' with { type: 'json' };

const validate = new Ajv({ allErrors: true, strict: false }).compile(schema);

/**
 * What is wrong with a manifest, one sentence a fault, each starting with the field's path. Empty = nothing. Used when
 * the plugin is built and by hosts' tools; not loaded at run time.
 */
export function manifestFaults(manifest: unknown): readonly string[] {
  if (validate(manifest)) return [];
  return (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if').map(sentence);
}

function sentence({ instancePath, keyword, params, message }: ErrorObject): string {
  const path = instancePath.split('/').slice(1);
  switch (keyword) {
    case 'required':
      return `${[...path, String(params.missingProperty)].join('.')}: is missing`;
    case 'additionalProperties':
      return `${[...path, String(params.additionalProperty)].join('.')}: is not known; check the spelling`;
    default:
      return `${path.length === 0 ? 'manifest' : path.join('.')}: ${message ?? 'is not valid'}`;
  }
}
