import type { AuditEvent, Provenance } from 'fhir/r4';
import { Staff } from './pages/reference-host.ts';
import { expect, test } from './server-fixture.ts';

const AISHA = 'Aisha Kelsall';
const MARTIN = 'Martin Dewhirst';

/** Who took part in an audit row, by role. */
function takingPart({ agent }: AuditEvent | Provenance): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    (agent as readonly Provenance['agent'][number][]).map(({ type, who }) => [
      type?.coding?.[0]?.code ?? '',
      who.display,
    ]),
  );
}

test('what one did for safety another cannot undo unasked and untold: button, menu, keys, next sign-in', async ({
  workstationA,
  sharedRecord,
  page,
}) => {
  const { tab } = workstationA;

  await test.step('a receptionist makes an account, and disables it while nothing gets through to the record', async () => {
    await workstationA.openTab('Entwhistle');
    await tab.createShared('harold@mail.example');
    await page.route('**/fhir/R4/**', (route) =>
      route.request().method() === 'GET' ? route.fallback() : route.abort('connectionreset'),
    );
    await tab.tick('Global', false);
    await expect(tab.unsentWork).toHaveCount(1);
    await expect(tab.sync).toContainText(/audit entr(y|ies) waits?/);
  });

  await test.step('a system administrator may not discard it: button, menu and keys refuse in words', async () => {
    await workstationA.signIn(Staff.administrator);
    await workstationA.openTab('Entwhistle');
    const discard = tab.unsentWork.getByRole('button', { name: /^Discard/ });
    await expect(discard).toBeDisabled();
    await expect(tab.unsentWork).toContainText('the right that doing it took');
    await page.getByRole('button', { name: 'Actions' }).click();
    await page.getByRole('button', { name: 'Print Registration Letter' }).click();
    await expect(workstationA.notifications).toContainText('Your role may not do this.');
    await workstationA.notifications.getByRole('button').first().click();
    await page.keyboard.press('Control+Alt+l');
    await expect(workstationA.notifications).toContainText('Your role may not do this.');
  });

  await test.step('a manager has to say why', async () => {
    await workstationA.signIn(Staff.manager);
    await workstationA.openTab('Entwhistle');
    await tab.unsentWork.getByRole('button', { name: /^Discard/ }).click();
    await tab.dialog.getByRole('button', { name: 'Discard', exact: true }).click();
    await expect(tab.dialog).toContainText('Say why it is discarded');
    await tab.dialog.getByLabel('Reason').fill('The patient was mistaken for another.');
    await tab.dialog.getByRole('button', { name: 'Discard', exact: true }).click();
    await expect(tab.dialog).toBeHidden();
    await expect(tab.unsentWork).toHaveCount(0);
  });

  await test.step('the receptionist is told at the next sign-in, with another patient open', async () => {
    await page.unroute('**/fhir/R4/**');
    await workstationA.signIn(Staff.receptionist);
    await workstationA.openTab('Nightingale-Frost');
    const notice = tab.sync.getByRole('group', { name: 'Something you did was discarded' });
    await expect(notice).toContainText(/ENTWHISTLE/);
    await expect(notice).toContainText(`${MARTIN} discarded it`);
    await expect(notice).toContainText('The patient was mistaken for another.');
    await page.reload();
    await workstationA.openTab('Nightingale-Frost');
    await notice.getByRole('button', { name: 'Acknowledge' }).click();
    await expect(notice).toBeHidden();
    await tab.untilShared();
  });

  await test.step('the shared record says who did what, why, and who sent it', async () => {
    await expect(tab.sync).not.toContainText('audit entr');
    const done = await sharedRecord.all<Provenance>('Provenance');
    const of = (action: string): readonly Provenance[] =>
      done.filter(({ activity }) => activity?.coding?.[0]?.code === action);
    const [decision] = of('resolve-conflict');
    expect(decision?.reason?.[0]?.text).toBe('The patient was mistaken for another.');
    expect(decision && takingPart(decision)).toMatchObject({ author: MARTIN });
    expect(of('change-services').map(takingPart)).toMatchObject([{ author: AISHA }]);
    expect(of('acknowledge-notice').map(takingPart)).toMatchObject([
      { author: AISHA, transmitter: AISHA },
    ]);
    const looks = (await sharedRecord.all<AuditEvent>('AuditEvent')).filter(
      ({ subtype }) => subtype?.[0]?.code === 'open-tab',
    );
    const openers = new Set(looks.map((look) => takingPart(look).author));
    expect(openers).toEqual(new Set([AISHA, MARTIN, 'Joanne Tully']));
    // Aisha three times (once more after the reload), Martin once, Joanne once.
    expect(looks.length).toBe(5);
  });
});
