/** A practice of made-up accounts, each with its four records, the same for everybody who asks with the same size. */
import type {
  AccountRecord,
  IdentityCheckRecord,
  RegistrationRecord,
  ServicesRecord,
  StaffMember,
} from '../../services/domain/records.ts';

export const PRACTICE_ID = 'A99901';
export const STAFF: StaffMember = { id: 'staff-1', name: 'Sam Okafor' };

/** One account with what belongs to it. */
export interface SampleAccount {
  readonly account: AccountRecord;
  readonly registration: RegistrationRecord;
  readonly services: ServicesRecord;
  readonly check: IdentityCheckRecord;
}

/** Day on which the first account was created. */
const START = Date.UTC(2025, 0, 6, 9);
const MINUTE = 60_000;
const IDS_OF_AN_ACCOUNT = 5;

/** The account of a number. Ids are UUIDs, codes as long as real ones. */
export function sampleAccount(number: number): SampleAccount {
  const text = random(number);
  let ids = number * IDS_OF_AN_ACCOUNT;
  // Numbered, for chance alone gives an id twice among ten thousand accounts.
  const newId = (): string => uuid(text(24), (ids += 1));
  const patientRef = newId();
  const id = newId();
  const at = new Date(START + number * MINUTE).toISOString();
  const base = { practiceId: PRACTICE_ID, patientRef };
  const isActive = number % 3 > 0;
  return {
    account: {
      ...base,
      id,
      accountId: String(number).padStart(12, '0'),
      status: isActive ? 'active' : 'created',
      createdAt: at,
      ...(isActive && { registeredAt: at, activatedAt: at }),
      enabled: number % 50 > 0,
    },
    registration: {
      ...base,
      id: newId(),
      accountKey: id,
      state: isActive ? 'used' : 'pending',
      issuedAt: at,
      expiresOn: '2026-06-30',
      activationDays: 14,
      ...(!isActive && {
        sealedCodes: text(220),
        verifiers: {
          token: { salt: text(22), hash: text(43) },
          linkageKey: { salt: text(22), hash: text(43) },
        },
      }),
    },
    services: {
      ...base,
      id: newId(),
      accountKey: id,
      services: {
        appointments: { enabled: true },
        repeats: { enabled: true },
        messaging: { enabled: true },
        'summary-data': { enabled: number % 2 > 0 },
      },
    },
    check: {
      ...base,
      id: newId(),
      date: at.slice(0, 10),
      method: 'passport',
      staff: STAFF,
      freetext: '',
      recordedAt: at,
      recordedBy: STAFF,
    },
  };
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Text of any length that compresses as badly as real codes do. */
function random(seed: number): (length: number) => string {
  let state = (seed + 1) * 2_654_435_761;
  return (length) => {
    let text = '';
    while (text.length < length) {
      state = (Math.imul(state ^ (state >>> 15), 1 | state) + 0x6d2b79f5) >>> 0;
      text += LETTERS[(state >>> 11) % 64] ?? '';
    }
    return text;
  };
}

function uuid(text: string, number: number): string {
  const chance = [...text].map((letter) => (LETTERS.indexOf(letter) % 16).toString(16)).join('');
  const hex = `${chance}${number.toString(16).padStart(8, '0')}`;
  return [8, 12, 16, 20, 32]
    .map((end, place, ends) => hex.slice(place === 0 ? 0 : ends[place - 1], end))
    .join('-');
}
