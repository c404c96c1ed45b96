/** Sending one reminder: taken up on the shared record first, so that whoever else means to is told, then sent, then noted. */
import { ContactType, verifiedPreferred, type Contact } from '../../domain/contacts/contact.ts';
import type { Reason } from '../../domain/reason.ts';
import {
  withReminderNews,
  withReminderTakenUp,
  type ReminderNews,
} from '../../domain/reminders/reminder-rules.ts';
import {
  ReminderState,
  type AccountRecord,
  type Instant,
  type Reminder,
} from '../../domain/records.ts';
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import type { Message, Messages } from '../../ports/messages.ts';
import type { Outbox } from '../../ports/outbox.ts';
import type { Environment, Practice } from '../../ports/practice-host.ts';
import type { RemoteRecord, RemoteRecords } from '../../ports/remote-records.ts';
import { words } from '../../words/words.ts';

/** Others may change the account at the same moment; so often it is tried to be put on top of theirs. */
const TRIES = 5;

/** What sending takes. */
export interface RemindingPorts {
  readonly practice: Practice;
  readonly environment: Pick<Environment, 'now' | 'isTimeTrusted' | 'newId'>;
  readonly outbox: Pick<Outbox, 'serverVersion'>;
  readonly remote: Pick<RemoteRecords, 'read' | 'update'>;
  readonly messages: Messages;
}

/** Whom it goes to. */
export interface Reminded {
  readonly patientRef: string;
  readonly accountKey: string;
  readonly contacts: readonly Contact[];
  readonly siteUrl: string;
  /** Asked of the account as the shared record has it at that moment. */
  readonly whyNot: (account: AccountRecord, now: Instant) => Reason | undefined;
}

/** Who does it. */
export interface Reminding {
  /** The same person is still signed in; asked before anything leaves the house. */
  stillStands(): Promise<Result<void>>;
  audit(summary: string): Promise<Result<void>>;
}

/**
 * Sends a reminder, once for all workstations. Done when the message service has *accepted* it. One that was taken up
 * and not accepted, for whatever reason, is taken up again later under the same reference: it is the same message.
 */
export async function remind(
  whom: Reminded,
  by: Reminding,
  ports: RemindingPorts,
): Promise<Result<void>> {
  const to = verifiedContact(whom.contacts);
  if (to === undefined) return refuse(FailureKind.notAllowed, { code: 'no-verified-contact' });
  const taken = await takeUp(whom, ports);
  if (!taken.ok) return taken;
  const stands = await by.stillStands();
  if (!stands.ok) return stands;
  const { account, reminder } = taken.value;
  const said = words('reminders');
  const accepted = await ports.messages.send({
    patientRef: whom.patientRef,
    to,
    kind: 'activation-reminder',
    ...said.message(ports.practice, whom.siteUrl, account.activateBy),
    reference: reminder.id,
  });
  const news = accepted.ok
    ? { state: ReminderState.accepted, messageId: accepted.value.id }
    : { state: ReminderState.failed };
  await noteNews(whom, { id: reminder.id, at: ports.environment.now(), ...news }, ports);
  await by.audit(accepted.ok ? said.audit.accepted(to.type) : said.audit.notAccepted(to.type));
  return accepted.ok ? ok() : accepted;
}

/** Puts on the shared record what became of a reminder. `true`: this was news there. */
export async function noteNews(
  whom: Pick<Reminded, 'patientRef' | 'accountKey'>,
  news: ReminderNews,
  ports: RemindingPorts,
): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const held = await accountOf(whom, ports);
    if (held === undefined) return false;
    const next = withReminderNews(held.body, news);
    if (next === held.body) return false;
    const operationId = ports.environment.newId();
    const given = await ports.remote.update('account', next, held.version, operationId);
    if (given.ok) return true;
    if (given.failure.kind !== 'conflict') return false;
  }
  return false;
}

/** Where messages go: by email, or else to the mobile. */
function verifiedContact(contacts: readonly Contact[]): Message['to'] | undefined {
  const email = verifiedPreferred(contacts, ContactType.email);
  if (email !== undefined) return { type: 'email', value: email.value };
  const mobile = verifiedPreferred(contacts, ContactType.mobile);
  return mobile && { type: 'mobile', value: mobile.value };
}

async function takeUp(
  whom: Reminded,
  ports: RemindingPorts,
): Promise<Result<{ readonly account: AccountRecord; readonly reminder: Reminder }>> {
  const { environment, remote } = ports;
  const held = await accountOf(whom, ports);
  // By the server's time, which its answer has told by now.
  if (held === undefined || !environment.isTimeTrusted()) return notShared();
  const now = environment.now();
  const why = whom.whyNot(held.body, now);
  if (why !== undefined) return refuse(FailureKind.notAllowed, why);
  const account = withReminderTakenUp(held.body, environment.newId(), now);
  const given = await remote.update('account', account, held.version, environment.newId());
  if (!given.ok) {
    return given.failure.kind === 'conflict'
      ? refuse(FailureKind.changedMeanwhile, { code: 'reminder-elsewhere' })
      : notShared();
  }
  const { reminder } = account;
  return reminder === undefined ? notShared() : ok({ account, reminder });
}

function notShared(): Result<never> {
  return refuse(FailureKind.notAllowed, { code: 'reminder-not-shared' });
}

/** The account as the shared record has it, if it is still this patient's. */
async function accountOf(
  { patientRef, accountKey }: Pick<Reminded, 'patientRef' | 'accountKey'>,
  { outbox, remote, practice }: RemindingPorts,
): Promise<RemoteRecord<'account'> | undefined> {
  const place = { kind: 'account', recordId: accountKey, patientRef } as const;
  const known = await outbox.serverVersion(place);
  if (known === undefined) return undefined;
  const read = await remote.read('account', known.id);
  if (!read.ok) return undefined;
  const { body } = read.value;
  const isTheirs =
    body.id === accountKey && body.patientRef === patientRef && body.practiceId === practice.id;
  return isTheirs ? read.value : undefined;
}
