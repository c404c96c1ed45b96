/**
 * Dealing with an application, on the shared record and at once: it is claimed for a patient first, so that two workstations
 * never make it two people's; then the account is made, under the condition that the patient has none; then what was typed
 * goes. Whoever comes upon one that is claimed finishes it.
 */
import { accountFrom, servicesFrom } from '../../domain/osu/basic-account.ts';
import {
  ApplicationState,
  claimedFor,
  dealtWith,
  givenBack,
  type OsuApplication,
} from '../../domain/osu/application.ts';
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import type { HeldApplication } from '../../ports/osu-applications.ts';
import type { RemoteFailure } from '../../ports/remote-records.ts';
import { words } from '../../words/words.ts';
import { freeAccountId } from '../codes/code-issuing.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import { sentenceOf } from '../commands/refusal.ts';
import type { AuditReason, StaffAction } from '../commands/staff-action.ts';
import { whyNotRead } from '../history/why-not-read.ts';

/** The application as it is now, if nobody has dealt with it. */
export async function waitingOne(
  id: string,
  { applications }: CommandPorts,
): Promise<Result<HeldApplication>> {
  const open = await applications.open();
  if (!open.ok) return unreachable(open.failure);
  const held = open.value.applications.find(({ body }) => body.id === id);
  return held?.body.state === ApplicationState.waiting
    ? ok(held)
    : refuse(FailureKind.changedMeanwhile, { code: 'application-dealt-with' });
}

/** Makes it this patient's, and the account. Refused when somebody else was quicker, or the patient has an account. */
export async function matchTo(
  action: StaffAction,
  held: HeldApplication,
  patientRef: string,
  ports: CommandPorts,
): Promise<Result<void>> {
  const claimed = await written(held, claimedFor(held.body, patientRef), ports);
  if (!claimed.ok) return claimed;
  action.concerns({ patientRef, accountKey: held.body.accountKey });
  const said = words('commands').osu;
  const audited = await action.audit(
    action.doing.byRule === true ? said.matchedByItself : said.matched,
  );
  if (!audited.ok) return audited;
  const done = await finish(claimed.value, ports);
  const isByRule = action.doing.byRule === true;
  // A command's refusal is audited by who carried it out; nobody has asked the rule.
  if (!done.ok && isByRule) await action.auditRefusal(sentenceOf(done.failure.reason));
  return done;
}

/** Makes the account of one that is claimed. Doing it twice makes one. */
export async function finish(claimed: HeldApplication, ports: CommandPorts): Promise<Result<void>> {
  const { body } = claimed;
  const { patientRef } = body;
  if (patientRef === undefined) throw new TypeError('A claimed application says whose it is.');
  const accountId = await freeAccountId(ports);
  if (!accountId.ok) return accountId;
  const at = ports.environment.now();
  const account = accountFrom(body, { patientRef, accountId: accountId.value, at });
  const made = await ports.remote.create('account', account, body.accountKey);
  if (!made.ok) return unreachable(made.failure);
  if (made.value.body.id !== body.accountKey) {
    const back = await written(claimed, givenBack(body), ports);
    return back.ok ? refuse(FailureKind.notAllowed, { code: 'applicant-has-account' }) : back;
  }
  const services = servicesFrom(body, patientRef, ports.practice.nation);
  const ticked = await ports.remote.create('services', services, body.id);
  if (!ticked.ok) return unreachable(ticked.failure);
  const done = await written(claimed, dealtWith(body, ApplicationState.matched), ports);
  return done.ok ? ok() : done;
}

/** Ends it: whoever applied is told to phone, and no more. */
export async function reject(
  action: StaffAction,
  held: HeldApplication,
  { summary, why }: { readonly summary: string; readonly why?: AuditReason },
  ports: CommandPorts,
): Promise<Result<void>> {
  const done = await written(held, dealtWith(held.body, ApplicationState.rejected), ports);
  return done.ok ? action.audit(summary, why) : done;
}

/** Writes it; where the answer was lost, what is there tells. */
async function written(
  held: HeldApplication,
  body: OsuApplication,
  { applications, environment }: CommandPorts,
): Promise<Result<HeldApplication>> {
  const operationId = environment.newId();
  const given = await applications.update(held, body, operationId);
  if (given.ok) return ok(given.value);
  const now = given.failure.kind === 'unreachable' ? await applications.read(held) : given;
  if (!now.ok) return unreachable(now.failure);
  return now.value.operationId === operationId ? ok(now.value) : unreachable(given.failure);
}

/** Why the shared record did not take, or give, something of an application. */
export function unreachable(failure: RemoteFailure): Result<never> {
  return failure.kind === 'conflict'
    ? refuse(FailureKind.changedMeanwhile, { code: 'application-dealt-with' })
    : refuse(FailureKind.notAllowed, {
        code: 'applications-unreachable',
        why: whyNotRead(failure),
      });
}
