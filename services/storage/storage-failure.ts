import { FailureKind, type Failure, type Result } from '../domain/result.ts';
import type { StorageReason } from '../domain/unsent-work/reasons.ts';
import { NoStorageKey } from '../ports/text-seals.ts';
import { DatabaseUnavailable } from './fixed-version-factory.ts';

/** Errors of IndexedDB, and of Dexie in its name, that a browser gives without anybody having made a mistake. */
const EXPECTED: ReadonlySet<string> = new Set([
  'AbortError',
  'DatabaseClosedError',
  'InvalidStateError',
  'MissingAPIError',
  'NotFoundError',
  'NotReadableError',
  'OpenFailedError',
  'SecurityError',
  'TimeoutError',
  'TransactionInactiveError',
  'UnknownError',
  'VersionError',
]);

/** Browser storage failed, and how. */
type StorageFailure = Failure & { readonly reason: StorageReason };

/** The failure to show for an error of browser storage; `undefined` for any other error, which is a bug. */
export function storageFailure(error: unknown): StorageFailure | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof DatabaseUnavailable) return unavailable(error.reason);
  if (error instanceof NoStorageKey) return unavailable({ code: 'no-storage-key' });
  const names = namesOf(error);
  if (names.includes('QuotaExceededError')) return unavailable({ code: 'storage-full' });
  return names.some((name) => EXPECTED.has(name))
    ? unavailable({ code: 'storage-failing' })
    : undefined;
}

/** The work's result, or `storage-unavailable` when browser storage fails. Any other error goes on. */
export async function refusingStorageFailures<T>(
  work: () => Promise<Result<T>>,
): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    const failure = storageFailure(error);
    if (failure === undefined) throw error;
    return { ok: false, failure };
  }
}

function unavailable(reason: StorageReason): StorageFailure {
  return { kind: FailureKind.storageUnavailable, reason };
}

/** Dexie wraps the browser's errors: an aborted transaction and a bulk write name the cause only inside. */
function namesOf(error: Error): readonly string[] {
  const inner: unknown = 'inner' in error ? error.inner : undefined;
  const failures: unknown = 'failures' in error ? error.failures : undefined;
  const bulk: readonly unknown[] = Array.isArray(failures) ? failures : [];
  const causes = [inner, ...bulk];
  return [error.name, ...causes.flatMap((cause) => (cause instanceof Error ? cause.name : []))];
}
