/** Saving the practice's settings on the shared record: while connected and at once, or not at all. */
import { firstValueFrom } from 'rxjs';
import {
  changesOf,
  withSettings,
  type ChangedSetting,
  type IntendedSettings,
} from '../../domain/practice/saving-settings.ts';
import { isUsable } from '../../domain/practice/setting-rules.ts';
import type {
  PracticeSettingsRecord,
  SettingChange,
  SettingName,
  SettingValues,
} from '../../domain/practice/shared-settings.ts';
import type { StaffMember } from '../../domain/records.ts';
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import type { RemoteFailure, RemoteRecord, RemoteResult } from '../../ports/remote-records.ts';
import type { HeldSettings } from '../../ports/shared-settings.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import type { StaffAction } from '../commands/staff-action.ts';
import { merged } from './merged-settings.ts';
import { valuesOf } from './setting-values.ts';

/** Others may save at the same moment; so often it is tried to be put on top of theirs. */
const TRIES = 5;

type Saved = RemoteRecord<'practice-settings'>;
type Changed = readonly ChangedSetting[];

/** Saves them and gives what that changed. Refused when somebody else has changed one of them to something else. */
export async function saveShared(
  action: StaffAction,
  intended: IntendedSettings,
  ports: CommandPorts,
): Promise<Result<Changed>> {
  if (Object.keys(intended.values).length === 0) return ok([]);
  const held = await ports.keeper.held();
  if (!held.ok) return held;
  return new Saving(intended, action.session.staff, ports).run(held.value);
}

/** One save, until it is done or has to be given up. */
class Saving {
  private readonly operationId: string;
  /** A write of ours got no answer. */
  private mayHaveArrived = false;

  constructor(
    private readonly intended: IntendedSettings,
    private readonly by: StaffMember,
    private readonly ports: CommandPorts,
  ) {
    this.operationId = ports.environment.newId();
  }

  async run(held: HeldSettings | undefined): Promise<Result<Changed>> {
    const beginning = held?.record ?? this.takenOver();
    const first = this.onTopOf(beginning);
    if (!first.ok) return first;
    if (first.value === beginning) return ok([]);
    if (!(await firstValueFrom(this.ports.environment.online$))) return notShared('unreachable');
    const changed = changesOf(this.intended.values, this.now(beginning));
    const saved = await this.save(held?.version.id, first.value);
    return saved.ok ? ok(changed) : saved;
  }

  private async save(
    known: string | undefined,
    first: PracticeSettingsRecord,
  ): Promise<Result<void>> {
    let serverId = known;
    for (let tries = 0; tries < TRIES; tries += 1) {
      const current = await this.current(serverId, first);
      if (!current.ok) return this.refusal(current.failure);
      serverId = current.value.version.id;
      const next = this.onTopOf(current.value.body);
      const isThere = next.ok && next.value === current.value.body;
      // Where somebody was quicker, what they saved is shown beside what was typed.
      if (isThere || !next.ok) return this.kept(current.value, next);
      const given = await this.update(next.value, current.value);
      if (given.ok) return this.kept(given.value, next);
      const { kind } = given.failure;
      if (kind !== 'conflict' && kind !== 'unreachable') return this.refusal(given.failure);
    }
    return refuse(FailureKind.changedMeanwhile, { code: 'settings-keep-changing' });
  }

  /** What the shared record has; made where it has none, or has lost it. */
  private async current(
    serverId: string | undefined,
    first: PracticeSettingsRecord,
  ): Promise<RemoteResult<Saved>> {
    const { remote } = this.ports;
    if (serverId !== undefined) {
      const read = await remote.read('practice-settings', serverId);
      if (read.ok || read.failure.kind !== 'rejected' || read.failure.notPermitted) return read;
    }
    return this.noted(await remote.create('practice-settings', first, this.operationId));
  }

  private async update(
    body: PracticeSettingsRecord,
    { version }: Saved,
  ): Promise<RemoteResult<Saved>> {
    const { remote } = this.ports;
    return this.noted(await remote.update('practice-settings', body, version, this.operationId));
  }

  private noted(outcome: RemoteResult<Saved>): RemoteResult<Saved> {
    this.mayHaveArrived ||= !outcome.ok && outcome.failure.kind === 'unreachable';
    return outcome;
  }

  /** On the shared record they are saved, whether or not this browser can keep them: it fetches them again. */
  private async kept(saved: Saved, outcome: Result<unknown>): Promise<Result<void>> {
    await this.ports.keeper.keep(saved);
    return outcome.ok ? ok() : outcome;
  }

  private refusal(failure: RemoteFailure): Result<never> {
    const { kind } = failure;
    if (this.mayHaveArrived && (kind === 'unreachable' || kind === 'busy')) {
      return refuse(FailureKind.notAllowed, { code: 'settings-sharing-unknown' });
    }
    if (kind === 'conflict') {
      return refuse(FailureKind.changedMeanwhile, { code: 'settings-keep-changing' });
    }
    const isClosed = kind === 'unauthorised' || (kind === 'rejected' && failure.notPermitted);
    if (isClosed) return notShared('not-let-in');
    return notShared(kind === 'rejected' ? 'refused' : kind);
  }

  private onTopOf(record: PracticeSettingsRecord): Result<PracticeSettingsRecord> {
    return withSettings(record, this.intended, this.now(record), this.change());
  }

  /** By the server's time, once it has answered: when this began it may not have been known. */
  private change(): SettingChange {
    return { at: this.ports.environment.now(), by: this.by };
  }

  /** What holds by that record. */
  private now(record: PracticeSettingsRecord): Partial<SettingValues> {
    return valuesOf(merged(this.ports.configuration.current(), record));
  }

  /** The first settings of the shared record: the website and other workstations go on as the host had it. */
  private takenOver(): PracticeSettingsRecord {
    const { practice, configuration } = this.ports;
    const values = Object.entries(valuesOf(configuration.current())) as [SettingName, unknown][];
    return {
      id: practice.id,
      practiceId: practice.id,
      savedAt: this.change().at,
      savedBy: this.by,
      values: Object.fromEntries(values.filter(([name, value]) => isUsable(name, value))),
      changes: {},
      unusable: [],
    };
  }
}

function notShared(why: 'unreachable' | 'busy' | 'not-let-in' | 'refused'): Result<never> {
  return refuse(FailureKind.notAllowed, { code: 'settings-not-shared', why });
}
