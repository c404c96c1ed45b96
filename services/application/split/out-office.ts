/** Accounts are handed over to another practice, and taken back. */
import { map, type Observable } from 'rxjs';
import type { Reason } from '../../domain/reason.ts';
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import { isClosedBy, wasNeverClosed } from '../../domain/split/moved-away.ts';
import { newPractice } from '../../domain/split/new-practice.ts';
import type { AccountRecord } from '../../domain/records.ts';
import { oldPatientOf, TransferState, type Transfer } from '../../domain/split/transfer.ts';
import { words } from '../../words/words.ts';
import { whyOf } from '../jobs/groups.ts';
import { lookOut$, type OutLook } from './out-look.ts';
import { signedOut, type SplitSession } from './split-session.ts';
import type { OnTheWay, OutInput, OutPlan, WayRow } from './split-view.ts';
import { transferNow, unreachable } from './transfer-writes.ts';

/** Patients are read at the same time. */
const AT_A_TIME = 50;

export class OutOffice {
  constructor(private readonly at: SplitSession) {}

  plan({ practice: typed, who, restricted }: OutInput): Result<Observable<OutPlan>> {
    const { ports } = this.at;
    const { practice, environment } = ports;
    const to = newPractice(typed, { own: practice.id, today: environment.today() });
    if (!to.ok) return to;
    if (who.by === 'usual-gp' && who.id === '') return missing('usual-gp-missing', 'gp');
    if (who.by === 'list' && who.text.trim() === '') return missing('list-empty', 'list');
    const work = { kind: 'transfer-out', to: to.value, restricted } as const;
    const plan$ = lookOut$(who, work, ports).pipe(
      map((look): OutPlan => ({ ...this.at.planOf(look, work), ...notedIn(look) })),
    );
    return ok(this.at.whileSignedIn(plan$));
  }

  async onTheWay(): Promise<Result<OnTheWay>> {
    if (!this.at.isSignedIn) return signedOut();
    const found = await this.at.transfers.list('out', [
      TransferState.handedOver,
      TransferState.claimed,
      TransferState.takenBack,
      TransferState.givenBack,
      // The new practice may have been quicker than a hand-over that was killed before it closed the account.
      TransferState.takenIn,
    ]);
    if (!found.ok) return unreachable(found.failure);
    const { transfers, unreadable, isWhole } = found.value;
    const rows: WayRow[] = [];
    for (let from = 0; from < transfers.length; from += AT_A_TIME) {
      const some = transfers.slice(from, from + AT_A_TIME);
      for (const row of await Promise.all(some.map(({ body }) => this.wayRow(body)))) {
        if (!row.ok) return row;
        if (row.value !== undefined) rows.push(row.value);
      }
    }
    return ok({ rows: rows.sort((one, other) => rank(one) - rank(other)), unreadable, isWhole });
  }

  /** `undefined`: nothing is left to do about it. */
  private async wayRow(transfer: Transfer): Promise<Result<WayRow | undefined>> {
    const patientRef = oldPatientOf(transfer);
    const records = await this.at.ports.store.read(patientRef);
    if (!records.ok) return records;
    const state = wayState(transfer, records.value.account);
    if (state === undefined) return ok(undefined);
    const { id, to, handedOverAt: at } = transfer;
    const text = words('split').way.states[state](transfer.givenBackBecause);
    return ok({ id, patientRef, to: to.name, at, state, text });
  }

  takeBack(id: string): Promise<Result<void>> {
    return this.at.one('take-back-account', oldPatientOf({ id }), [
      'takeBackAccount',
      { transferId: id },
    ]);
  }

  async closeHere(id: string): Promise<Result<void>> {
    const { transfers, ports } = this.at;
    const held = await transferNow(id, transfers);
    if (!held.ok) return held;
    const { practice, environment } = ports;
    const to = { ...held.value.body.to, nation: practice.nation, on: environment.today() };
    return this.at.one('hand-over-account', oldPatientOf({ id }), [
      'handOverAccount',
      { transferId: id, to, restricted: true },
    ]);
  }
}

function wayState(
  transfer: Transfer,
  account: AccountRecord | undefined,
): WayRow['state'] | undefined {
  const isClosed = isClosedBy(account, transfer);
  switch (transfer.state) {
    case TransferState.handedOver:
      return isClosed ? 'waiting' : 'open-here';
    case TransferState.claimed:
      return isClosed ? 'being-taken-in' : 'open-at-both';
    case TransferState.takenBack:
      return isClosed ? 'back-unfinished' : undefined;
    case TransferState.givenBack:
      return isClosed ? 'given-back' : undefined;
    case TransferState.takenIn:
      return wasNeverClosed(account, transfer) ? 'open-at-both' : undefined;
  }
}

/** Where nobody has closed it the patient is let in at both: that comes before all others. */
function rank({ state }: WayRow): number {
  return state === 'open-at-both' ? 0 : 1;
}

function notedIn({ notices, rejected }: OutLook): Pick<OutPlan, 'notices' | 'rejected'> {
  const text = words('split');
  return {
    notices: [...notices].map(([notice, refs]) => ({
      label: text.notices[notice],
      count: refs.length,
      first: refs.slice(0, 100),
    })),
    rejected: rejected.map(({ line, text: said, reason }) => ({
      line,
      text: said,
      why: text.lineOf(reason) ?? whyOf(reason as Reason),
    })),
  };
}

function missing(code: 'usual-gp-missing' | 'list-empty', field: string): Result<never> {
  return refuse(FailureKind.invalid, { code }, field);
}
