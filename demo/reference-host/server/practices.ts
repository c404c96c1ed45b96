import type { HostStaff } from '../../../plugin/host-api.ts';
import type { PracticeWithStaff } from '../wire.ts';

/** Roles that the staff switcher shows. What each may do is in permissions.ts. */
export const Role = {
  receptionist: 'Receptionist',
  practiceManager: 'Practice manager',
  systemAdministrator: 'System administrator',
} as const;

/**
 * Four invented practices, one a nation. Their codes have the shape of practice codes in each nation and belong to
 * nobody; the phone numbers are from the ranges kept for drama.
 */
export const PRACTICES: readonly PracticeWithStaff[] = [
  {
    id: 'A99968',
    name: 'Hollin Bank Surgery',
    nation: 'england',
    address: ['1 Hollin Bank', 'Hollinbeck', 'West Thornshire', 'ZZ99 3VZ'],
    phone: '01632 960900',
    staff: team('1', 'Aisha Kelsall', 'Martin Dewhirst', 'Joanne Tully'),
  },
  {
    id: 'W99968',
    name: 'Meddygfa Glan-y-Nant',
    nation: 'wales',
    address: ['Heol yr Afon', 'Llanfair Glan-y-Nant', 'Sir Gwynfa', 'ZZ99 3GZ'],
    phone: '01632 960901',
    staff: team('2', 'Aled Morgan', 'Eleri Wynne-Parry', 'Huw Cadwaladr'),
  },
  {
    id: 'S99968',
    name: 'Corriebeg Medical Practice',
    nation: 'scotland',
    address: ['3 Shore Brae', 'Corriebeg', 'Glen Tarven', 'ZZ99 1WZ'],
    phone: '01632 960902',
    staff: team('3', 'Eilidh Farquhar', 'Gordon MacAskill', 'Isla Dunnett'),
  },
  {
    id: 'Z99968',
    name: 'Drumcarrow Health Centre',
    nation: 'northern-ireland',
    address: ['20 Linen Hall Lane', 'Drumcarrow', 'County Lagan', 'ZZ99 2WZ'],
    phone: '01632 960903',
    staff: team('4', 'Niamh Gilfedder', 'Conor Magennis', 'Ruth Abernethy'),
  },
];

/** The practice with this code. */
export function practiceWithId(id: string): PracticeWithStaff | undefined {
  return PRACTICES.find((practice) => practice.id === id);
}

function team(
  digit: string,
  reception: string,
  manager: string,
  administrator: string,
): HostStaff[] {
  // Twelve digits like an SDS user id, starting with zeros, which are not issued.
  const id = (last: string): string => `0000000000${digit}${last}`;
  return [
    { id: id('1'), name: reception, role: Role.receptionist },
    { id: id('2'), name: manager, role: Role.practiceManager },
    { id: id('3'), name: administrator, role: Role.systemAdministrator },
  ];
}
