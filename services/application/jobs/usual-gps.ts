import { ok, refuse, FailureKind, type Result } from '../../domain/result.ts';
import type { PatientDirectory } from '../../ports/patient-directory.ts';

/** Names of the usual GPs of these, where their records name one. */
export async function usualGpsOf(
  refs: readonly string[],
  { directory }: { readonly directory: PatientDirectory },
): Promise<Result<ReadonlyMap<string, string>>> {
  if (!directory.describes) return refuse(FailureKind.hostRefused, { code: 'patients-not-told' });
  const described = await directory.describe(refs);
  if (!described.ok) return described;
  return ok(
    new Map(
      [...described.value].flatMap(([ref, { usualGp }]) =>
        usualGp === undefined ? [] : [[ref, usualGp] as const],
      ),
    ),
  );
}
