/** Opening of what is read from storage. Loaded where the host has a key. */
import type { PatientRecords } from '../domain/records.ts';
import { isSealedText } from '../domain/sealed-text.ts';
import type { ServerVersion } from '../ports/remote-records.ts';
import type { TextSeal } from '../ports/text-seals.ts';
import {
  RESOURCE,
  withEntryTexts,
  withTexts,
  type TextChange,
  withNoticeTexts,
} from './record-texts.ts';
import type { TextsToRead } from './stored-texts.ts';

export function opened(seal: TextSeal): TextsToRead {
  const opening: TextChange = async (text, place) =>
    isSealedText(text) ? ((await seal.open(text, place)) ?? text) : text;
  return {
    body: (body) => withTexts(body, opening),
    records: (records) => openedRecords(records, opening),
    entry: (entry) => withEntryTexts(entry, opening),
    notice: (notice) => withNoticeTexts(notice, opening),
    version: (version, recordId) => openedVersion(version, recordId, opening),
  };
}

async function openedRecords(
  records: PatientRecords,
  opening: TextChange,
): Promise<PatientRecords> {
  const [account, services, identityChecks, letters] = await Promise.all([
    records.account && withTexts(records.account, opening),
    records.services && withTexts(records.services, opening),
    Promise.all(records.identityChecks.map((check) => withTexts(check, opening))),
    Promise.all(records.letters.map((letter) => withTexts(letter, opening))),
  ]);
  return {
    ...records,
    ...(account && { account }),
    ...(services && { services }),
    identityChecks,
    letters,
  };
}

async function openedVersion(
  version: ServerVersion,
  recordId: string,
  opening: TextChange,
): Promise<ServerVersion | undefined> {
  const { resource } = version;
  if (typeof resource !== 'string') return version;
  const text = await opening(resource, [recordId, RESOURCE]);
  return isSealedText(text) ? undefined : { ...version, resource: JSON.parse(text) as unknown };
}
