import type { ActionReason } from '../../../domain/reason.ts';
import type { TextTooLong } from '../../../domain/limited-text.ts';
import type { Sentences } from '../../sentences.ts';
import { services } from '../services/views.ts';
import { characters } from './count.ts';

export const actionReasons: Sentences<ActionReason> = {
  'not-permitted':
    'Your role may not do this. Ask your practice manager, or somebody whose role allows it.',
  'signed-out':
    'You were signed out before this was saved. Nothing was changed: sign in and do it again.',
  'another-patient':
    'Another patient is open now. Nothing was changed: go back to the patient and do it again.',
  'host-said': ({ text }) => text,
};

export const textReasons: Sentences<TextTooLong> = {
  'text-too-long': ({ limit, over, service }) => {
    const whose = service === undefined ? '' : `Notes on ${services.labels[service]}: `;
    return `${whose}${characters(over)} too many. Shorten the text to ${limit}.`;
  },
};

export const action = {
  audit: {
    refused: (why: string): string => `Refused: ${why}`,
    inJob: (summary: string): string => `${summary}; one of many at once`,
    anotherPatient: 'another patient was open',
    noPermission: 'no permission',
  },
};
