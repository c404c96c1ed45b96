import { map, type Observable } from 'rxjs';
import { checklistFor } from '../../domain/split/checklist.ts';
import { isTransfer } from '../../domain/split/transfer-work.ts';
import type { JobStore } from '../../ports/jobs.ts';
import type { StaffSession } from '../../ports/practice-host.ts';
import type { Transfers } from '../../ports/transfers.ts';
import { words } from '../../words/words.ts';
import type { CommandDesk } from '../commands/command-desk.ts';
import type { AllPorts } from '../commands/command-ports.ts';
import { inWords, sentenceOf } from '../commands/refusal.ts';
import type { JobOffice } from '../jobs/job-office.ts';
import { jobView } from '../jobs/job-view.ts';
import type { JobsHere } from '../jobs/jobs-view.ts';
import { agreementOf } from './agreement.ts';
import { InOffice } from './in-office.ts';
import { OutOffice } from './out-office.ts';
import { signedOut, SplitSession } from './split-session.ts';
import type { SplitRoom } from './split-source.ts';
import type { SplitView } from './split-view.ts';

/** Where accounts are handed over to another practice, taken in and taken back, by whoever the page is shown to. */
export class SplitOffice implements SplitRoom {
  constructor(
    readonly transfers: Transfers,
    private readonly ports: AllPorts,
    private readonly jobs: JobStore,
    private readonly office: JobOffice,
    private readonly desk: Pick<CommandDesk, 'performInJob'>,
  ) {}

  openFor(session: StaffSession): SplitView {
    const { transfers, ports, jobs, office, desk } = this;
    const steering = office.openFor(session);
    const at = new SplitSession(session, transfers, ports, office.plans, desk);
    const [outOffice, inOffice] = [new OutOffice(at), new InOffice(at)];
    return {
      ...steering,
      can: { export: steering.can.export },
      ownNation: ports.practice.nation,
      today: ports.environment.today(),
      jobs$: at.whileSignedIn(this.jobs$(session)),
      checklist: (on) => {
        const { checklist } = words('split');
        return checklistFor(on).map((each) => ({ on: each.on, text: checklist[each.item] }));
      },
      usualGps: () => this.usualGps(),
      planOut: (input) => Promise.resolve(inWords(outOffice.plan(input))),
      planIn$: () => inOffice.plan$(),
      onTheWay: async () => inWords(await outOffice.onTheWay()),
      finishing$: inOffice.finishing$,
      takeBack: async (id) => inWords(await outOffice.takeBack(id)),
      closeHere: async (id) => inWords(await outOffice.closeHere(id)),
      match: async (id, patientRef) => inWords(await inOffice.match(id, patientRef)),
      giveBack: async (id, because) => inWords(await inOffice.giveBack(id, because)),
      agreement: async (jobId) =>
        inWords(at.isSignedIn ? await agreementOf(jobId, { jobs, transfers, ports }) : signedOut()),
    };
  }

  private jobs$(session: StaffSession): Observable<JobsHere> {
    return this.jobs.jobs$.pipe(
      map((answer): JobsHere => {
        if (!answer.available) return { available: false, message: sentenceOf(answer.reason) };
        const transfers = answer.jobs.filter(({ work }) => isTransfer(work));
        return { available: true, jobs: transfers.map((job) => jobView(job, session)) };
      }),
    );
  }

  private async usualGps(): Promise<readonly { readonly id: string; readonly name: string }[]> {
    const gps = await this.ports.directory.usualGps?.();
    return gps?.ok === true ? gps.value : [];
  }
}
