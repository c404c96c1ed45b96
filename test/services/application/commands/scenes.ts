import { firstValueFrom } from 'rxjs';
import type { HostSession } from '../../../../plugin/host-api.ts';
import type { Commands } from '../../../../services/application/views.ts';
import { Permission } from '../../../../services/domain/practice/permission.ts';
import { ContactType } from '../../../../services/domain/contacts/contact.ts';
import type { PatientRecords } from '../../../../services/domain/records.ts';
import { onlyChange, remote, shareEverything } from '../../../contracts/storage-samples.ts';
import { VERIFIED_EMAIL } from '../../../fakes/fake-host.ts';
import {
  checkIdentity,
  createAccount,
  fetchAccounts,
  share,
  TODAY,
  type Product,
} from '../../../fakes/product.ts';
import { LACKING_SERVER } from '../../../fakes/in-memory-server-notes.ts';
import { NEW_PRACTICE, sampleTransfer } from '../../../fakes/sample-transfers.ts';
import { sampleApplication, verifierOf } from '../../../fakes/sample-applications.ts';
import { sampleUptake } from '../../../fakes/sample-uptake.ts';
import { changeStoredAccount } from '../../../fakes/stored-account.ts';

/** What has to be there for a command to make sense, and what it is asked to do then. */
export interface Scene {
  /** Sets it, for somebody who will act; gives the input. Whoever sets it may do everything. */
  readonly set: (product: Product, person: HostSession) => Promise<object>;
  /** What the thing itself asks for, beyond the right of the command. */
  readonly also?: readonly Permission[];
}

const STAGE_HAND: HostSession = {
  id: 'session of the stage hand',
  staff: { id: 'staff-hand', name: 'Hand Stage', role: 'Stage hand' },
  permissions: Object.values(Permission),
};

export function signIn({ host }: Product, session: HostSession): void {
  host.session.set(session);
}

const UNVERIFIED = { ...VERIFIED_EMAIL, verified: false };
const PATIENT = { patientRef: 'patient-sian' };

/** Questions that a form has had answered. */
const ANSWERED = ['no-preferred-email', 'email-not-verified', 'codes-not-shared'] as const;

function operation({ services }: Product) {
  return { ...PATIENT, operationId: services.newOperationId(), answered: ANSWERED };
}

async function recordsOf({ storage }: Product): Promise<PatientRecords> {
  const records = await storage.records.read(PATIENT.patientRef);
  if (!records.ok) throw new Error(records.failure.reason.code);
  return records.value;
}

async function ticks(product: Product, isOn: boolean) {
  return (await product.tab()).services.map((tick) =>
    tick.name === 'global' ? { ...tick, enabled: isOn, reason: 'misuse' } : tick,
  );
}

async function strikeCheck(product: Product): Promise<{ readonly checkId: string }> {
  const [check] = (await recordsOf(product)).identityChecks;
  return { checkId: check?.id ?? '' };
}

/** As the stage hand, whoever acts on the stage afterwards. */
function set(build: (product: Product, person: HostSession) => Promise<object>): Scene['set'] {
  return async (product, person) => {
    signIn(product, STAGE_HAND);
    return build(product, person);
  };
}

const withAccount = set(async (product) => {
  await createAccount(product);
  return operation(product);
});

const withOffer = set(async (product) => {
  await createAccount(product);
  const at = `${TODAY}T09:00:00.000Z`;
  await changeStoredAccount(product, { offeredEmail: { offered: 'new@post.example', at } });
  return { ...operation(product), type: 'email', value: 'new@post.example', at };
});

const unsentCheck = set(async (product) => {
  await checkIdentity(product);
  return { workId: (await onlyChange(product.storage)).changeId };
});

const MOVING = {
  to: { ...NEW_PRACTICE, nation: 'england', on: TODAY },
  restricted: false,
} as const;

