import 'reflect-metadata';
import { performance } from 'node:perf_hooks';
import type { OutsideServer } from '../../../../fhir-servers/access/server-options.ts';
import { FhirRemoteRecords } from '../../../../services/fhir/fhir-remote-records.ts';
import { PRACTICE_TAG } from '../../../../services/fhir/vocabulary.ts';
import type { Log } from '../../../../services/ports/remote-access.ts';
import { pretendPage, showPage } from '../practice/page.ts';
import { brokenPromises } from '../practice/promises.ts';
import { SeededRandom } from '../practice/seeded-random.ts';
import { SimulatedDesk, type DeskSetup, type PracticeTime } from '../practice/simulated-desk.ts';
import { arrivalsAt } from './arrivals.ts';
import { dayParts, Part } from './day-parts.ts';
import { startEmbedded, type EmbeddedServer } from './embedded-process.ts';
import { FhirAccess } from './fhir-access.ts';
import { Lags } from './lags.ts';
import { watchCost, type MachineCost } from './machine-cost.ts';
import { ScalePractice } from './scale-practice.ts';
import type {
  PartReport,
  ReturnReport,
  RowsReport,
  ScaleReport,
  ScaleSize,
} from './scale-report.ts';
import { countPractice, serverVersions, type PracticeCount } from './server-count.ts';
import { Traffic } from './traffic.ts';

/** Within so long everybody must have everything, once nobody does anything any more. */
const LEVEL_WITHIN_MS = 120_000;
const STEP_MS = 500;

