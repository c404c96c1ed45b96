/** The practice's settings as a QuestionnaireResponse. Loaded where there are any: most looks meet none. */
import type { Extension, QuestionnaireResponse, QuestionnaireResponseItem } from 'fhir/r4';
import {
  isUsable,
  SETTING_NAMES,
  SETTING_RULES,
  standInFor,
  type SettingRule,
} from '../../domain/practice/setting-rules.ts';
import type {
  PracticeSettingsRecord,
  ServicesPreset,
  SettingChange,
  SettingName,
} from '../../domain/practice/shared-settings.ts';
import { SETTING_CODE, SETTING_EXTENSION } from '../setting-vocabulary.ts';
import { PRACTICE_SETTINGS, SERVICE_CODE } from '../vocabulary.ts';
import {
  complete,
  extension,
  identifierValue,
  instant,
  listed,
  object,
  objects,
  staff,
  text,
  type Json,
  type Reading,
} from './reading.ts';
import {
  partsOf,
  practiceMeta,
  replaceExtensions,
  staffReference,
  withExtensions,
} from './writing.ts';

/** Settings as a QuestionnaireResponse, on top of `base`. */
export function settingsToResponse(
  record: PracticeSettingsRecord,
  operationId: string,
  base?: QuestionnaireResponse,
): QuestionnaireResponse {
  const held = listed(base?.item);
  const ours = new Set<string>(SETTING_NAMES);
  return {
    ...base,
    resourceType: 'QuestionnaireResponse',
    meta: practiceMeta(base?.meta, record.practiceId),
    extension: withExtensions(base?.extension, operationId),
    identifier: { system: PRACTICE_SETTINGS, value: record.id },
    status: 'completed',
    authored: record.savedAt,
    author: staffReference(record.savedBy),
    item: [
      ...SETTING_NAMES.flatMap((name) => itemOf(name, record, held)),
      ...held.filter(({ linkId }) => !ours.has(linkId)),
    ],
  };
}

/** What nobody has decided is left as it is there, and so is what makes no sense. */
function itemOf(
  name: SettingName,
  { values, changes, unusable }: PracticeSettingsRecord,
  held: readonly QuestionnaireResponseItem[],
): readonly QuestionnaireResponseItem[] {
  const base = held.find(({ linkId }) => linkId === name);
  const value = values[name];
  if (value === undefined || unusable.includes(name)) return base === undefined ? [] : [base];
  const extensions = replaceExtensions(base?.extension, {
    [SETTING_EXTENSION]: changeExtension(changes[name], base),
  });
  return [
    {
      linkId: name,
      ...(extensions.length > 0 && { extension: extensions }),
      ...contentOf(SETTING_RULES[name], value),
    },
  ];
}

function changeExtension(
  change: SettingChange | undefined,
  base: QuestionnaireResponseItem | undefined,
): Omit<Extension, 'url'> | undefined {
  if (change === undefined) return undefined;
  return {
    extension: replaceExtensions(partsOf(base?.extension, SETTING_EXTENSION), {
      at: { valueInstant: change.at },
      by: { valueReference: staffReference(change.by) },
    }),
  };
}

type Content = Pick<QuestionnaireResponseItem, 'answer' | 'item'>;

function contentOf(rule: SettingRule, value: unknown): Content {
  switch (rule.kind) {
    case 'switch':
      return { answer: [{ valueBoolean: value === true }] };
    case 'number':
      return { answer: [{ valueInteger: Number(value) }] };
    case 'choice':
      return { answer: [{ valueCoding: { system: SETTING_CODE, code: String(value) } }] };
    case 'text':
      // FHIR has no empty text, so an empty one is an item without an answer.
      return value === '' ? {} : { answer: [{ valueString: String(value) }] };
    case 'presets': {
      const presets = value as readonly ServicesPreset[];
      return presets.length === 0 ? {} : { item: presets.map(presetItem) };
    }
  }
}

function presetItem({ name, services }: ServicesPreset): QuestionnaireResponseItem {
  const codings = services.map((code) => ({ valueCoding: { system: SERVICE_CODE, code } }));
  return {
    linkId: 'preset',
    item: [
      { linkId: 'name', answer: [{ valueString: name }] },
      ...(codings.length === 0 ? [] : [{ linkId: 'services', answer: codings }]),
    ],
  };
}

/** A QuestionnaireResponse back into settings. */
export function responseToSettings(response: Json): Reading<PracticeSettingsRecord> {
  return complete(
    {
      practice: identifierValue(response.identifier, PRACTICE_SETTINGS),
      recordedAt: instant(response.authored),
      author: staff(response.author),
    },
    ({ practice, recordedAt, author }) => ({
      id: practice,
      practiceId: practice,
      savedAt: recordedAt,
      savedBy: author,
      ...settingsIn(objects(response.item)),
    }),
  );
}

type Settings = Pick<PracticeSettingsRecord, 'values' | 'changes' | 'unusable'>;

/** One value that makes no sense takes none of the others with it: what stands in for it holds, and that is told. */
function settingsIn(items: readonly Json[]): Settings {
  const found = SETTING_NAMES.flatMap((name) => {
    const item = items.find(({ linkId }) => linkId === name);
    if (item === undefined) return [];
    const value = valueOf(SETTING_RULES[name], item);
    return [{ name, value, isUsable: isUsable(name, value), change: changeOf(item) }];
  });
  return {
    values: Object.fromEntries(
      found.map(({ name, value, isUsable: can }) => [name, can ? value : standInFor(name)]),
    ),
    changes: Object.fromEntries(
      found.flatMap(({ name, change }) => (change === undefined ? [] : [[name, change]])),
    ),
    unusable: found.filter((each) => !each.isUsable).map(({ name }) => name),
  };
}

function valueOf(rule: SettingRule, item: Json): unknown {
  const answers = objects(item.answer);
  const [answer = {}] = answers;
  switch (rule.kind) {
    case 'switch':
      return answer.valueBoolean;
    case 'number':
      return answer.valueInteger;
    case 'choice':
      return codeIn(answer, SETTING_CODE);
    case 'text':
      return answers.length === 0 ? '' : answer.valueString;
    case 'presets':
      return objects(item.item).map(presetOf);
  }
}

function presetOf({ item }: Json): { readonly name: unknown; readonly services: unknown } {
  const parts = objects(item);
  const answersTo = (link: string): readonly Json[] =>
    objects(parts.find(({ linkId }) => linkId === link)?.answer);
  return {
    name: answersTo('name')[0]?.valueString,
    services: answersTo('services').map((answer) => codeIn(answer, SERVICE_CODE)),
  };
}

function codeIn({ valueCoding }: Json, codeSystem: string): string | undefined {
  const { system, code } = object(valueCoding);
  return system === codeSystem ? text(code) : undefined;
}

function changeOf(item: Json): SettingChange | undefined {
  const mark = extension(item, SETTING_EXTENSION);
  if (mark === undefined) return undefined;
  const at = instant(extension(mark, 'at')?.valueInstant);
  const by = staff(extension(mark, 'by')?.valueReference);
  return at === undefined || by === undefined ? undefined : { at, by };
}
