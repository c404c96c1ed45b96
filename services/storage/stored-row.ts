import { isNewFromElsewhere } from '../domain/account/made-elsewhere.ts';
import { RegistrationState } from '../domain/records.ts';
import { samePlainData } from '../domain/unsent-work/plain-data.ts';
import type { RecordBody, RecordRow, ServerState, StoredRow, StoredServer } from './record-row.ts';

/** The row as it is stored. `isSurplus`: its codes wait beside newer ones. */
export function storedRow(
  { kind, body, server }: RecordRow,
  place: number | undefined,
  isSurplus: boolean,
): StoredRow {
  return {
    ...(place !== undefined && { place }),
    kind,
    body,
    ...(server && { server: storedServer(server, body) }),
    ...('accountId' in body && {
      changedAt: server?.version.lastUpdated ?? body.createdAt,
      ...(!body.enabled && { disabled: 1 as const }),
      ...(isNewFromElsewhere({ account: body }) && { unseen: 1 as const }),
    }),
    ...('expiresOn' in body &&
      body.state === RegistrationState.pending && {
        codesUntil: body.expiresOn,
        ...(isSurplus && { surplusOf: body.patientRef }),
      }),
  };
}

function storedServer({ body, version }: ServerState, ours: RecordBody): StoredServer {
  const { id, versionId, lastUpdated, resource } = version;
  return {
    id,
    versionId,
    lastUpdated,
    ...(resource !== undefined && { resource }),
    ...(!samePlainData(body, ours) && { body }),
  };
}
