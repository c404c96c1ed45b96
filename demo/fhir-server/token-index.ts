import { getSearchParameters } from '@medplum/core';
import { tokensOf, valuesOf } from './search-values.ts';
import type { Version } from './version.ts';

/** The parameters of conditional creates, of which there is one for every record that a workstation makes. */
const INDEXED = ['identifier', '_tag'];

const NONE: ReadonlySet<string> = new Set();

/**
 * Which resources ever had an identifier or a tag: looking for one costs the same however many resources there are.
 * What it gives still has to be judged by the version that counts.
 */
export class TokenIndex {
  readonly #ids = new Map<string, Set<string>>();

  add({ resourceType, id, resource }: Version): void {
    if (resource === undefined) return;
    for (const code of INDEXED) {
      const parameter = getSearchParameters(resourceType)?.[code];
      if (parameter === undefined) continue;
      for (const { system = '', value } of valuesOf(resource, parameter).flatMap(tokensOf)) {
        const key = keyOf(resourceType, code, `${system}|${value}`);
        this.#ids.set(key, (this.#ids.get(key) ?? new Set()).add(id));
      }
    }
  }

  /** Ids in the order in which they had it; `undefined` when this does not know. `token` is `system|value`. */
  idsWith(resourceType: string, code: string, token: string): ReadonlySet<string> | undefined {
    const isWhole = /^[^|,\\]*\|[^|,\\]+$/.test(token);
    if (!isWhole || !INDEXED.includes(code)) return undefined;
    return this.#ids.get(keyOf(resourceType, code, token)) ?? NONE;
  }
}

function keyOf(resourceType: string, code: string, token: string): string {
  return `${resourceType} ${code} ${token}`;
}
