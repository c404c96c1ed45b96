import { type APIRequestContext, expect } from '@playwright/test';
import { PRACTICES, Role } from '../../../demo/reference-host/server/practices.ts';
import type { SignInAnswer } from '../../../demo/reference-host/wire.ts';

/** As an administrator of the first practice has set it before the story begins, without the screens for it. */
export async function activateOnlineServices(request: APIRequestContext): Promise<void> {
  const [practice] = PRACTICES;
  const administrator = practice?.staff.find(({ role }) => role === Role.systemAdministrator);
  const signIn = await request.post('/host-api/sign-in', {
    data: { practiceId: practice?.id, staffId: administrator?.id },
  });
  await expect(signIn).toBeOK();
  const { accessToken } = (await signIn.json()) as SignInAnswer;
  const headers = { Authorization: `Bearer ${accessToken}` };
  const saved = await request.put('/host-api/settings', {
    headers,
    data: { key: 'onlineServices.activated', value: true },
  });
  await expect(saved).toBeOK();
  await expect(await request.post('/host-api/sign-out', { headers, data: {} })).toBeOK();
}
