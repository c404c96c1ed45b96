import type { Extension, Identifier } from 'fhir/r4';
import { OPERATION_EXTENSION } from '../../services/fhir/vocabulary.ts';

/** Parts of a complex extension, by name. */
export type Parts = Readonly<Record<string, Extension | undefined>>;

/** The value of the first identifier of a system. */
export function identifierOf(
  resource: { readonly identifier?: readonly Identifier[] | undefined },
  system: string,
): string | undefined {
  return resource.identifier?.find((identifier) => identifier.system === system)?.value;
}

/** The parts of a complex extension; none when the resource does not have it. */
export function partsOf(
  resource: { readonly extension?: readonly Extension[] | undefined },
  url: string,
): Parts {
  const parts = resource.extension?.find((extension) => extension.url === url)?.extension ?? [];
  return Object.fromEntries(parts.map((part) => [part.url, part]));
}

/** The same extensions with one of them replaced, or added; all others are kept, in their order. */
export function withExtension(
  extensions: readonly Extension[] | undefined,
  replacement: Extension,
): Extension[] {
  const all = [...(extensions ?? [])];
  const index = all.findIndex(({ url }) => url === replacement.url);
  if (index === -1) return [...all, replacement];
  return all.with(index, replacement);
}

/** The resource as the operation with this UUID makes it: lets a sender recognise its own change. */
export function stamped<T extends { extension?: Extension[] | undefined }>(
  resource: T,
  operation: string,
): T {
  const stamp = { url: OPERATION_EXTENSION, valueString: operation };
  return { ...resource, extension: withExtension(resource.extension, stamp) };
}

/** Whether the operation with this UUID made the version at hand. */
export function isMadeBy(
  resource: { readonly extension?: readonly Extension[] | undefined },
  operation: string,
): boolean {
  return (
    resource.extension?.some(
      ({ url, valueString }) => url === OPERATION_EXTENSION && valueString === operation,
    ) ?? false
  );
}
