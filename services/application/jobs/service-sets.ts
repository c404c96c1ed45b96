/** Sets of services that accounts of many can be created with. */
import type { PracticeSettings } from '../../domain/practice/practice-settings.ts';
import type { Nation } from '../../domain/patient/patient-identifier.ts';
import {
  defaultTick,
  isRecordService,
  servicesOf,
} from '../../domain/services/service-entitlements.ts';
import { visibleText, words } from '../../words/words.ts';
import type { ServiceSetView } from './jobs-view.ts';

/** The usual set first, then the practice's presets: of what the practice offers, and never a view of the record. */
export function serviceSets(
  { services: offered, presets }: Pick<PracticeSettings, 'services' | 'presets'>,
  nation: Nation,
): readonly ServiceSetView[] {
  const usual = servicesOf(nation).filter((name) => defaultTick(name, offered[name]));
  return [
    { label: words('jobs').dialog.usualServices, services: usual },
    ...presets.map(({ name, services }) => ({
      label: visibleText(name),
      services: servicesOf(nation).filter(
        (service) => services.includes(service) && offered[service] && !isRecordService(service),
      ),
    })),
  ];
}
