import type { ActionReason } from '../../../domain/reason.ts';
import type { Sentences } from '../../sentences.ts';

export const actionReasons: Sentences<ActionReason> = {
  'not-permitted':
    'Your role may not do this. Ask your practice manager, or somebody whose role allows it.',
  'signed-out':
    'You were signed out before this was saved. Nothing was changed: sign in and do it again.',
  'another-patient':
    'Another patient is open now. Nothing was changed: go back to the patient and do it again.',
  'host-said': ({ text }) => text,
};

export const action = {
  audit: {
    refused: (why: string): string => `Refused: ${why}`,
    anotherPatient: 'another patient was open',
    noPermission: 'no permission',
  },
};
