import type { HostStaff } from '../../../plugin/host-api.ts';
import type { PracticeWithStaff } from '../wire.ts';

/** Roles that the staff switcher shows. What each may do is in permissions.ts. */
export const Role = {
  receptionist: 'Receptionist',
  practiceManager: 'Practice manager',
  systemAdministrator: 'System administrator',
} as const;

/**
 * Invented practices, one a nation, and one to which patients of the English one can move. Their codes have the shape of practice codes in each nation and belong to
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
    gps: gps('1', 'Dr Owen Farrow', 'Dr Priya Raman', 'Dr Martha Ellwood'),
  },
  {
    id: 'W99968',
    name: 'Meddygfa Glan-y-Nant',
    nation: 'wales',
    address: ['Heol yr Afon', 'Llanfair Glan-y-Nant', 'Sir Gwynfa', 'ZZ99 3GZ'],
    phone: '01632 960901',
    staff: team('2', 'Aled Morgan', 'Eleri Wynne-Parry', 'Huw Cadwaladr'),
    gps: gps('2', 'Dr Gwen Tudor', 'Dr Rhys Maddocks'),
  },
  {
    id: 'S99968',
    name: 'Corriebeg Medical Practice',
    nation: 'scotland',
    address: ['3 Shore Brae', 'Corriebeg', 'Glen Tarven', 'ZZ99 1WZ'],
    phone: '01632 960902',
    staff: team('3', 'Eilidh Farquhar', 'Gordon MacAskill', 'Isla Dunnett'),
    gps: gps('3', 'Dr Fiona Kerrigan'),
  },
  {
    id: 'Z99968',
    name: 'Drumcarrow Health Centre',
    nation: 'northern-ireland',
    address: ['20 Linen Hall Lane', 'Drumcarrow', 'County Lagan', 'ZZ99 2WZ'],
    phone: '01632 960903',
    staff: team('4', 'Niamh Gilfedder', 'Conor Magennis', 'Ruth Abernethy'),
    gps: gps('4', 'Dr Brendan Toner'),
  },
  {
    id: 'A99969',
    name: 'Brook Lane Surgery',
    nation: 'england',
    address: ['7 Brook Lane', 'Hollinbeck', 'West Thornshire', 'ZZ99 3VX'],
    phone: '01632 960904',
    staff: team('5', 'Sunita Rao', 'Deborah Finch', 'Graham Oakley'),
    gps: gps('5', 'Dr Helen Marsh'),
  },
];

/** The practice with this code. */
export function practiceWithId(id: string): PracticeWithStaff | undefined {
  return PRACTICES.find((practice) => practice.id === id);
}

/** Twelve digits like an SDS user id, starting with zeros, which are not issued. */
function staffId(digit: string, last: number): string {
  return `0000000000${digit}${last}`;
}

function gps(digit: string, ...names: readonly string[]): HostStaff[] {
  return names.map((name, at) => ({ id: staffId(digit, at + 5), name, role: 'GP' }));
}

function team(
  digit: string,
  reception: string,
  manager: string,
  administrator: string,
): HostStaff[] {
  return [
    { id: staffId(digit, 1), name: reception, role: Role.receptionist },
    { id: staffId(digit, 2), name: manager, role: Role.practiceManager },
    { id: staffId(digit, 3), name: administrator, role: Role.systemAdministrator },
  ];
}
