import { DEFAULT_SETTINGS } from '../../services/domain/practice/shared-settings.ts';
import type {
  AccountView,
  IdentityCheckView,
  ReadyTabView,
  ServiceView,
  SettingsView,
  TabView,
  UnsentWorkView,
} from '../../services/application/views.ts';
import type { AccountStatus } from '../../services/domain/records.ts';

/** View models of a synthetic patient, whole and believable; tests change what they are about. */

export const MAIR = {
  ref: 'patient-1',
  name: 'Mair Llewelyn',
  birthDate: '1958-03-14',
  patientId: '999 000 0018',
  patientIdLabel: 'NHS number',
} as const;

export const LUKASZ = {
  ref: 'patient-2',
  name: 'Łukasz Wiśniewski',
  birthDate: '1990-11-02',
  patientId: '999 000 0026',
  patientIdLabel: 'NHS number',
} as const;

const YES = { allowed: true } as const;
export const NO_SENSE = { allowed: false, reason: 'Not now.', hidden: true } as const;

export const PASSPORT: IdentityCheckView = {
  id: 'check-1',
  date: '2026-11-22',
  methodLabel: 'Passport',
  staffName: 'Aled Morgan',
  freetext: 'Seen at the desk.',
  recordedAt: '2026-11-22T14:05:00.000Z',
  recordedByName: 'Aled Morgan',
  unsent: false,
};

export const STRUCK: IdentityCheckView = {
  id: 'check-2',
  date: '2026-11-20',
  methodLabel: 'Personal Vouch',
  staffName: 'Dr Siân Ó Dónaill',
  freetext: 'Known since 2004.',
  recordedAt: '2026-11-20T09:00:00.000Z',
  recordedByName: 'Aled Morgan',
  unsent: true,
  enteredInError: {
    at: '2026-11-20T09:10:00.000Z',
    byName: 'Aled Morgan',
    reason: 'Recorded for the wrong patient.',
  },
};

const SERVICE_LABELS: readonly (readonly [ServiceView['name'], string, string])[] = [
  ['global', 'Global', 'Everything is off and the patient cannot sign in.'],
  ['appointments', 'Appointments', 'No booking online.'],
  ['repeats', 'Repeats', 'No ordering of repeat medicines.'],
  ['acutes', 'Acutes', 'No ordering of past acute medicines.'],
  ['messaging', 'Patient Messaging', 'No messages to the practice.'],
  ['summary-data', 'Summary Data', 'The summary is not shown.'],
  ['detailed-coded-record', 'Detailed Coded Record', 'The coded record is not shown.'],
  ['pharmacy-nomination-view', 'Pharmacy Nomination View', 'The nominated pharmacy is not shown.'],
  ['pharmacy-nomination-update', 'Pharmacy Nomination Update', 'The pharmacy cannot be changed.'],
];

export const SERVICES: readonly ServiceView[] = SERVICE_LABELS.map(([name, label, effect]) => ({
  name,
  label,
  effect,
  enabled: name !== 'detailed-coded-record',
  notes: name === 'messaging' ? 'Agreed by phone' : '',
  offeredByPractice: name !== 'acutes',
  ...(/summary|record/.test(name) && { showsRecord: true as const }),
}));

/** No account yet, identity checked, everything allowed that makes sense. */
export const BEFORE_ACCOUNT: ReadyTabView = {
  patient: MAIR,
  today: '2026-11-22',
  staff: { id: 'staff-1', name: 'Aled Morgan' },
  staffChoices: [
    { id: 'staff-1', name: 'Aled Morgan' },
    { id: 'staff-2', name: 'Dr Siân Ó Dónaill' },
  ],
  contacts: [
    {
      id: 'email-1',
      type: 'email',
      value: 'mair.llewelyn@mail.example',
      verified: true,
      preferred: true,
    },
    { id: 'email-2', type: 'email', value: 'mair@work.example', verified: false, preferred: false },
    { id: 'mobile-1', type: 'mobile', value: '07700900123', verified: true, preferred: true },
  ],
  preferredEmail: {
    id: 'email-1',
    type: 'email',
    value: 'mair.llewelyn@mail.example',
    verified: true,
    preferred: true,
  },
  emailSharedBy: 0,
  identityChecks: [PASSPORT],
  services: SERVICES,
  letterAtHand: true,
  can: {
    createAccount: YES,
    recordIdentityCheck: YES,
    markIdentityCheckEnteredInError: YES,
    changeServices: YES,
    reviewRecordAccess: YES,
    previewLetter: NO_SENSE,
    printLetter: NO_SENSE,
    saveLetter: NO_SENSE,
    issueNewCodes: NO_SENSE,
    resetAccount: NO_SENSE,
    unlockAccount: NO_SENSE,
    saveContact: YES,
  },
  sync: {
    phase: 'idle',
    summary: 'Up to date.',
    tone: 'good',
    lastPulledAt: '2026-11-22T14:05:00.000Z',
    work: [],
    notices: [],
    otherWaiting: 0,
    otherNeedingAttention: 0,
    workIds: [],
    auditRowsWaiting: 0,
  },
};

const ACCOUNTS: Readonly<
  Record<AccountStatus, Pick<AccountView, 'statusLabel' | 'statusMeaning' | 'dates'>>
