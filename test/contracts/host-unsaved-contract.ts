import type { Disposable, HostWorkingCopies, HostWorkingCopy } from '../../plugin/host-api.ts';
import { hold, same } from './expectations.ts';
import { type HostCheck, promise } from './host-check.ts';

/** A view with unsaved changes, and what the host asked of it. */
class MadeUpCopy implements HostWorkingCopy {
  readonly name = 'Made-up changes';
  readonly asked: string[] = [];
  readonly mark: Disposable;

  constructor(
    workingCopies: HostWorkingCopies,
    private readonly canSave = true,
  ) {
    this.mark = workingCopies.markDirty(this);
  }

  save(): Promise<boolean> {
    this.asked.push('save');
    if (this.canSave) this.mark.dispose();
    return Promise.resolve(this.canSave);
  }

  revert(): Promise<void> {
    this.asked.push('revert');
    this.mark.dispose();
    return Promise.resolve();
  }
}

/** Each answer, whether saving succeeds, what the view is asked, and whether the person leaves. */
const ANSWERS = [
  ['cancel', true, [], false],
  ['save', false, ['save'], false],
  ['save', true, ['save'], true],
  ['discard', true, ['revert'], true],
] as const;

/** Unsaved changes, where a host asks about them. */
export const unsavedChecks: readonly HostCheck[] = [
  promise('takes word of unsaved changes and of their end, also twice', ({ workingCopies }) => {
    if (workingCopies === undefined) return;
    const first = new MadeUpCopy(workingCopies);
    first.mark.dispose();
    const second = new MadeUpCopy(workingCopies);
    first.mark.dispose();
    second.mark.dispose();
  }),
  promise(
    'asks before unsaved changes are left, and saves or gives up as it is told',
    async ({ workingCopies }, { leaveWith, signInWith }) => {
      if (workingCopies === undefined || leaveWith === undefined) return;
      await signInWith?.('onlineServices.view');
      for (const [answer, canSave, asked, leaves] of ANSWERS) {
        const copy = new MadeUpCopy(workingCopies, canSave);
        const what = `${answer}, where saving ${canSave ? 'succeeds' : 'is refused'}`;
        same(await leaveWith(answer, leaves), leaves, `${what}: the person leaves`);
        same(copy.asked, asked, `${what}: asked of the view`);
        copy.mark.dispose();
      }
      hold(await leaveWith('none', true), 'nothing unsaved: the person leaves without being asked');
    },
  ),
];
