import manifest from '../../manifest.json' with { type: 'json' };
import { currentOf, hold, same, text } from './expectations.ts';
import { type HostCheck, promise } from './host-check.ts';

const NATIONS: readonly string[] = ['england', 'wales', 'scotland', 'northern-ireland'];

/** Who and where: version, practice, session, appearance, log. */
export const identityChecks: readonly HostCheck[] = [
  promise('states the version of the interface as x.y.z', ({ version }) => {
    hold(/^\d+\.\d+\.\d+$/.test(version), `version: x.y.z expected, got ${version}`);
  }),
  promise('names the workstation and the practice, and keeps to it', (host) => {
    const { id, name, address, nation, phone } = host.practice;
    text(host.workstationId, 'workstationId');
    text(id, 'practice.id');
    text(name, 'practice.name');
    hold(Array.isArray(address), 'practice.address: list of lines expected');
    address.forEach((line) => {
      text(line, 'practice.address: line');
    });
    if (phone !== undefined) text(phone, 'practice.phone');
    hold(NATIONS.includes(nation), `practice.nation: ${nation} is none of ${NATIONS.join(', ')}`);
    same(host.practice, { ...host.practice }, 'practice, asked again');
  }),
  promise('tells at once who is signed in and what they may do', async (host, { signInWith }) => {
    await signInWith?.('onlineServices.view');
    const session = currentOf(host.session, 'session');
    hold(session !== null, 'session: somebody signed in expected');
    text(session.id, 'session.id');
    text(session.staff.id, 'session.staff.id');
    text(session.staff.name, 'session.staff.name');
    text(session.staff.role, 'session.staff.role');
    const declared = manifest.permissions.map(({ id }) => id);
    const unknown = session.permissions.filter((name) => !declared.includes(name));
    same(unknown, [], 'session.permissions that the manifest does not declare');
    hold(session.permissions.length > 0, 'session.permissions: none');
  }),
  promise('names the people of the practice, each once, where it names them', ({ colleagues }) => {
    if (colleagues === undefined) return;
    const people = currentOf(colleagues, 'colleagues');
    hold(people.length > 0, 'colleagues: nobody; a host that cannot tell leaves it out');
    for (const { id, name, role } of people) {
      text(id, 'colleagues: id');
      text(name, 'colleagues: name');
      text(role, 'colleagues: role');
    }
    const ids = people.map(({ id }) => id);
    same(ids, [...new Set(ids)], 'colleagues: ids');
  }),
  promise('tells at once how it looks and speaks', ({ appearance }) => {
    const theme: string = currentOf(appearance.theme, 'appearance.theme');
    hold(['light', 'dark'].includes(theme), `appearance.theme: light or dark, not ${theme}`);
    const locale = currentOf(appearance.locale, 'appearance.locale');
    // Throws a RangeError that names what is no language tag.
    hold(Intl.getCanonicalLocales(locale).length === 1, 'appearance.locale: one language tag');
  }),
  promise(
    'takes lines for the technical log, notices and context keys without a word',
    ({ log, dialogs, contextKeys }) => {
      for (const level of ['debug', 'info', 'warn', 'error'] as const) {
        log.write(level, 'Line of the host contract');
        log.write(level, 'Line of the host contract', { text: 'a', number: 1, yes: true });
      }
      dialogs.notify('info', 'The host contract is being checked.');
      for (const value of ['a', 1, true, undefined]) {
        contextKeys.set('onlineServices.hostContract', value);
      }
    },
  ),
];
