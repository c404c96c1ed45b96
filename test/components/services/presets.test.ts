import { expect } from '@open-wc/testing';
import { ready, withAccount } from '../../fakes/tab-views.ts';
import { openTab, type Screen } from '../open.ts';

const PRESETS = [
  { name: 'Appointments and repeats only', services: ['appointments', 'repeats'] },
  { name: 'Acutes too', services: ['repeats', 'acutes'] },
] as const;

function button(screen: Screen, name: string): HTMLElement {
  const found = screen.all('#presets button').find((each) => each.textContent.trim() === name);
  if (found === undefined) throw new Error(`There is no preset ${name}.`);
  return found;
}

function ticks(screen: Screen): readonly string[] {
  return screen
    .all('[id^="enabled-"]')
    .filter((each) => each instanceof HTMLInputElement && each.checked)
    .map(({ id }) => id.replace('enabled-', ''));
}

async function opened(changes: object = {}): Promise<Screen> {
  const screen = await openTab(ready({ ...withAccount('active'), presets: PRESETS, ...changes }));
  await screen.sees('Presets: tick the services of');
  return screen;
}

describe('presets beside a patient’s services', () => {
  it('are not there while the practice has none', async () => {
    const screen = await openTab(ready(withAccount('active')));
    expect(screen.has('#presets')).to.equal(false);
  });

  it('tick their services and untick the others in one click, and save nothing', async () => {
    const screen = await opened();
    await screen.isAccessible();
    button(screen, 'Appointments and repeats only').click();
    await screen.settled();
    expect(ticks(screen)).to.deep.equal(['global', 'appointments', 'repeats']);
    expect(screen.services.inputs('changeServices')).to.deep.equal([]);
    expect(screen.said).to.include(
      'The services of Appointments and repeats only are ticked. Nothing is saved yet.',
    );
    await screen.isAccessible();
    await screen.click('#cancel');
    expect(ticks(screen)).to.include('messaging');
  });

  it('leave out what the practice does not offer, and name it', async () => {
    const view = withAccount('active');
    const services = view.services.map((row) =>
      row.name === 'repeats' ? { ...row, enabled: false, offeredByPractice: false } : row,
    );
    const screen = await opened({ services });
    button(screen, 'Appointments and repeats only').click();
    await screen.sees('they cannot be ticked here now: Repeats.');
    expect(ticks(screen)).to.deep.equal(['global', 'appointments']);
    await screen.isAccessible();
  });

  it('leave a tick as it is that the practice does not offer any more: it comes back with the practice’s', async () => {
    const view = withAccount('active');
    const services = view.services.map((row) =>
      row.name === 'repeats' ? { ...row, enabled: true, offeredByPractice: false } : row,
    );
    const screen = await opened({ services });
    button(screen, 'Appointments and repeats only').click();
    await screen.sees('they cannot be ticked here now: Repeats.');
    expect(ticks(screen)).to.deep.equal(['global', 'appointments', 'repeats']);
  });

  it('switch nothing on for whom nobody is let in', async () => {
    const view = withAccount('active');
    const services = view.services.map((row) =>
      row.name === 'acutes' ? { ...row, enabled: false } : row,
    );
    const screen = await opened({ services, nobodyLetIn: 'The patient has died.' });
    button(screen, 'Acutes too').click();
    await screen.sees('they cannot be ticked here now: Acutes.');
    expect(ticks(screen)).not.to.include('acutes');
  });

  it('change nothing for who may not change services', async () => {
    const reason = 'Your role may not change services.';
    const view = withAccount('active');
    const can = { ...view.can, changeServices: { allowed: false, reason } };
    const screen = await opened({ can });
    const before = ticks(screen);
    const preset = button(screen, 'Appointments and repeats only');
    expect(preset.getAttribute('aria-disabled')).to.equal('true');
    preset.click();
    await screen.settled();
    expect(ticks(screen)).to.deep.equal(before);
  });
});
