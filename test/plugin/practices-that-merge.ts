/** Two practices of which many patients move into a third one, where some of them have an account already. */
import type { Patient } from 'fhir/r4';
import type { AccountRecord } from '../../services/domain/records.ts';
import { account, identityCheck, registration, services } from '../contracts/storage-samples.ts';
import { SIAN } from '../fakes/fake-host.ts';
import { numberOf } from '../services/application/split/two-practices.ts';
import type { SharedServer } from './whole-workstation.ts';

export const NEW = { id: 'A99969', name: 'Brook Lane Surgery' };
export const OLD = [
  { id: 'A99967', name: 'Mill House' },
  { id: 'A99968', name: 'Bryn Awel Surgery' },
] as const;

/** At each old practice; the last of the first are the first of the second. */
export const EACH = 60;
const AT_BOTH = 20;
export const EVERYBODY: readonly number[] = Array.from(
  { length: 2 * EACH - AT_BOTH },
  (_, person) => person,
);

/** So many have an account at the new practice already, in turn of these kinds; spread over everybody. */
export const HELD = 50;
const KINDS = ['active', 'letter out', 'disabled', 'locked', 'basic', 'moved', 'unshared'] as const;
export type Kind = (typeof KINDS)[number];

const DAY = '2026-03-02T10:00:00.000Z';
const IN_USE = { status: 'active', registeredAt: DAY, activatedAt: DAY } as const;
const shutOutBy = (id: string): Partial<AccountRecord> => ({
  ...IN_USE,
  enabled: false,
  disabling: { id, reason: 'safeguarding', at: DAY },
});

export function peopleOf(practice: number): readonly number[] {
  return EVERYBODY.slice(practice * (EACH - AT_BOTH)).slice(0, EACH);
}

export function isAtBoth(person: number): boolean {
  return peopleOf(0).includes(person) && peopleOf(1).includes(person);
}

export function heldAs(person: number): Kind | undefined {
  const turn = person / 2;
  return Number.isInteger(turn) && turn < HELD ? KINDS[turn % KINDS.length] : undefined;
}

/** Disabled at an old practice; of those at both, at one of them alone. */
export function wasShutOut(person: number): boolean {
  return OLD.some((_, practice) => isShutOutAt(practice, person));
}

function isShutOutAt(practice: number, person: number): boolean {
  if (!peopleOf(practice).includes(person)) return false;
  if (!isAtBoth(person)) return person % 5 === 3;
  return person % 3 === 1 && practice === Math.floor(person / 6) % 2;
}

export function patient(person: number, at: string): Patient {
  return {
    ...SIAN,
    id: `${at}-${person}`,
    identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: numberOf(person) }],
    name: [{ use: 'official', given: ['Ann'], family: `Price${'abcdefghij'[person % 10] ?? ''}` }],
    birthDate: '1980-05-17',
  };
}

/** Puts on the shared record what all three practices have before anybody moves. */
export async function holdAll(server: SharedServer): Promise<void> {
  for (const [practice, { id }] of OLD.entries()) {
    const accounts = peopleOf(practice).map((person) =>
      accountAt(id, `old${practice}-${person}`, {
        ...(person % 3 === 0 ? IN_USE : {}),
        ...(isShutOutAt(practice, person) && shutOutBy(`act-${practice}-${person}`)),
      }),
    );
    await hold(server, accounts);
  }
  const there = EVERYBODY.flatMap((person) => {
    const kind = heldAs(person);
    return kind === undefined || kind === 'unshared'
      ? []
      : [accountAt(NEW.id, `new-${person}`, stateOf(kind))];
  });
  await hold(server, there);
}

function stateOf(kind: Kind): Partial<AccountRecord> {
  switch (kind) {
    case 'active':
      return IN_USE;
    case 'disabled':
      return shutOutBy('act-there');
    case 'locked':
      return {
        ...IN_USE,
        status: 'locked',
        lockedAt: DAY,
        lockedUntil: '2099-01-01T00:00:00.000Z',
      };
    case 'basic':
      return { ...IN_USE, kind: 'osu', origin: { by: 'website' } };
    case 'moved':
      return {
        ...IN_USE,
        enabled: false,
        disabling: { id: 'act-moved', reason: 'moved', at: DAY },
        movedTo: 'A99968',
        movedToName: 'Bryn Awel Surgery',
      };
    case 'letter out':
    case 'unshared':
      return {};
  }
}

let accountIds = 0;

function accountAt(practiceId: string, patientRef: string, changes: Partial<AccountRecord>) {
  accountIds += 1;
  const accountId = String(accountIds).padStart(12, '0');
  return account({ id: crypto.randomUUID(), practiceId, patientRef, accountId, ...changes });
}

async function hold(server: SharedServer, accounts: readonly AccountRecord[]): Promise<void> {
  const of = ({ id, practiceId, patientRef }: AccountRecord) => ({
    id: crypto.randomUUID(),
    ...{ practiceId, patientRef, accountKey: id },
  });
  await server.hold('account', accounts);
  await server.hold(
    'services',
    accounts.map((each) => services(of(each))),
  );
  await server.hold(
    'identity-check',
    accounts.map(({ practiceId, patientRef }) =>
      identityCheck({ id: crypto.randomUUID(), practiceId, patientRef }),
    ),
  );
  await server.hold(
    'registration',
    accounts.map((each) => {
      const isPending = each.status === 'created' && each.enabled && each.kind === undefined;
      const state = isPending ? 'pending' : 'used';
      return registration({ ...of(each), state, expiresOn: '2099-12-31' });
    }),
  );
}
