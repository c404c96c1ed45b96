import type { PracticeSettings } from '../../services/domain/practice/practice-settings.ts';
import { SYSTEM_ADMINISTRATOR } from './fake-host.ts';
import type { Product } from './product.ts';

/** Saves settings of the practice as the administrator does, and lets whoever was signed in sit down again. */
export async function saveShared(
  { host, services }: Product,
  settings: Partial<PracticeSettings>,
): Promise<void> {
  const before = host.session.value;
  host.session.set(SYSTEM_ADMINISTRATOR);
  const saved = await services.saveSettings(settings);
  host.session.set(before);
  if (!saved.ok) throw new Error(saved.failure.message);
}
