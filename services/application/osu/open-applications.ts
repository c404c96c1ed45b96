import { firstValueFrom } from 'rxjs';
import { addDays, dateOf } from '../../domain/calendar.ts';
import { APPLICATION_DAYS, ApplicationState } from '../../domain/osu/application.ts';
import { matchByItself } from '../../domain/osu/matching.ts';
import type { Reason } from '../../domain/reason.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { HeldApplication } from '../../ports/osu-applications.ts';
import { words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import type { StaffAction } from '../commands/staff-action.ts';
import { applicationView, type ApplicationsView, type Listed } from './applications-view.ts';
import { candidatesFor, whoHasAccount } from './candidates.ts';
import { finish, matchTo, reject, unreachable } from './dealing.ts';

interface Input {
  /** Somebody has opened the list: noted once, however often it is read again. */
  readonly isOpening: boolean;
}

/**
 * The applications for a basic account that wait for staff. Those that fit one patient exactly are matched on the way, by the
 * rule: nobody has to look at them.
 */
export async function openApplications(
  action: StaffAction,
  { isOpening }: Input,
  ports: CommandPorts,
): Promise<Result<ApplicationsView>> {
  if (isOpening) {
    const audited = await action.audit(words('commands').osu.opened);
    if (!audited.ok) return audited;
  }
  const open = await ports.applications.open();
  if (!open.ok) return unreachable(open.failure);
  const { osuAllowed } = await firstValueFrom(ports.settings.settings$);
  const listed: Listed[] = [];
  for (const held of open.value.applications) {
    const one = await new Look(action, held, ports).take(osuAllowed);
    if (!one.ok) return one;
    if (one.value !== undefined) listed.push(one.value);
  }
  const { hasMore, unreadable, applications } = open.value;
  return ok({
    applications: listed.map((one) => applicationView(one, ports)),
    matched: applications.length - listed.length,
    findsPatients: ports.finder.find !== undefined,
    isAllowed: osuAllowed,
    hasMore,
    unreadable,
  });
}

/** Those that the rule could not make an account for: it tries none twice, until this page is loaded anew. */
const triedInVain = new WeakMap<CommandPorts['applications'], Set<string>>();

function triedBy({ applications }: CommandPorts): Set<string> {
  const tried = triedInVain.get(applications) ?? new Set();
  triedInVain.set(applications, tried);
  return tried;
}

/** What is done about one application, and what staff are shown of it. */
class Look {
  constructor(
    private readonly action: StaffAction,
    private readonly held: HeldApplication,
    private readonly ports: CommandPorts,
  ) {}

  /** `undefined`: it is dealt with. */
  async take(mayMatch: boolean): Promise<Result<Listed | undefined>> {
    const { held, ports } = this;
    const { state, typed } = held.body;
    if (state === ApplicationState.claimed) return this.outcome(await finish(held, ports));
    if (typed === undefined) return ok(undefined);
    if (this.isOver()) return this.outcome(await this.end());
    const meant = await candidatesFor(typed, ports);
    if (!meant.ok)
      return ok({ held, meant: [], withAccount: new Set(), because: meant.failure.reason });
    const having = await whoHasAccount(meant.value, ports);
    if (!having.ok) return having;
    const listed = { held, meant: meant.value, withAccount: having.value };
    // Who is not asked for all who may be meant cannot know that there is one.
    if (ports.finder.find === undefined) {
      return ok({ ...listed, because: { code: 'applicants-not-searched' } });
    }
    const match = matchByItself({
      typed,
      nation: ports.practice.nation,
      today: ports.environment.today(),
      candidates: meant.value.map(({ patient }) => patient),
      withAccount: having.value,
    });
    if (!match.ok) return ok({ ...listed, because: match.reason });
    const tried = triedBy(ports);
    const isTried = tried.has(held.body.id);
    if (!mayMatch || isTried || !this.action.isSignedInStill()) return ok(listed);
    const byRule = this.action.byRule('match-application');
    const done = await matchTo(byRule, held, match.patientRef, ports);
    if (!done.ok && done.failure.reason.code === 'applicant-has-account') tried.add(held.body.id);
    return this.outcome(done, listed);
  }

  /** By the server's time alone: nothing ends early by a wrong clock. */
  private isOver(): boolean {
    const { environment } = this.ports;
    const last = addDays(dateOf(this.held.body.appliedAt), APPLICATION_DAYS);
    return environment.isTimeTrusted() && environment.today() > last;
  }

  private end(): Promise<Result<void>> {
    const summary = words('commands').osu.ended(APPLICATION_DAYS);
    return reject(this.action.byRule('reject-application'), this.held, { summary }, this.ports);
  }

  /** What could not be done is listed with the reason. */
  private outcome(
    done: Result<void>,
    listed: Listed = { held: this.held, meant: [], withAccount: new Set() },
  ): Result<Listed | undefined> {
    if (done.ok || done.failure.reason.code === 'application-dealt-with') return ok(undefined);
    const because: Reason = done.failure.reason;
    return ok({ ...listed, because });
  }
}