const REAL_TIME: PracticeTime = {
  get elapsed() {
    return performance.now();
  },
  delay: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/** The server's own process is asked, and answers a little later. */
type MeasuredPart = Omit<PartReport, 'server'> & {
  readonly server: Promise<MachineCost> | undefined;
};

/** Many workstations with the product's own engine and FHIR adapter, against one server, in real time. */
export class ScaleRun {
  readonly access: FhirAccess;
  readonly practices: readonly ScalePractice[];
  private readonly traffic: Traffic;
  private readonly lags = new Lags();
  private readonly random: SeededRandom;
  private readonly cost = watchCost();
  private readonly parts: MeasuredPart[] = [];
  private readonly logLines: Record<string, number> = {};
  private readonly faults: string[] = [];
  private backAt: number | undefined;

  private constructor(
    private readonly size: ScaleSize,
    private readonly server: OutsideServer,
    private readonly embedded: EmbeddedServer | undefined,
    private readonly tell: (progress: string) => void,
  ) {
    pretendPage(server.baseUrl);
    this.random = new SeededRandom(size.seed);
    this.access = new FhirAccess(server);
    this.traffic = new Traffic(server.baseUrl, size.mostRequests);
    const run = crypto.randomUUID().slice(0, 8);
    this.practices = Array.from({ length: size.practices }, (_, index) =>
      this.newPractice(`scale-${run}-${index + 1}`, shareOf(size, index)),
    );
    this.traffic.install();
  }

  /** Without an outside server, one is started in a process of its own. */
  static async open(
    size: ScaleSize,
    outside?: OutsideServer,
    tell: (progress: string) => void = () => undefined,
  ): Promise<ScaleRun> {
    const embedded = outside === undefined ? await startEmbedded() : undefined;
    const baseUrl = embedded?.baseUrl ?? '';
    return new ScaleRun(size, outside ?? { baseUrl, signIn: { kind: 'open' } }, embedded, tell);
  }

  /** The whole day. At its end nobody does anything any more. */
  async day(): Promise<void> {
    await this.embedded?.cost();
    this.cost();
    this.traffic.part();
    for (const [part, seconds] of dayParts(this.size.seconds, this.size.awaySeconds)) {
      if (this.traffic.isUsedUp) break;
      if (part === Part.morning) await this.measured(Part.evening, () => this.evening());
      this.tell(`${part}, ${Math.round(seconds)} s`);
      await this.measured(part, () => this.pass(part, seconds * 1000));
    }
    if (this.traffic.isUsedUp) this.faults.push(`More than ${this.size.mostRequests} requests.`);
    else await this.comeLevel();
    this.closeAll();
    showPage('visible');
  }

  /** Counts on the server itself, and compares with what every workstation holds. */
  async count(): Promise<ScaleReport> {
    const broken = [...this.faults];
    const counts: PracticeCount[] = [];
    for (const practice of this.practices) {
      const count = await countPractice(this.access, practice.id);
      counts.push(count);
      const promises = await brokenPromises(practice, count.held);
      broken.push(...count.unreadable, ...promises.map((each) => `${practice.id}: ${each}`));
    }
    const outage = this.outage();
    return {
      size: this.size,
      server: this.embedded === undefined ? this.server.baseUrl : 'embedded',
      changes: this.practices.reduce((sum, { audits }) => sum + audits.size, 0),
      parts: await Promise.all(this.parts.map(reported)),
      lag: this.lags.figures('there'),
      ...(outage && { outage }),
      rows: rowsOf(counts),
      log: this.logLines,
      broken,
    };
  }

  async close(): Promise<void> {
    this.closeAll();
    this.traffic.release();
    await this.embedded?.stop();
  }

  private newPractice(id: string, desks: number): ScalePractice {
    const log: Log = {
      write: (level, message) => {
        if (level !== 'warn' && level !== 'error') return;
        this.logLines[message] = (this.logLines[message] ?? 0) + 1;
      },
    };
    const setup: DeskSetup = {
      practiceId: id,
      time: REAL_TIME,
      random: this.random,
      beginning: performance.timeOrigin,
      pollIntervalSeconds: this.size.pollSeconds,
      newId: () => crypto.randomUUID(),
      log,
      seen: (port, desk) =>
        arrivalsAt(port, (operation) => {
          this.lags.arrived(desk, operation);
        }),
    };
    const names = Array.from({ length: desks }, (_, index) => `${id}-${index + 1}`);
    return new ScalePractice(
      id,
      names.map((name) => new SimulatedDesk(name, setup)),
      {
        time: REAL_TIME,
        random: this.random,
        newPatient: () => this.newPatient(id),
        saved: (practice, desk, changeId) => void this.saved(practice.desks, desk, changeId),
      },
    );
  }

  private async newPatient(practiceId: string): Promise<string> {
    const tag = [{ system: PRACTICE_TAG, code: practiceId }];
    const name = [{ family: 'Scale', given: ['Invented'] }];
    return (await this.access.create({ resourceType: 'Patient', meta: { tag }, name })).id;
  }

  private saved(
    desks: readonly SimulatedDesk[],
    desk: SimulatedDesk,
    changeId: string,
  ): Promise<void> {
    const others = desks.filter((each) => each !== desk).map(({ name }) => name);
    return this.lags.saved(desk.operationsOf(changeId), others);
  }

  private async pass(part: Part, milliseconds: number): Promise<void> {
    this.begin(part);
    const end = performance.now() + milliseconds;
    if (part === Part.opening || part === Part.morning) await this.openAll(milliseconds);
    if (part === Part.work || part === Part.away || part === Part.back) await this.workUntil(end);
    await REAL_TIME.delay(end - performance.now());
  }

  /** Whatever goes over the line until the next part begins, and what it costs, is this part's. */
  private async measured(part: Part, work: () => Promise<void>): Promise<void> {
    await work();
    const traffic = this.traffic.part();
    // Not waited for: the next part begins at once.
    const server = this.embedded?.cost();
    this.parts.push({ part, traffic, workstations: this.cost(), server });
  }

  private begin(part: Part): void {
    this.traffic.isAway = part === Part.away;
    if (part === Part.away) this.lags.away();
    if (part === Part.hidden) showPage('hidden');
    if (part !== Part.back) return;
    this.lags.back();
    this.backAt = performance.now();
  }

  /** Each at a moment of its own, all within this time. */
  private async openAll(milliseconds: number): Promise<void> {
    const opened = this.desks().map(async (desk) => {
      await REAL_TIME.delay(this.random.next() * milliseconds);
      this.openAt(desk);
    });
    await Promise.all(opened);
  }

  private openAt(desk: SimulatedDesk): void {
    const practiceId = this.practices.find(({ desks }) => desks.includes(desk))?.id ?? '';
    const accessToken = (options: { readonly fresh: boolean }) => this.access.token(options);
    const { baseUrl } = this.server;
    desk.open(
      new FhirRemoteRecords(
        { baseUrl, practiceId, workstation: 'desk-1', accessToken },
        desk.clock,
      ),
    );
  }

  /** Something is done somewhere, at random moments, as often as the rate says on the whole. */
  private async workUntil(end: number): Promise<void> {
    const meanMs = 60_000 / (this.size.rate * this.size.workstations);
    const underWay: Promise<void>[] = [];
    for (;;) {
      const wait = -Math.log(1 - this.random.next()) * meanMs;
      if (performance.now() + wait > end || this.traffic.isUsedUp) break;
      await REAL_TIME.delay(wait);
      const practice = this.random.oneOf(this.practices);
      underWay.push(practice.workAt(this.random.oneOf(practice.desks)));
    }
    const ended = await Promise.allSettled(underWay);
    for (const each of ended) if (each.status === 'rejected') this.faults.push(String(each.reason));
  }

  /** Everybody goes home once all is done. */
  private async evening(): Promise<void> {
    await this.comeLevel();
    this.closeAll();
  }

  private async comeLevel(): Promise<void> {
    this.tell('until all are level');
    const end = performance.now() + LEVEL_WITHIN_MS;
    for (const practice of this.practices) {
      while (!(await this.isLevel(practice)) && performance.now() < end) {
        await REAL_TIME.delay(STEP_MS);
      }
    }
    // Who is not level by then is named by the count.
  }

  /** Whether all is sent and every workstation has the versions that the server has. */
  private async isLevel({ id, desks }: ScalePractice): Promise<boolean> {
    for (const desk of desks) if (await desk.isSending()) return false;
    const versions = await serverVersions(this.access, id);
    for (const [kind, there] of versions) {
      for (const desk of desks) {
        const held = await desk.versions(kind);
        const isSame = [...there].every(([serverId, version]) => held.get(serverId) === version);
        if (!isSame || held.size !== there.size) return false;
      }
    }
    return true;
  }

  private outage(): ReturnReport | undefined {
    const partOf = (name: Part) => this.parts.find(({ part }) => part === name)?.traffic;
    const [before, away, back] = [partOf(Part.work), partOf(Part.away), partOf(Part.back)];
    const { backAt } = this;
    if (!before || !away || !back || backAt === undefined) return undefined;
    const { levelAt } = this.lags;
    const triesPerMinute = (away.requests / away.seconds) * 60;
    return {
      tries: away.requests,
      triesPerMinute,
      triesPerMinuteEach: triesPerMinute / this.size.workstations,
      firstSeconds: back.bySecond.slice(0, 30),
      peakBefore: before.peak,
      levelAfterSeconds: levelAt === undefined ? undefined : (levelAt - backAt) / 1000,
      lag: this.lags.figures('away'),
    };
  }

  private closeAll(): void {
    this.desks().forEach((desk) => {
      desk.closeAll();
    });
  }

  private desks(): readonly SimulatedDesk[] {
    return this.practices.flatMap(({ desks }) => desks);
  }
}

async function reported({ server, ...measured }: MeasuredPart): Promise<PartReport> {
  const cost = await server;
  return { ...measured, ...(cost && { server: cost }) };
}

/** As even as can be. */
function shareOf({ workstations, practices }: ScaleSize, index: number): number {
  return Math.floor(workstations / practices) + (index < workstations % practices ? 1 : 0);
}

function rowsOf(counts: readonly PracticeCount[]): RowsReport {
  const types: Record<string, { resources: number; versions: number | undefined; bytes: number }> =
    {};
  for (const { types: own } of counts) {
    for (const [type, { resources, versions, bytes }] of Object.entries(own)) {
      const sum = (types[type] ??= { resources: 0, versions: 0, bytes: 0 });
      sum.resources += resources;
      sum.bytes += bytes;
      sum.versions =
        sum.versions === undefined || versions === undefined ? undefined : sum.versions + versions;
    }
  }
  const accounts = types.Person?.resources ?? 0;
  const all = Object.values(types);
  const each = (sum: number): number => (accounts === 0 ? 0 : sum / accounts);
  return {
    accounts,
    types,
    rowsPerAccount: each(all.reduce((sum, { resources }) => sum + resources, 0)),
    bytesPerAccount: each(all.reduce((sum, { bytes }) => sum + bytes, 0)),
  };
}
