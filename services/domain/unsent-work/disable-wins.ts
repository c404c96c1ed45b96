/**
 * The three-way comparison of records, with the rule that disabling wins: what somebody has switched off stays off until somebody
 * who has seen just that act of theirs switches it on, whoever's change is sent last. Nobody is asked about it.
 */
import { enabledAs, switchOf } from '../account/account-switch.ts';
import type { AccountRecord, ServiceEntitlement, ServiceName, TaggedRecord } from '../records.ts';
import { oursOverTheirs, rebase, type Rebased } from './conflict.ts';

type Body = TaggedRecord['body'];
/** What can be switched off in a record. */
type Switches = Readonly<Partial<Record<ServiceName | 'global', ServiceEntitlement>>>;

/** One switch as both sides found it, as we left it, and as they did. */
interface Versions {
  readonly was: ServiceEntitlement;
  readonly ours: ServiceEntitlement;
  readonly theirs: ServiceEntitlement;
}

/**
 * As {@link rebase}. Where a person must decide anyway, they are shown what was switched off, too; but a change that switches off
 * waits for nobody's answer: then ours is put over theirs, which can only be a note.
 */
export function rebaseRecord(before: Body, after: Body, theirs: Body): Rebased<Body> {
  const change = withDisablings(before, after, theirs, standingSwitch);
  const rebased = rebase(change.before, change.after, theirs);
  return rebased.ok || !switchesOff(before, after)
    ? rebased
    : { ok: true, after: oursOverTheirs(change.before, change.after, theirs) };
}

/** Whether the change holds an act of switching off. */
function switchesOff(before: Body, after: Body): boolean {
  const was = switchesOf(before);
  return Object.entries(switchesOf(after)).some(
    ([name, ours]) =>
      without(actsIn(ours), actsIn(was[name as keyof Switches] ?? NEVER_ON)).length > 0,
  );
}

/** As {@link oursOverTheirs}, for what nobody has decided yet: what others have switched off is off. */
export function oursOverTheirRecord(before: Body, after: Body, theirs: Body): Body {
  const change = withDisablings(before, after, theirs, standingSwitch);
  return oursOverTheirs(change.before, change.after, theirs);
}

/** As {@link oursOverTheirs}, for who has seen theirs and keeps ours: what we switched on is then on, deliberately. */
export function decidedOverTheirRecord(before: Body, after: Body, theirs: Body): Body {
  const change = withDisablings(before, after, theirs, (versions) =>
    !versions.was.enabled && versions.ours.enabled ? undefined : standingSwitch(versions),
  );
  return oursOverTheirs(change.before, change.after, theirs);
}

/** Every act by which something is off in these records, for who has to have seen them before deciding otherwise. */
export function disablingsIn(bodies: readonly Body[]): readonly string[] {
  return bodies.flatMap((body) =>
    Object.entries(switchesOf(body)).flatMap(([name, held]) =>
      actsIn(held).map((act) => `${name}:${act}`),
    ),
  );
}

/** Our change, made such that each switch comes out as `settle` says, where it says anything. */
function withDisablings(
  before: Body,
  after: Body,
  theirs: Body,
  settle: (versions: Versions) => ServiceEntitlement | undefined,
): { readonly before: Body; readonly after: Body } {
  const [was, ours, their] = [switchesOf(before), switchesOf(after), switchesOf(theirs)];
  const settled = (Object.keys(their) as (keyof Switches)[]).flatMap((name) => {
    const theirs = their[name] ?? NEVER_ON;
    const outcome = settle({ was: was[name] ?? NEVER_ON, ours: ours[name] ?? NEVER_ON, theirs });
    return outcome === undefined ? [] : [{ name, theirs, outcome }];
  });
  const each = (of: 'theirs' | 'outcome'): Switches =>
    Object.fromEntries(settled.map((one) => [one.name, one[of]]));
  return { before: switchedAs(before, each('theirs')), after: switchedAs(after, each('outcome')) };
}

const NEVER_ON: ServiceEntitlement = { enabled: false };

/**
 * What a switch becomes that somebody has turned off, or both have turned: off as long as an act stands that nobody who had seen it
 * has ended. `undefined` where the comparison says the same by itself.
 */
function standingSwitch({ was, ours, theirs }: Versions): ServiceEntitlement | undefined {
  const [known, our, their] = [actsIn(was), actsIn(ours), actsIn(theirs)];
  const isOurs = !isSame(our, known);
  const isTheirs = !isSame(their, known);
  if (!isOurs && !isTheirs) return undefined;
  const endedByUs = without(known, our);
  const standing = [...new Set([...without(their, endedByUs), ...without(our, known)])].sort();
  if (standing.length === 0) return isOurs && isTheirs ? onBy(ours, theirs) : undefined;
  if (isSame(standing, their)) return offBy(theirs, { was, other: ours });
  if (isSame(standing, our)) return offBy(ours, { was, other: theirs });
  return offByBoth(standing, ours, theirs);
}

/** The acts by which it is off, by their names; none where it is on. */
function actsIn({ enabled, disabling }: ServiceEntitlement): readonly string[] {
  if (enabled) return [];
  return disabling?.id.split(AND) ?? [UNNAMED];
}

/** Between the names of acts that stand as one. No id holds it. */
const AND = '+';
/** Of an act of before acts were kept, and of what was never on. */
const UNNAMED = 'unnamed';

function without(some: readonly string[], others: readonly string[]): readonly string[] {
  return some.filter((one) => !others.includes(one));
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && without(one, other).length === 0;
}

/** On as one side has it; where each has ended what the other had not, neither has it so. */
function onBy(ours: ServiceEntitlement, theirs: ServiceEntitlement): ServiceEntitlement {
  return [ours, theirs].find(({ enabled }) => enabled) ?? { enabled: true };
}

/** Off by one side. A note that the other wrote, without switching, stays where there is none with it. */
function offBy(
  off: ServiceEntitlement,
  { was, other }: { readonly was: ServiceEntitlement; readonly other: ServiceEntitlement },
): ServiceEntitlement {
  const isOwnNote = off.notes !== was.notes || other.enabled !== was.enabled;
  return withNotes(off, isOwnNote ? off.notes : other.notes);
}

/** Off under the names of all acts that stand, so that who has seen one of them ends no other; told as one of them. */
function offByBoth(
  standing: readonly string[],
  ours: ServiceEntitlement,
  theirs: ServiceEntitlement,
): ServiceEntitlement {
  const [first, second] = theirs.enabled ? [ours, theirs] : [theirs, ours];
  const disabling = first.disabling ?? second.disabling;
  const notes = first.notes ?? (second.enabled ? undefined : second.notes);
  const id = standing.join(AND);
  return withNotes(
    {
      enabled: false,
      ...(disabling !== undefined && id !== UNNAMED && { disabling: { ...disabling, id } }),
    },
    notes,
  );
}

function withNotes(
  { notes: _notes, ...rest }: ServiceEntitlement,
  notes: string | undefined,
): ServiceEntitlement {
  return notes === undefined ? rest : { ...rest, notes };
}

function switchesOf(body: Body): Switches {
  if (isAccount(body)) return { global: switchOf(body) };
  return 'services' in body ? body.services : {};
}

function switchedAs(body: Body, { global, ...services }: Switches): Body {
  if (isAccount(body)) return global === undefined ? body : enabledAs(body, global);
  return 'services' in body ? { ...body, services: { ...body.services, ...services } } : body;
}

function isAccount(body: Body): body is AccountRecord {
  return 'accountId' in body;
}
