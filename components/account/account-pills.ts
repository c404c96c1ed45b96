import { html, nothing, type TemplateResult } from 'lit';
import type { AccountView } from '../../services/application/views.ts';
import { pill, type IconName, type Tone } from '../base/tone.ts';
import type { AccountStatus } from '../view-types.ts';
import { words } from '../../services/words/words.ts';

const LOOK: Readonly<Record<AccountStatus, readonly [Tone, IconName]>> = {
  created: ['neutral', 'waiting'],
  registered: ['neutral', 'waiting'],
  active: ['good', 'good'],
  locked: ['bad', 'lock'],
};

/**
 * The account in pills: its status, then apart from it whether the practice disabled it and whether it has been shared
 * yet; and whether anybody still knows whose it is. Each fact has a pill of its own.
 */
export function accountPills(account: AccountView | undefined, mayExist?: boolean): TemplateResult {
  const text = words('tab').account.pills;
  if (account === undefined) {
    return mayExist === true
      ? pill('neutral', text.notKnownYet, 'waiting')
      : pill('neutral', text.none, 'off');
  }
  const [tone, picture] = LOOK[account.status];
  return html`${account.basic === true ? pill('neutral', text.basic) : nothing}
  ${pill(tone, account.statusLabel, picture)}
  ${account.identityWithdrawn ? pill('bad', text.identityWithdrawn, 'bad') : nothing}
  ${account.disabledByPractice ? pill('warning', disabledWords(account), 'off') : nothing}
  ${account.shared ? nothing : pill('warning', text.notShared, 'waiting')}`;
}

/** Whether the practice or a rule disabled it: never a word of locks. */
function disabledWords({ disabling }: AccountView): string {
  const text = words('tab').account.pills;
  return disabling?.byRule === true ? text.disabledByRule(disabling.reason) : text.disabled;
}
