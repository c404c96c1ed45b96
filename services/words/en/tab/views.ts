import type { ProgramReason } from '../../../domain/reason.ts';
import type { Sentences } from '../../sentences.ts';

const NOT_LOADED =
  'This part of Online Services could not be loaded. Check the network connection, then try again.';

export const tab = {
  /** To who tried something whose part is not there. */
  notLoaded: NOT_LOADED,
  notPermitted: 'Your role may not see Online Services. Ask your practice manager.',
  /** Where it cannot be said why. */
  notReadable:
    'What is kept on this computer cannot be used just now. If this stays, reload the page.',
};

export const programReasons: Sentences<ProgramReason> = {
  'commands-not-loaded': NOT_LOADED,
  'exchange-not-loaded': 'The part that sends and collects changes could not be loaded.',
  'program-fault':
    'Something went wrong inside Online Services, and it has been recorded. Check what is shown before you try again.',
};
