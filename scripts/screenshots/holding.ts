import type { Page, Request } from '@playwright/test';
import { firstValueFrom, Subject } from 'rxjs';

/**
 * Requests to the shared record wait, all of them or those of a kind, once so many have gone through; until they are let go
 * by what this gives.
 */
export async function holdRequests(
  page: Page,
  isHeld: (request: Request) => boolean = () => true,
  after = 0,
): Promise<() => void> {
  const held = new Subject<void>();
  let passed = 0;
  await page.route('**/fhir/R4/**', async (route) => {
    if (isHeld(route.request())) {
      if (passed >= after) await firstValueFrom(held, { defaultValue: undefined });
      passed += 1;
    }
    await route.continue();
  });
  return () => {
    held.complete();
  };
}