/** Each command has its scene. */
export const SCENES: Readonly<Record<keyof Commands, Scene>> = {
  saveContact: {
    set: set(() => {
      const contact = { type: ContactType.email, value: 'new@post.example' };
      return Promise.resolve({
        ...PATIENT,
        contact: { ...contact, verified: false, preferred: false },
      });
    }),
  },
  sendVerificationCode: {
    set: set(({ host }) => {
      host.contacts(PATIENT.patientRef).set([UNVERIFIED]);
      return Promise.resolve({ ...PATIENT, contactId: 'contact-1' });
    }),
  },
  verifyContact: {
    set: async (product, person) => {
      product.host.contacts(PATIENT.patientRef).set([UNVERIFIED]);
      const sender = { ...person, permissions: Object.values(Permission) };
      signIn(product, sender);
      const input = { ...PATIENT, contactId: 'contact-1' };
      await product.services.sendVerificationCode(input);
      const text = product.host.messages?.accepted.at(-1)?.text ?? '';
      return { ...input, code: /\d{6}/.exec(text)?.[0] ?? '' };
    },
  },
  takeOverContact: { set: withOffer },
  leaveOfferedContact: { set: withOffer },
  recordIdentityCheck: {
    set: (product, { staff }) =>
      Promise.resolve({
        ...operation(product),
        ...{ date: TODAY, method: 'passport', staffId: staff.id, freetext: '' },
        addCodedEntry: false,
      }),
  },
  markIdentityCheckEnteredInError: {
    set: set(async (product) => {
      await checkIdentity(product);
      return { ...operation(product), ...(await strikeCheck(product)), reason: 'Wrong patient' };
    }),
  },
  createAccount: {
    set: set(async (product) => {
      await checkIdentity(product);
      return { ...operation(product), services: await ticks(product, true) };
    }),
  },
  changeServices: {
    set: set(async (product) => {
      await createAccount(product);
      return { ...operation(product), services: await ticks(product, false) };
    }),
  },
  reviewRecordAccess: {
    set: () => Promise.resolve({ ...PATIENT, service: 'summary-data', deciding: true }),
  },
  unlockAccount: {
    set: set(async (product) => {
      await createAccount(product);
      const [lockedAt, lockedUntil] = [`${TODAY}T09:00:00.000Z`, `${TODAY}T13:00:00.000Z`];
      await changeStoredAccount(product, { status: 'locked', lockedAt, lockedUntil });
      return operation(product);
    }),
  },
  withdrawAccess: {
    set: set(async (product) => {
      await createAccount(product);
      const check = await strikeCheck(product);
      await product.services.markIdentityCheckEnteredInError({
        ...{ ...operation(product), ...check, reason: 'Wrong patient' },
      });
      return operation(product);
    }),
  },
  resetAccount: {
    set: set(async (product) => {
      await createAccount(product);
      await changeStoredAccount(product, {
        status: 'active',
        activatedAt: `${TODAY}T09:00:00.000Z`,
      });
      return { ...operation(product), reasonCode: 'cannot-sign-in' };
    }),
  },
  issueNewCodes: {
    set: set(async (product) => {
      await createAccount(product);
      return { ...operation(product), reasonCode: 'lost-or-seen' };
    }),
  },
  previewLetter: { set: withAccount },
  printLetter: { set: withAccount },
  saveLetter: { set: withAccount },
  sendReminder: {
    set: set(async (product) => {
      await createAccount(product);
      await share(product);
      const { account } = await recordsOf(product);
      product.server.change('account', account?.id ?? '', (body) => ({
        ...body,
        status: 'registered',
        registeredAt: `${TODAY}T09:00:00.000Z`,
      }));
      await fetchAccounts(product);
      product.host.contacts(PATIENT.patientRef).set([VERIFIED_EMAIL]);
      return PATIENT;
    }),
  },
  upgradeAccount: {
    set: set(async (product) => {
      await createAccount(product);
      const usernameVerifier = await verifierOf('heron42');
      await changeStoredAccount(product, { status: 'active', kind: 'osu', usernameVerifier });
      return { ...operation(product), username: 'Heron42' };
    }),
  },
  rejectBasicAccount: {
    set: set(async (product) => {
      await createAccount(product);
      await changeStoredAccount(product, { status: 'active', kind: 'osu' });
      return { ...operation(product), reasonCode: 'suspected-misuse' };
    }),
  },
  openApplications: { set: () => Promise.resolve({ isOpening: true }) },
  openAccounts: { set: () => Promise.resolve({}) },
  openJobs: { set: () => Promise.resolve({}) },
  openSplit: { set: () => Promise.resolve({}) },
  handOverAccount: {
    set: set(async (product) => {
      await createAccount(product);
      return { ...operation(product), ...MOVING };
    }),
  },
  takeInAccount: {
    set: set(async (product) => {
      const { id, name } = product.host.practice;
      const transfer = sampleTransfer({ from: { id: 'A99990', name: 'Old' }, to: { id, name } });
      await product.transfers.of('A99990').handOver(transfer);
      return { ...operation(product), transferId: transfer.id };
    }),
  },
  takeBackAccount: {
    set: set(async (product) => {
      await createAccount(product);
      const input = operation(product);
      const gone = await product.services.handOverAccount({ ...input, ...MOVING });
      if (!gone.ok) throw new Error(gone.failure.message);
      return { ...operation(product), transferId: input.operationId };
    }),
  },
  openWorklist: { set: () => Promise.resolve({ list: 'locked' }) },
  openUptake: { set: () => Promise.resolve({}) },
  exportUptake: {
    set: () => Promise.resolve({ format: 'csv', figures: sampleUptake(), period: 'year' }),
  },
  matchApplication: {
    set: ({ services, applications }) => {
      applications.add(sampleApplication());
      const { id: applicationId } = sampleApplication();
      const operationId = services.newOperationId();
      return Promise.resolve({ ...PATIENT, operationId, applicationId });
    },
  },
  rejectApplication: {
    set: ({ services, applications }) => {
      applications.add(sampleApplication());
      const { id: applicationId } = sampleApplication();
      const operationId = services.newOperationId();
      return Promise.resolve({ operationId, applicationId, reasonCode: 'not-found-here' });
    },
  },
  openHistory: { set: withAccount },
  exportHistory: {
    set: set(async (product) => {
      await createAccount(product);
      return { ...operation(product), format: 'csv', filter: {} };
    }),
  },
  retryWork: { set: unsentCheck, also: [Permission.recordIdentity] },
  discardWork: { set: unsentCheck, also: [Permission.recordIdentity] },
  resolveConflict: {
    set: set(async (product) => {
      await createAccount(product);
      const epoch = await shareEverything(product.storage);
      const { account } = await recordsOf(product);
      if (account === undefined) throw new Error('There is no account.');
      await changeStoredAccount(product, { enabledNotes: 'Ours' });
      const theirs = remote('account', { ...account, enabledNotes: 'Theirs' }, 2);
      await product.storage.journal.applyPage(
        { kind: 'account', records: [theirs], quarantined: [] },
        epoch,
      );
      return { workId: (await onlyChange(product.storage)).changeId, choice: 'ours' };
    }),
    also: [Permission.manageAccounts],
  },
  acknowledgeNotice: {
    set: set(async (product, person) => {
      await createAccount(product);
      await shareEverything(product.storage);
      signIn(product, { ...person, permissions: Object.values(Permission) });
      const services = await ticks(product, false);
      await product.services.changeServices({ ...operation(product), services });
      signIn(product, STAGE_HAND);
      const { changeId: workId } = await onlyChange(product.storage);
      await product.services.discardWork({ workId, reason: 'Wrong patient' });
      const { id } = await noticeFor(product, person.staff.id);
      return { noticeId: id };
    }),
  },
  saveSettings: { set: () => Promise.resolve({ letterExpiryDays: 20 }) },
  acknowledgeServerFindings: {
    set: async ({ serverNotes }) => {
      await serverNotes.put(LACKING_SERVER);
      return {};
    },
  },
};

async function noticeFor({ storage }: Product, staffId: string): Promise<{ readonly id: string }> {
  const [notice] = await firstValueFrom(storage.records.notices$(staffId));
  if (notice === undefined) throw new Error('Nobody is told.');
  return notice;
}