> = {
  created: {
    statusLabel: 'Created',
    statusMeaning: 'The account waits for the patient to register with the codes of the letter.',
    dates: [{ label: 'Created', at: '2026-11-22T14:05:00.000Z' }],
  },
  registered: {
    statusLabel: 'Registered',
    statusMeaning: 'The patient has registered and has yet to activate the account.',
    dates: [
      { label: 'Created', at: '2026-11-22T14:05:00.000Z' },
      { label: 'Registered on the website', at: '2026-11-22T18:30:00.000Z' },
    ],
  },
  active: {
    statusLabel: 'Active',
    statusMeaning: 'The patient can sign in and use what is enabled.',
    dates: [
      { label: 'Created', at: '2026-11-22T14:05:00.000Z' },
      { label: 'Registered on the website', at: '2026-11-22T18:30:00.000Z' },
      { label: 'Activated', at: '2026-11-22T18:42:00.000Z' },
    ],
  },
  locked: {
    statusLabel: 'Locked',
    statusMeaning: 'Five failed log-ins. The lock ends by itself after four hours.',
    dates: [
      { label: 'Created', at: '2026-11-22T14:05:00.000Z' },
      { label: 'Locked until', at: '2026-11-23T02:42:00.000Z' },
    ],
  },
};

/** With an account in this status, its letter printed once. */
export function withAccount(
  status: AccountStatus,
  change: Partial<AccountView> = {},
): ReadyTabView {
  const waits = status === 'created';
  return {
    ...BEFORE_ACCOUNT,
    account: {
      accountId: '4402 1187 9035',
      status,
      ...ACCOUNTS[status],
      disabledByPractice: false,
      identityWithdrawn: false,
      shared: true,
      ...change,
    },
    ...(waits
      ? {
          letter: {
            registrationId: 'registration-1',
            expiresOn: '2026-12-06',
            expired: false,
            wiped: false,
            copies: 1,
            lastAt: '2026-11-22T14:08:00.000Z',
            lastByName: 'Aled Morgan',
            codesWork: true,
          },
        }
      : {}),
    can: {
      ...BEFORE_ACCOUNT.can,
      createAccount: NO_SENSE,
      previewLetter: waits ? YES : NO_SENSE,
      printLetter: waits ? YES : NO_SENSE,
      saveLetter: waits ? YES : NO_SENSE,
      unlockAccount: status === 'locked' ? YES : NO_SENSE,
    },
  };
}

/** Whose record nobody has decided about. */
export function withRecordToDecide(): ReadyTabView {
  const view = withAccount('active');
  const services = view.services.map((each) =>
    each.showsRecord === true ? { ...each, enabled: false } : each,
  );
  return { ...view, services };
}

const WORK = {
  patientName: MAIR.name,
  authorName: 'Aled Morgan',
  at: '2026-11-22T14:05:00.000Z',
} as const;

export const WAITING: UnsentWorkView = {
  ...WORK,
  workId: 'entry-1',
  waitsForAuthor: false,
  description: 'Create online account',
  state: 'waiting',
  explanation: 'Waits for the network. It is sent as soon as the shared record can be reached.',
};

export const PARKED: UnsentWorkView = {
  ...WORK,
  workId: 'entry-2',
  waitsForAuthor: false,
  description: 'Record identification',
  state: 'parked',
  explanation: 'The shared record refused it: the practice code is not known there.',
};

export const CONFLICT: UnsentWorkView = {
  ...WORK,
  workId: 'entry-3',
  waitsForAuthor: false,
  description: 'Change services',
  state: 'conflict',
  explanation: 'Somebody on another computer changed the same services. Choose which stands.',
  seen: ['repeats:act-1'],
  differences: [
    { label: 'Repeats', ours: 'Enabled', theirs: 'Not enabled – “Asked to stop, 21 Nov”' },
    { label: 'Patient Messaging', ours: 'Not enabled', theirs: 'Enabled' },
  ],
};

export const SUPERSEDED: UnsentWorkView = {
  ...WORK,
  workId: 'entry-4',
  waitsForAuthor: false,
  description: 'Create online account',
  state: 'superseded',
  explanation:
    'Workstation B created this account first, and that one stands. A letter printed here does not work.',
};

export function ready(view: ReadyTabView): TabView {
  return { phase: 'ready', ...view };
}

/** With unsent work on the sync panel. */
export function withWork(...work: readonly UnsentWorkView[]): ReadyTabView {
  const bad = work.some(({ state }) => state === 'parked');
  return {
    ...withAccount('created', { shared: false }),
    sync: {
      ...BEFORE_ACCOUNT.sync,
      phase: 'offline',
      tone: bad ? 'bad' : 'warning',
      summary: 'Offline. 1 change is waiting to be sent. It is kept on this computer.',
      work,
    },
  };
}

export const SETTINGS: Extract<SettingsView, { phase: 'ready' }> = {
  phase: 'ready',
  practiceName: 'Llyn Surgery',
  staffId: 'staff-1',
  settings: {
    ...DEFAULT_SETTINGS,
    activated: true,
    services: {
      appointments: true,
      repeats: true,
      acutes: false,
      messaging: true,
      'summary-data': true,
      'detailed-coded-record': false,
      'pharmacy-nomination-view': true,
      'pharmacy-nomination-update': true,
    },
    letterExpiryDays: 14,
    activationDays: 10,
    siteUrl: 'https://patients.example/services',
    resetNeedsIdentityCheck: true,
    pollIntervalSeconds: 3,
  },
  services: SERVICES.flatMap(({ name, label }) => (name === 'global' ? [] : [{ name, label }])),
  change: { allowed: true },
};
