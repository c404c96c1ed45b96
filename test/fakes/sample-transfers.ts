import type { Transfer, TransferContent } from '../../services/domain/split/transfer.ts';
import { SAM } from '../contracts/storage-samples.ts';

export const NEW_PRACTICE = { id: 'A99969', name: 'Brook Lane Surgery' } as const;

export function sampleContent(changes: Partial<TransferContent> = {}): TransferContent {
  return {
    person: {
      number: { scheme: 'nhs', value: '9990000018' },
      birthDate: '1984-02-29',
      surname: 'Morgan',
      name: 'MORGAN, Siân (Mrs)',
    },
    enabled: true,
    services: {
      appointments: { enabled: true },
      repeats: {
        enabled: false,
        notes: 'By agreement',
        disabling: { id: 'act-1', reason: 'misuse', at: '2026-02-01T10:00:00.000Z' },
      },
      'summary-data': {
        enabled: false,
        access: { outcome: 'not-now', at: '2026-02-01T10:00:00.000Z', by: SAM, considered: 'flag' },
      },
    },
    identityChecks: [
      {
        date: '2026-01-05',
        method: 'passport',
        staff: SAM,
        recordedAt: '2026-01-05T09:00:00.000Z',
      },
      {
        date: '2026-01-06',
        method: 'personal-vouch',
        staff: SAM,
        recordedAt: '2026-01-06T09:00:00.000Z',
        vouchedAs: 'account-manager',
      },
    ],
    ...changes,
  };
}

export function sampleTransfer(changes: Partial<Transfer> = {}): Transfer {
  return {
    id: 'job-1.patient-1',
    from: { id: 'A99968', name: 'Hollin Bank Surgery' },
    to: NEW_PRACTICE,
    state: 'handed-over',
    handedOverAt: '2026-04-20T09:00:00.000Z',
    by: SAM,
    closing: 'closing-1',
    accountKey: 'account-new-1',
    content: sampleContent(),
    ...changes,
  };
}
