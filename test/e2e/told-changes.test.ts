import type { Subscription } from 'fhir/r4';
import { Staff } from './pages/reference-host.ts';
import { expect, onlyOnTheEmbeddedServer, test } from './server-fixture.ts';

test('a change at one workstation is on the screen of an idle one, which the server tells', async ({
  host,
  openWorkstation,
  sharedRecord,
}) => {
  onlyOnTheEmbeddedServer('What a server of others tells does not come through the gateway.');
  await host.open(Staff.administrator);
  await host.setActivated(true);
  // Longer than any test waits: looks of its own do not bring it.
  await host.setSecondsBetweenChecks(300);
  await host.signIn(Staff.receptionist);
  const tabA = await host.openTab('Entwhistle');

  const workstationB = await openWorkstation('B');
  const tabB = await workstationB.openTab('Entwhistle');
  const kindsAtBoth = 2 * 5;
  await expect.poll(() => sharedRecord.all<Subscription>('Subscription')).toHaveLength(kindsAtBoth);

  await tabA.createShared('harold@mail.example');
  await expect(tabB.pills).toHaveText('Created');
  const enabledAtB = tabB.services.getByLabel('Global: enabled');
  await expect(enabledAtB).toBeChecked();
  await tabA.tick('Global', false);
  await expect(enabledAtB).not.toBeChecked();
});
