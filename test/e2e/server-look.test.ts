import { Staff } from './pages/reference-host.ts';
import { expect, test } from './server-fixture.ts';

test('an administrator reads once, in words, what will not work with the server', async ({
  host,
  page,
}) => {
  await page.route(/\/metadata\?/, async (route) => {
    const answer = await route.fetch();
    const statement = (await answer.json()) as Record<string, unknown>;
    await route.fulfill({ response: answer, json: { ...statement, fhirVersion: '5.0.0' } });
  });
  const found = host.main.getByText('It speaks FHIR 5.0.0.');
  const shared = host.main.getByRole('heading', { name: 'Shared record' });
  await host.openActivated();
  const tab = await host.openTab('Entwhistle');
  await tab.untilShared();
  await host.openControlPanel();
  await expect(shared).toBeVisible();
  await expect(found, 'a receptionist').toHaveCount(0);

  await host.signIn(Staff.administrator);
  await expect(found).toBeVisible();
  await expect(host.main.getByText('Online Services will not work with this server')).toBeVisible();
  await host.main.getByRole('button', { name: 'I have read this' }).click();
  await expect(found).toHaveCount(0);
  await page.reload();
  await host.signIn(Staff.administrator);
  await host.openControlPanel();
  await expect(shared).toBeVisible();
  await expect(found).toHaveCount(0);
});
