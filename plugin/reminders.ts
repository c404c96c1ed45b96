/** Which class answers which token, for reminders. Loaded where the host sends messages, once everything has been fetched. */
import type { DependencyContainer } from 'tsyringe';
import { ReminderRound } from '../services/application/reminders/reminder-round.ts';
import { HostMessages } from '../services/host/host-messages.ts';
import { MESSAGES } from '../services/ports/messages.ts';
import { PRACTICE_REGISTER } from '../services/ports/practice-register.ts';
import { AUDIT_LOG } from '../services/ports/record-store.ts';
import { DexieAuditLog } from '../services/storage/dexie-audit-log.ts';
import { DexiePracticeRegister } from '../services/storage/dexie-practice-register.ts';
import { loadWords } from '../services/words/words.ts';
import { registerMissing } from './lazily.ts';

export async function composeReminders(container: DependencyContainer): Promise<ReminderRound> {
  // By these pages it goes on when the network is cut later.
  await Promise.all([loadWords('reminders'), import('../services/storage/register-pages.ts')]);
  const one = registerMissing(container);
  one(MESSAGES, HostMessages);
  one(PRACTICE_REGISTER, DexiePracticeRegister);
  one(AUDIT_LOG, DexieAuditLog);
  return container.resolve(ReminderRound);
}
