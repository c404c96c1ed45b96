import 'reflect-metadata';
import { loadComparison } from '../../../../services/sync/reconcile.ts';
import { loadSender } from '../../../../services/sync/sending.ts';
import { loadReader } from '../../../../services/sync/store-page.ts';
import { pretendPage } from '../practice/page.ts';
import { brokenPromises, isAtRest } from '../practice/promises.ts';
import { SeededRandom } from '../practice/seeded-random.ts';
import type { SimulatedDesk } from '../practice/simulated-desk.ts';
import { SWITCHED } from '../practice/simulated-practice.ts';
import { VirtualTime } from './virtual-time.ts';
import { World } from './world.ts';

/** What people do in a schedule: everything but switching, or above all switching on and off, where notes stay as they are. */
export const PLAYS = ['work', 'switching'] as const;
export type Play = (typeof PLAYS)[number];

/** What came of one schedule. */
export interface ScheduleOutcome {
  readonly seed: number;
  /** Promises that were broken, as sentences; none when all is well. */
  readonly broken: readonly string[];
  /** What happened, in order. */
  readonly trace: readonly string[];
  /** Exchanges with the server. */
  readonly calls: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ACTIVE_MS = MINUTE;
/** Every pause ends within this, and then some. */
const RESTS_WITHIN_MS = 30 * MINUTE;
const STEP_MS = 15_000;
/** More than so many exchanges of one workstation in this time of rest are no looking now and then. */
const REST_MS = 30_000;
const CALLS_AT_REST = 80;

pretendPage();

/**
 * One schedule: the same seed is the same schedule, whatever the machine. Two or three workstations do what comes to
 * their minds, on a network that does its worst, by clocks that are set; then all is calm, and what was promised must
 * hold.
 */
export async function runSchedule(seed: number, play: Play = 'work'): Promise<ScheduleOutcome> {
  // Loading takes real time, of which no schedule may depend.
  await Promise.all([loadSender(), loadComparison(), loadReader()]);
  const random = new SeededRandom(seed);
  const time = new VirtualTime();
  time.install();
  try {
    const world = new World(time, random, random.between(2, 3));
    world.desks.forEach((_, index) => {
      world.open(index);
      void busyDesk(world, index, play);
    });
    void badWeather(world);
    await time.pass(ACTIVE_MS + 10_000);
    world.calm();
    const broken = [...(await comeToRest(world)), ...(await brokenPromises(world, world.held))];
    world.desks.forEach((desk) => {
      desk.closeAll();
    });
    const calls = world.networks.reduce((sum, network) => sum + network.calls, 0);
    return { seed, broken, trace: world.trace, calls };
  } finally {
    time.release();
  }
}

async function comeToRest(world: World): Promise<readonly string[]> {
  const { time, networks } = world;
  const end = time.elapsed + RESTS_WITHIN_MS;
  while (!(await isAtRest(world, world.held))) {
    if (time.elapsed > end) return ['It does not come to rest.'];
    await time.pass(STEP_MS);
  }
  const before = networks.map(({ calls }) => calls);
  await time.pass(REST_MS);
  const calls = networks.map((network, index) => network.calls - (before[index] ?? 0));
  const busiest = Math.max(...calls);
  return busiest > CALLS_AT_REST ? [`${busiest} exchanges at rest.`] : [];
}

/** What the person at a desk, and the tabs there, do. */
async function busyDesk(world: World, index: number, play: Play): Promise<void> {
  const { time, random, desks } = world;
  const desk = desks[index];
  if (desk === undefined) return;
  const work = workOf(world, desk)[play];
  const trouble: (() => void)[] = [
    () => {
      world.open(index);
    },
    () => {
      desk.close();
      if (desk.openTabs === 0) world.open(index);
    },
    () => {
      desk.loseLead();
    },
    () => {
      desk.signOut();
      void time.delay(random.between(100, 8000)).then(() => {
        desk.signIn();
      });
    },
    () => {
      desk.clockAhead = random.oneOf([0, 60 * DAY, -DAY, -MINUTE, 5 * MINUTE]);
    },
  ];
  for (;;) {
    await time.delay(random.between(200, 8000));
    if (time.elapsed > ACTIVE_MS) return;
    if (random.chance(0.75)) await random.oneOf(work)();
    else {
      world.note(`${desk.name}: trouble`);
      random.oneOf(trouble)();
    }
  }
}

/** What a person may do next, the commoner the more often it stands here. */
function workOf(world: World, desk: SimulatedDesk): Readonly<Record<Play, Work>> {
  const { random } = world;
  const patient = (): string => random.oneOf(world.patients);
  const create = () => world.createAccount(desk, patient());
  const issue = () => world.issueNewCodes(desk, patient());
  const reset = () => world.resetAccount(desk, patient());
  const note = () => world.writeNote(desk, patient());
  const check = () => world.recordCheck(desk, patient());
  const flip = () => world.flip(desk, patient(), random.oneOf(SWITCHED));
  return {
    work: [create, issue, issue, reset, note, note, check],
    switching: [create, flip, flip, flip, flip, issue, reset],
  };
}

type Work = readonly (() => Promise<void>)[];

/** What networks, the server's clock and the patients do. */
async function badWeather(world: World): Promise<void> {
  const { time, random, networks } = world;
  for (;;) {
    const network = random.oneOf(networks);
    network.isDown = random.chance(0.2);
    network.weather = {
      lostRequest: random.oneOf([0, 0.1, 0.3]),
      lostAnswer: random.oneOf([0, 0.1, 0.4]),
      deliveredTwice: random.oneOf([0, 0.2]),
      busy: random.oneOf([0, 0, 0.2]),
      latencyMs: random.oneOf([20, 200, 2000]),
    };
    if (random.chance(0.2)) world.register(random.oneOf(world.patients));
    // Put right once: what is stamped by a clock that is set back and forth within seconds, only a reconcile can find.
    if (world.serverAhead === 0 && random.chance(0.1)) {
      world.serverAhead = random.oneOf([-MINUTE, -10 * MINUTE, -60 * MINUTE, 5 * MINUTE]);
      world.note(`server's clock ahead by ${world.serverAhead}`);
    }
    await time.delay(random.between(500, 6000));
    if (time.elapsed > ACTIVE_MS) return;
  }
}
