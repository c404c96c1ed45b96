import { expectAccessible } from './pages/axe.ts';
import { Keyboard } from './pages/keyboard.ts';
import { Staff } from './pages/reference-host.ts';
import { expect, test } from './server-fixture.ts';

test('a practice manager sees who has a letter and never used it, and opens one of them with the keyboard', async ({
  workstationA,
  openWorkstation,
}) => {
  await (await workstationA.openTab('Entwhistle')).createShared('harold@mail.example');
  await (await workstationA.openTab('Pritchard')).createShared('sian@mail.example');
  await workstationA.signIn(Staff.manager);
  const { page, main } = workstationA;
  await workstationA.openAccounts();
  await expect(main.getByRole('button', { name: 'All accounts, 2' })).toBeVisible();
  const grid = main.getByRole('grid', { name: 'Letter or codes not used yet' });
  await expect(grid).toHaveAttribute('aria-rowcount', '3');
  await expect(grid.getByRole('row').filter({ hasText: /entwhistle/i })).toContainText('Created');
  await expect(grid.getByRole('row').filter({ hasText: /pritchard/i })).toContainText(
    'no letter yet',
  );

  // Somebody else makes an account meanwhile.
  const workstationB = await openWorkstation('B');
  await (await workstationB.openTab('Reed')).createShared('reed@mail.example');
  await expect(main.getByRole('button', { name: 'All accounts, 3' })).toBeVisible();
  await expect(grid.getByRole('row')).toHaveCount(4);

  const keys = new Keyboard(page);
  const first = grid.getByRole('button').first();
  const name = (await first.textContent())?.trim() ?? '';
  await keys.tabTo(first);
  await keys.press('ArrowDown');
  await keys.press('ArrowUp');
  await expect(first).toBeFocused();
  await keys.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name.split(',')[0] ?? name);
});

test('somebody is found by name and by Account ID, and by what the record says', async ({
  workstationA,
}) => {
  const tab = await workstationA.openTab('Entwhistle');
  await tab.createShared('harold@mail.example');
  const accountId = /\d{4} \d{4} \d{4}/.exec((await tab.account.textContent()) ?? '')?.[0] ?? '';
  await workstationA.openAccounts();
  const { main } = workstationA;
  for (const typed of ['entwhistle', accountId, accountId.slice(0, 6)]) {
    await main.getByRole('searchbox', { name: 'Find an account' }).fill(typed);
    await main.getByRole('button', { name: 'Find', exact: true }).click();
    const found = main.getByRole('grid', { name: `Found for “${typed}”` });
    await expect(found.getByRole('button', { name: /entwhistle/i })).toBeVisible();
  }
  await main.getByRole('button', { name: 'No verified email' }).click();
  await expect(main.getByText(/looked at, as of \d\d:\d\d/)).toBeVisible();
  await expect(main.getByText('Nobody is on this list.', { exact: true })).toBeVisible();
});

test('whoever signs in next sees nobody of it, and who may not is told why', async ({
  workstationA,
}) => {
  await (await workstationA.openTab('Entwhistle')).createShared('harold@mail.example');
  await workstationA.openAccounts();
  const { main, page } = workstationA;
  await expect(main.getByRole('button', { name: /entwhistle/i })).toBeVisible();
  await workstationA.signIn(Staff.administrator);
  await expect(page.getByText(/entwhistle/i)).toHaveCount(0);
  await workstationA.openPracticeView();
  await expect(main.locator('.message').getByText('Your role may not do this.')).toBeVisible();
  await expect(main.getByRole('grid')).toHaveCount(0);
});

test.describe('looked at with axe', () => {
  test.use({ bypassCSP: true });

  test('the page of accounts keeps nobody out, in every state and at 320 pixels', async ({
    workstationA,
  }) => {
    await (await workstationA.openTab('Entwhistle')).createShared('harold@mail.example');
    await workstationA.openAccounts();
    const { main, page } = workstationA;
    await expect(main.getByRole('button', { name: /entwhistle/i })).toBeVisible();
    await expectAccessible(page, 'a list with somebody on it');
    await main.getByRole('button', { name: 'What is this? Accounts of the practice' }).click();
    await expectAccessible(page, 'with its help');
    await main.getByRole('button', { name: /^Locked/ }).click();
    await expect(main.getByText('Nobody is on this list.', { exact: true })).toBeVisible();
    await expectAccessible(page, 'an empty list');
    await main.getByRole('button', { name: /^All accounts/ }).click();
    await page.setViewportSize({ width: 320, height: 640 });
    await expect(main.getByRole('grid')).toBeVisible();
    await expectAccessible(page, 'at 320 pixels');
  });
});
