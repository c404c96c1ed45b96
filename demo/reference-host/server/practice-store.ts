import { hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { HostCodedEntry, HostStaff } from '../../../plugin/host-api.ts';
import type { ClinicalEntry, SettingsAnswer } from '../wire.ts';
import { JsonFile } from './json-file.ts';

type ByName<T> = Readonly<Record<string, T>>;

/** What practices keep in this host: settings, their secret key, entries in clinical histories. */
export interface PracticeStore {
  settings(practiceId: string): SettingsAnswer;
  /** Resolves with the settings after the change, once they are safe. */
  changeSetting(practiceId: string, key: string, value: unknown): Promise<SettingsAnswer>;
  /** 32 random bytes, made the first time they are asked for. */
  practiceKey(practiceId: string): Promise<Buffer>;
  /** 32 bytes that follow from the practice key, which cannot be found from them. */
  storageKey(practiceId: string): Promise<Buffer>;
  /** Newest first. */
  clinicalEntries(practiceId: string, patientId: string): readonly ClinicalEntry[];
  addClinicalEntry(
    practiceId: string,
    patientId: string,
    entry: HostCodedEntry,
    recordedBy: HostStaff,
  ): Promise<ClinicalEntry>;
}

/**
 * Opens what was kept in `<folder>/settings.json`, `practice-keys.json` and `clinical-entries.json`, each readable by
 * its owner only; without a folder everything is gone when the process ends.
 * @param presets settings that count until somebody changes them, e.g. the address of the patient site.
 * @throws {Error} naming the file that cannot be used.
 */
export async function openPracticeStore(
  folder: string | undefined,
  presets: () => ByName<unknown>,
): Promise<PracticeStore> {
  const open = <T>(name: string, isValue: (value: unknown) => value is T) =>
    JsonFile.open<ByName<T>>(folder && join(folder, name), {}, (all): all is ByName<T> =>
      isObject(all) ? Object.values(all).every(isValue) : false,
    );
  const settings = await open('settings.json', isSettings);
  const keys = await open('practice-keys.json', isText);
  const entries = await open('clinical-entries.json', isEntries);

  const settingsOf = (practiceId: string): SettingsAnswer => {
    const kept = settings.content[practiceId] ?? { version: 0, values: {} };
    return { version: kept.version, values: { ...presets(), ...kept.values } };
  };
  const practiceKey = async (practiceId: string): Promise<Buffer> => {
    const kept = keys.content[practiceId];
    if (kept !== undefined) return Buffer.from(kept, 'base64url');
    const made = randomBytes(32);
    await keys.replace({ ...keys.content, [practiceId]: made.toString('base64url') });
    return made;
  };
  return {
    settings: settingsOf,
    async changeSetting(practiceId, key, value) {
      const kept = settings.content[practiceId] ?? { version: 0, values: {} };
      const next = { version: kept.version + 1, values: { ...kept.values, [key]: value } };
      await settings.replace({ ...settings.content, [practiceId]: next });
      return settingsOf(practiceId);
    },
    practiceKey,
    async storageKey(practiceId) {
      const key = await practiceKey(practiceId);
      return Buffer.from(hkdfSync('sha256', key, '', 'storage at workstations', 32));
    },
    clinicalEntries(practiceId, patientId) {
      const all = entries.content[practiceId] ?? [];
      return all.filter((entry) => entry.patientId === patientId).reverse();
    },
    async addClinicalEntry(practiceId, patientId, entry, recordedBy) {
      const recordedAt = new Date().toISOString();
      const added = { ...entry, id: randomUUID(), patientId, recordedAt, recordedBy };
      const all = [...(entries.content[practiceId] ?? []), added];
      await entries.replace({ ...entries.content, [practiceId]: all });
      return added;
    },
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isSettings(value: unknown): value is SettingsAnswer {
  return isObject(value) && typeof value.version === 'number' && isObject(value.values);
}

/** Only this store writes the file, so what tells the entries apart from damage is enough. */
function isEntries(value: unknown): value is readonly ClinicalEntry[] {
  return Array.isArray(value) && value.every((entry) => isObject(entry) && isText(entry.code));
}
