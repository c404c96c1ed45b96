/** Where each list comes from. */
import { addDays } from '../../domain/calendar.ts';
import {
  BIRTHDAY_DAYS,
  bornToBecome,
  EXPIRING_DAYS,
  type HostList,
  type OwnList,
} from '../../domain/practice/worklists.ts';
import { AccountStatus, type CalendarDate } from '../../domain/records.ts';
import { OutboxState } from '../../ports/outbox.ts';
import type { DirectoryQuery } from '../../ports/patient-directory.ts';
import type { RegisterList } from '../../ports/practice-register.ts';

/** The lists of the register that make up one of ours. */
export function registerLists(list: OwnList, today: CalendarDate): readonly RegisterList[] {
  switch (list) {
    case 'codes-unused':
      return [{ by: 'codes-waiting' }];
    case 'codes-expiring':
      return [
        {
          by: 'codes-waiting',
          expiringFrom: today,
          expiringUntil: addDays(today, EXPIRING_DAYS - 1),
        },
      ];
    case 'not-activated':
      return [{ by: 'status', status: AccountStatus.registered }];
    case 'locked':
      return [{ by: 'status', status: AccountStatus.locked }];
    case 'disabled':
      return [{ by: 'disabled' }];
    case 'basic':
      return [{ by: 'basic' }];
    case 'made-elsewhere':
      return [{ by: 'unseen' }];
    case 'unsent-waiting':
      return [{ by: 'unsent', state: OutboxState.waiting }];
    case 'unsent-attention':
      return [OutboxState.parked, OutboxState.conflict, OutboxState.superseded].map((state) => ({
        by: 'unsent',
        state,
      }));
    case 'all':
      return [{ by: 'all' }];
  }
}

/** What the host is asked for. */
export function hostQuery(list: HostList, today: CalendarDate): DirectoryQuery {
  switch (list) {
    case 'no-account':
      return {};
    case 'no-verified-email':
    case 'shared-email':
    case 'restricted':
    case 'left':
      return { having: list };
    case 'turning-11':
      return birthday(11, today);
    case 'turning-13':
      return birthday(13, today);
    case 'turning-16':
      return birthday(16, today);
  }
}

function birthday(age: number, today: CalendarDate): DirectoryQuery {
  return bornToBecome(age, { from: today, until: addDays(today, BIRTHDAY_DAYS) });
}
