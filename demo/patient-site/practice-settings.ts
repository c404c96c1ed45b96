import type { QuestionnaireResponse, QuestionnaireResponseItem } from 'fhir/r4';
import { defaultOf, isUsable } from '../../services/domain/practice/setting-rules.ts';
import type { SettingName, SettingValues } from '../../services/domain/practice/shared-settings.ts';
import type { ServiceName } from '../../services/domain/records.ts';
import { PRACTICE_SETTINGS, PRACTICE_TAG } from '../../services/fhir/vocabulary.ts';
import type { FhirGateway } from './fhir-gateway.ts';

/** What the website goes by of a practice's settings: docs/fhir-mapping.md, "Practice settings". */
export interface SiteSettings {
  /** Whether the practice offers a service; where it has not said, the patient's own tick decides. */
  readonly isOffered: (service: ServiceName) => boolean;
  readonly welcomeMessage: string;
  /** Whether accounts that were set up for children end at 16, and how many days before that their owners are told. */
  readonly suspendAtSixteen: boolean;
  readonly warnBeforeSixteenDays: number;
  /** Whether a patient may make a basic account without a letter. */
  readonly osuAllowed: boolean;
}

/**
 * The practice's settings as they are now: read anew each time, so that a change is followed at once.
 * @throws {FhirUnavailableError}
 */
export async function practiceSettings(
  fhir: FhirGateway,
  practiceId: string | undefined,
): Promise<SiteSettings> {
  const held = practiceId === undefined ? undefined : await settingsOf(fhir, practiceId);
  const valueOf = <N extends SettingName>(name: N): SettingValues[N] | undefined => {
    const item = held?.item?.find(({ linkId }) => linkId === name);
    return item && usable(name, item);
  };
  return {
    isOffered: (service) => valueOf(`services.${service}`) ?? true,
    welcomeMessage: valueOf('welcomeMessage') ?? '',
    suspendAtSixteen: valueOf('suspendAtSixteen') ?? defaultOf('suspendAtSixteen'),
    warnBeforeSixteenDays: valueOf('warnBeforeSixteenDays') ?? defaultOf('warnBeforeSixteenDays'),
    osuAllowed: valueOf('osuAllowed') ?? false,
  };
}

/** Should there be two for one practice, the one that was saved last counts. */
async function settingsOf(
  fhir: FhirGateway,
  practiceId: string,
): Promise<QuestionnaireResponse | undefined> {
  const found = await fhir.search<QuestionnaireResponse>('QuestionnaireResponse', {
    identifier: `${PRACTICE_SETTINGS}|${practiceId}`,
    _tag: `${PRACTICE_TAG}|${practiceId}`,
  });
  return found.reduce<QuestionnaireResponse | undefined>(
    (one, other) => (one !== undefined && savedAt(one) >= savedAt(other) ? one : other),
    undefined,
  );
}

function savedAt({ authored = '' }: QuestionnaireResponse): number {
  return Date.parse(authored) || 0;
}

/** What makes no sense has its default. */
function usable<N extends SettingName>(
  name: N,
  { answer = [] }: QuestionnaireResponseItem,
): SettingValues[N] {
  const [{ valueBoolean, valueInteger, valueString } = {}] = answer;
  const value =
    name === 'welcomeMessage' && answer.length === 0
      ? ''
      : (valueBoolean ?? valueInteger ?? valueString);
  return isUsable(name, value) ? (value as SettingValues[N]) : defaultOf(name);
}
