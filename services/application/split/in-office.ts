/** Accounts are taken in from another practice, by themselves or by hand, or given back. */
import { exhaustMap, from, map, merge, of, type Observable } from 'rxjs';
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import { GIVE_BACK_REASONS, givenBack, type Transfer } from '../../domain/split/transfer.ts';
import { timer } from '../../streams/sources.ts';
import { words } from '../../words/words.ts';
import { groupsOf } from '../jobs/groups.ts';
import { arrivalView } from './arrival-view.ts';
import { finish } from './finishing.ts';
import { lookIn$, type InLook } from './in-look.ts';
import type { SplitSession } from './split-session.ts';
import type { Finishing, InPlan } from './split-view.ts';
import { no, transferNow, transferWritten } from './transfer-writes.ts';

/** As often as it is seen to what is being taken in. */
const FINISH_MS = 10_000;

export class InOffice {
  constructor(private readonly at: SplitSession) {}

  plan$(): Observable<InPlan> {
    const { transfers, ports } = this.at;
    const work = { kind: 'transfer-in' } as const;
    const plan$ = lookIn$(transfers, ports).pipe(
      map((look): InPlan => {
        const { hadOne, unreadable, unmatched } = look;
        return {
          ...this.at.planOf(look, work),
          notices: noticesIn(look),
          hadOne,
          unreadable,
          unmatched: unmatched.map((each) => arrivalView(each, ports)),
          findsPatients: ports.finder.find !== undefined,
        };
      }),
    );
    return this.at.whileSignedIn(plan$);
  }

  get finishing$(): Observable<Finishing> {
    const { transfers, ports } = this.at;
    const finishing$ = merge(of(undefined), timer(FINISH_MS, FINISH_MS)).pipe(
      exhaustMap(() => from(finish(transfers, ports, () => this.at.isSignedIn))),
    );
    return this.at.whileSignedIn(finishing$);
  }

  match(id: string, patientRef: string): Promise<Result<void>> {
    return this.at.one('take-in-account', patientRef, [
      'takeInAccount',
      { transferId: id, byHand: true },
    ]);
  }

  async giveBack(id: string, because: string): Promise<Result<void>> {
    const { transfers, ports } = this.at;
    const reason = GIVE_BACK_REASONS.find((known) => known === because);
    if (reason === undefined) {
      return refuse(FailureKind.invalid, { code: 'give-back-reason-missing' }, 'because');
    }
    const asked = await this.at.permitted('give-back-account');
    if (!asked.ok) return asked;
    const held = await transferNow(id, transfers);
    if (!held.ok) return held;
    const { body } = held.value;
    const isFree = await this.isFree(body);
    if (!isFree.ok) return isFree;
    const operationId = ports.environment.newId();
    const over = givenBack(body, reason);
    const written = await transferWritten(held.value, over, operationId, transfers);
    if (!written.ok) return written;
    return asked.value.audit(words('split').audit.givenBack(body.from, reason));
  }

  /** Nobody here has an account by it yet. */
  private async isFree({ content, claimedFor }: Transfer): Promise<Result<void>> {
    if (content === undefined) return no({ code: 'transfer-over' });
    if (claimedFor === undefined) return ok();
    const made = await this.at.ports.store.read(claimedFor);
    if (!made.ok) return made;
    return made.value.account === undefined ? ok() : no({ code: 'transfer-claimed' });
  }
}

function noticesIn({ patients }: InLook): InPlan['notices'] {
  const shut = patients.filter(({ foreseen }) => foreseen?.includes('disabled') === true);
  return groupsOf(
    shut.map(({ patientRef }) => ({ patientRef, label: words('split').notices.disabled })),
  );
}
